/**
 * The whole register of deferred pay as it stood when it was asked for: the runs released by then, whose instalments
 * are never added to. By the day on which they vest, then run by run in order of employee number, a stretch at a time,
 * so that it is read as it is written out, however long it is.
 */
import { and, asc, eq, exists, gt, isNotNull, lte, sql } from 'drizzle-orm'
import { scopeOf } from '#app/identity/policy.ts'
import { withinScope } from '#app/identity/scope.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day } from '#app/kernel/day.ts'
import type { Words } from '#app/kernel/words.ts'
import type { Reader } from '#db/client.server.ts'
import { deferralInstalments, runs, statements } from '#db/schema/incentives.ts'
import { componentNames, type InstalmentRow, instalmentsListed, ofStatement } from './deferral-register.server.ts'

/** Statements that are gone through at once. */
const stretch = 500

export type WholeRegister = {
  /** What vests when, in the order in which it is written. */
  parts: { vestsOn: Day; runId: string }[]
  names: Record<string, Record<string, Words>>
  /** Everyone in it. */
  employeeIds: string[]
}

const within = (actor: Actor, runId: string) =>
  and(eq(statements.runId, runId), withinScope(scopeOf(actor, 'statements'), statements.unitPath))

export const wholeRegister = async (db: Reader, actor: Actor): Promise<WholeRegister> => {
  const ofRun = eq(deferralInstalments.runId, runs.id)
  const deferring = await db
    .select({ id: runs.id, planVersionId: runs.planVersionId })
    .from(runs)
    .where(and(isNotNull(runs.releasedAt), exists(db.select({ one: sql`1` }).from(deferralInstalments).where(ofRun))))
    .orderBy(asc(runs.releasedAt), asc(runs.id))
  const parts: WholeRegister['parts'] = []
  const employeeIds = new Set<string>()
  for (const { id: runId } of deferring) {
    const days = await db
      .selectDistinct({ vestsOn: deferralInstalments.vestsOn })
      .from(deferralInstalments)
      .where(eq(deferralInstalments.runId, runId))
    for (const { vestsOn } of days) parts.push({ vestsOn, runId })
    const people = await db
      .selectDistinct({ id: deferralInstalments.employeeId })
      .from(deferralInstalments)
      .innerJoin(statements, ofStatement)
      .where(and(eq(deferralInstalments.runId, runId), within(actor, runId)))
    for (const { id } of people) employeeIds.add(id)
  }
  // Sorting keeps the runs of one day in the order of their release.
  parts.sort((a, b) => (a.vestsOn < b.vestsOn ? -1 : a.vestsOn > b.vestsOn ? 1 : 0))
  return { parts, names: await componentNames(db, deferring), employeeIds: [...employeeIds] }
}

export async function* everyInstalment(
  db: Reader,
  actor: Actor,
  { parts }: Pick<WholeRegister, 'parts'>,
): AsyncGenerator<InstalmentRow> {
  for (const { vestsOn, runId } of parts)
    for (let after = ''; ; ) {
      const isNext = and(within(actor, runId), gt(statements.employeeNumber, after))
      const people = await db
        .select({ number: statements.employeeNumber })
        .from(statements)
        .where(isNext)
        .orderBy(asc(statements.employeeNumber))
        .limit(stretch)
      const last = people.at(-1)
      if (!last) break
      yield* await instalmentsListed(db, actor)
        .where(and(isNext, lte(statements.employeeNumber, last.number), eq(deferralInstalments.vestsOn, vestsOn)))
        .orderBy(asc(statements.employeeNumber), asc(deferralInstalments.component), asc(deferralInstalments.no))
      if (people.length < stretch) break
      after = last.number
    }
}
