/** The register of what is owed for later: instalments of deferred pay, and payables that wait for a gate. */
import { and, asc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { scopeOf } from '#app/identity/policy.ts'
import { withinScope } from '#app/identity/scope.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Words } from '#app/kernel/words.ts'
import { certificatesHeld } from '#app/learning/certifications/certificates-held.server.ts'
import {
  employeeMatches,
  employeeNameColumn,
  employeePathColumn,
} from '#app/organisation/employees/employee-columns.server.ts'
import { violationsOf } from '#app/performance/veto-events.server.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader } from '#db/client.server.ts'
import { deferralInstalments, heldPayables, planVersions, runLines, runs, statements } from '#db/schema/incentives.ts'
import type { IncentivePlan } from '../plans/plan.ts'
import { gatesHolding, ofHeldLine } from '../runs/carried.server.ts'
import { byEmployee } from '../runs/run-facts.server.ts'
import type { DeferralState } from './deferral-state.ts'
import { heldStanding } from './held-standing.ts'

export type DeferralFilter = { state: DeferralState; search: string }

/** The unit is that of the statement: it is known of leavers too. */
const instalmentScope = (actor: Actor, { state, search }: DeferralFilter): SQL | undefined =>
  and(
    isNotNull(runs.releasedAt),
    withinScope(scopeOf(actor, 'statements'), statements.unitPath),
    state === 'waiting' ? isNull(deferralInstalments.paidByRunId) : undefined,
    state === 'paid' ? isNotNull(deferralInstalments.paidByRunId) : undefined,
    search ? employeeMatches(deferralInstalments.employeeId, search) : undefined,
  )
export const ofStatement = and(
  eq(statements.runId, deferralInstalments.runId),
  eq(statements.employeeId, deferralInstalments.employeeId),
)

/** What is told of an instalment; leavers stand among them. */
export const instalmentsListed = (db: Reader, actor: Actor) =>
  db
    .select({
      id: deferralInstalments.id,
      runId: deferralInstalments.runId,
      employeeId: deferralInstalments.employeeId,
      employeeNumber: statements.employeeNumber,
      employeeName: employeeNameColumn(deferralInstalments.employeeId),
      hasLeft: sql<number>`${employeePathColumn(deferralInstalments.employeeId, actor.today)} = ''`,
      component: deferralInstalments.component,
      planVersionId: runs.planVersionId,
      no: deferralInstalments.no,
      vestsOn: deferralInstalments.vestsOn,
      amountMinor: deferralInstalments.amountMinor,
      malusMinor: deferralInstalments.malusMinor,
      paidByRunId: deferralInstalments.paidByRunId,
      currency: runs.currency,
      runName: runs.name,
    })
    .from(deferralInstalments)
    .innerJoin(runs, eq(runs.id, deferralInstalments.runId))
    .innerJoin(statements, ofStatement)
export type InstalmentRow = Awaited<ReturnType<typeof instalmentsListed>>[number]

/** A page of them by the day on which they vest, within the actor's reach. */
export const deferralsVisible = (
  db: Reader,
  actor: Actor,
  filter: DeferralFilter & { limit: number; offset: number },
) =>
  instalmentsListed(db, actor)
    .where(instalmentScope(actor, filter))
    .orderBy(
      asc(deferralInstalments.vestsOn),
      asc(statements.employeeNumber),
      asc(deferralInstalments.no),
      asc(deferralInstalments.id),
    )
    .limit(filter.limit)
    .offset(filter.offset)

/** Sums over everything that the filter shows, after malus, one per currency. */
export const deferralTotals = async (db: Reader, actor: Actor, filter: DeferralFilter) => {
  const net = sql`${deferralInstalments.amountMinor} - ${deferralInstalments.malusMinor}`
  const people = sql<number>`count(distinct ${deferralInstalments.employeeId})`
  const sums = await db
    .select({
      count: sql<number>`count(*)`,
      people,
      waitingMinor: sql<number>`coalesce(sum(case when ${deferralInstalments.paidByRunId} is null then ${net} else 0 end), 0)`,
      paidMinor: sql<number>`coalesce(sum(case when ${deferralInstalments.paidByRunId} is null then 0 else ${net} end), 0)`,
      currency: runs.currency,
    })
    .from(deferralInstalments)
    .innerJoin(runs, eq(runs.id, deferralInstalments.runId))
    .innerJoin(statements, ofStatement)
    .where(instalmentScope(actor, filter))
    .groupBy(runs.currency)
  const count = sums.reduce((total, each) => total + each.count, 0)
  if (sums.length <= 1) return { count, people: sums[0]?.people ?? 0, sums }
  // Who is owed in two currencies is one person all the same.
  const [all] = await db
    .select({ people })
    .from(deferralInstalments)
    .innerJoin(runs, eq(runs.id, deferralInstalments.runId))
    .innerJoin(statements, ofStatement)
    .where(instalmentScope(actor, filter))
  return { count, people: all?.people ?? 0, sums }
}

/**
 * Held payables with the gate that holds them, or on which it hangs whether the next run in their currency pays them. At
 * most a hundred.
 */
export const heldVisible = async (db: Reader, actor: Actor) => {
  const rows = await db
    .select({
      id: heldPayables.id,
      runId: heldPayables.runId,
      employeeId: heldPayables.employeeId,
      employeeNumber: statements.employeeNumber,
      employeeName: employeeNameColumn(heldPayables.employeeId),
      component: heldPayables.component,
      gate: heldPayables.gate,
      heldBy: runLines.heldBy,
      amountMinor: heldPayables.amountMinor,
      currency: runs.currency,
      runName: runs.name,
      planVersionId: planVersions.id,
    })
    .from(heldPayables)
    .innerJoin(runLines, ofHeldLine)
    .innerJoin(runs, eq(runs.id, heldPayables.runId))
    .innerJoin(planVersions, eq(planVersions.id, runs.planVersionId))
    .innerJoin(
      statements,
      and(eq(statements.runId, heldPayables.runId), eq(statements.employeeId, heldPayables.employeeId)),
    )
    .where(
      and(
        isNotNull(runs.releasedAt),
        isNull(heldPayables.paidByRunId),
        withinScope(scopeOf(actor, 'statements'), statements.unitPath),
      ),
    )
    .orderBy(asc(statements.employeeNumber), asc(heldPayables.id))
    .limit(100)
  const ids = [...new Set(rows.map(({ employeeId }) => employeeId))]
  const certificates = byEmployee(await certificatesHeld(db, ids))
  const violations = byEmployee(await violationsOf(db, ids))
  const gatesOf = await ofVersions(db, rows, ({ gates }) => gates)
  return rows.map((row) => {
    const facts = { certifications: certificates(row.employeeId), violations: violations(row.employeeId) }
    const holding = gatesHolding(gatesOf[row.planVersionId] ?? [], row)
    const { standing, gate } = heldStanding(holding, actor.today, facts)
    return { ...row, gateName: gate?.name ?? { en: row.gate }, standing }
  })
}

/** What components are called in the plans that pay them, by version and code. */
export const componentNames = (
  db: Reader,
  owed: readonly { planVersionId: string }[],
): Promise<Record<string, Record<string, Words>>> =>
  ofVersions(db, owed, ({ components }) => Object.fromEntries(components.map(({ code, name }) => [code, name])))

const ofVersions = async <T>(
  db: Reader,
  owed: readonly { planVersionId: string }[],
  read: (plan: IncentivePlan) => T,
): Promise<Record<string, T>> => {
  const ids = [...new Set(owed.map(({ planVersionId }) => planVersionId))]
  const versions = await db
    .select({ id: planVersions.id, definition: planVersions.definition })
    .from(planVersions)
    .where(anyOf(planVersions.id, ids))
  return Object.fromEntries(versions.map(({ id, definition }) => [id, read(definition)]))
}
