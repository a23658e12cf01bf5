import { sql } from 'drizzle-orm'
import type { Reader } from '#db/client.server.ts'

/** Asks the database for nothing; rejects when it does not answer. */
export const databaseAnswers = async (db: Reader): Promise<void> => {
  await db.get(sql`select 1`)
}
