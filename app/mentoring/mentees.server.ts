import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Reader } from '#db/client.server.ts'
import { prepared } from '#db/prepared.server.ts'
import { pairings } from '#db/schema/mentoring.ts'

const openMentees = prepared((db) =>
  db
    .select({ id: pairings.menteeId })
    .from(pairings)
    .where(and(eq(pairings.mentorId, sql.placeholder('mentorId')), isNull(pairings.endedOn)))
    .prepare(),
)

/** Employees whom a person mentors now. */
export const menteesOf = async (db: Reader, mentorId: string): Promise<string[]> => {
  const rows = await openMentees(db).all({ mentorId })
  return rows.map(({ id }) => id)
}
