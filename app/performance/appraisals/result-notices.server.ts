/** Telling people that their rating is published, a piece of the publication at a time: nobody is told early, none missed. */
import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { enqueue } from '#app/kernel/jobs.server.ts'
import type { Telling } from '#app/notices/notices.server.ts'
import { accountsOfEmployees } from '#app/organisation/employees/employee-accounts.server.ts'
import { paths } from '#app/paths.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { appraisals, cycles } from '#db/schema/performance.ts'

export const tellResultsKind = 'tell-results'
/** The appraisals of one piece. */
export type Published = { appraisalIds: string[] }

/** Asks for the news of a piece, in the transaction that publishes it. */
export const askToTell = async (tx: Tx, actor: Actor, input: Published, now: Instant): Promise<void> => {
  await enqueue(tx, { kind: tellResultsKind, input, requestedBy: actor.id }, now)
}

/** The news for those with an account who have not acknowledged their result meanwhile. */
export const resultsToTell = async (db: Reader, appraisalIds: readonly string[]): Promise<Telling[]> => {
  const rows = await db
    .select({ id: appraisals.id, employeeId: appraisals.employeeId, cycle: cycles.name })
    .from(appraisals)
    .innerJoin(cycles, eq(cycles.id, appraisals.cycleId))
    .where(
      and(anyOf(appraisals.id, appraisalIds), isNotNull(appraisals.publishedAt), isNull(appraisals.acknowledgedAt)),
    )
  const accounts = await accountsOfEmployees(
    db,
    rows.map(({ employeeId }) => employeeId),
  )
  return rows.flatMap(({ id, employeeId, cycle }): Telling[] => {
    const accountId = accounts.get(employeeId)
    if (!accountId) return []
    const onceKey = `rating-published ${id}`
    return [{ accountId, kind: 'rating-published', params: { cycle }, link: paths.appraisal(id), onceKey }]
  })
}
