import { anyone } from '#app/shell/guard.server.ts'
import { databaseAnswers } from '#app/shell/health.server.ts'

/** For a load balancer: 200 when the database answers. */
export const loader = anyone(async ({ db }) => {
  await databaseAnswers(db)
  return new Response('ok', { headers: { 'Content-Type': 'text/plain' } })
})
