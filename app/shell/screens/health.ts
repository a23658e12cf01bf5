import { sql } from 'drizzle-orm'
import { anyone } from '#app/shell/guard.server.ts'

/** For a load balancer: 200 when the database answers. */
export const loader = anyone(async ({ db }) => {
  await db.get(sql`select 1`)
  return new Response('ok', { headers: { 'Content-Type': 'text/plain' } })
})
