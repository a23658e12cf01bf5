/** The assessments that a person sits just now: a clock runs, wherever in the portal they have gone meanwhile. */
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import type { Words } from '#app/kernel/words.ts'
import type { Reader } from '#db/client.server.ts'
import { prepared } from '#db/prepared.server.ts'
import { attempts, courseVersions, enrolments } from '#db/schema/learning.ts'

export type OpenSitting = { attemptId: string; courseId: string; title: Words; minutesLeft: number }

// The state stands in the text, so that the index of open attempts is used.
const open = prepared((db) =>
  db
    .select({
      attemptId: attempts.id,
      courseId: enrolments.courseId,
      title: courseVersions.title,
      deadlineAt: attempts.deadlineAt,
    })
    .from(attempts)
    .innerJoin(enrolments, eq(enrolments.id, attempts.enrolmentId))
    .innerJoin(courseVersions, eq(courseVersions.id, enrolments.courseVersionId))
    .where(and(eq(attempts.employeeId, sql.placeholder('employeeId')), sql`${attempts.state} = 'in-progress'`))
    .orderBy(asc(attempts.deadlineAt))
    .prepare(),
)

/** The one that ends first comes first; one whose time is up waits for nobody. */
export const openSittings = async (db: Reader, { employeeId }: Actor, now: Instant): Promise<OpenSitting[]> => {
  if (employeeId === null) return []
  const rows = await open(db).all({ employeeId })
  return rows.flatMap(({ deadlineAt, ...sitting }) =>
    deadlineAt > now ? [{ ...sitting, minutesLeft: Math.ceil((deadlineAt - now) / 60_000) }] : [],
  )
}
