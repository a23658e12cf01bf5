/** Incentives' own facts of a run's people: credits, honours, adjustments, and what the year has awarded so far. */
import { and, between, eq, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import type { Currency } from '#app/kernel/currency.ts'
import type { Day, Instant } from '#app/kernel/day.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader } from '#db/client.server.ts'
import {
  honourGrants,
  honours,
  productCredits,
  productTargets,
  runAdjustments,
  runLines,
  runs,
} from '#db/schema/incentives.ts'
import { stoodAt } from '../credits/credit-freezing.server.ts'
import type { CreditInput, EmployeeInput } from '../payout/run-input.ts'

/** Groups rows by employee. */
export const byEmployee = <R extends { employeeId: string }>(rows: readonly R[]): ((employeeId: string) => R[]) => {
  const groups = new Map<string, R[]>()
  for (const row of rows) {
    const group = groups.get(row.employeeId)
    if (group) group.push(row)
    else groups.set(row.employeeId, [row])
  }
  return (employeeId) => groups.get(employeeId) ?? []
}

/** Credits as they stood when the run was frozen, whatever was recorded or withdrawn since: shares of one deal agree. */
export const creditsOf = async (
  db: Reader,
  employeeIds: readonly string[],
  from: Day,
  to: Day,
  frozenAt: Instant | null,
): Promise<(CreditInput & { employeeId: string })[]> =>
  db
    .select({
      employeeId: productCredits.employeeId,
      id: productCredits.deal,
      product: productCredits.product,
      shareBp: productCredits.splitBp,
      volume: productCredits.volume,
    })
    .from(productCredits)
    .where(
      and(
        anyOf(productCredits.employeeId, employeeIds),
        between(productCredits.creditedOn, from, to),
        stoodAt(frozenAt),
      ),
    )
    .orderBy(productCredits.creditedOn, productCredits.id)

export const productTargetsOf = async (
  db: Reader,
  employeeIds: readonly string[],
  cycleId: string,
): Promise<{ employeeId: string; product: string; volume: string }[]> =>
  db
    .select({ employeeId: productTargets.employeeId, product: productTargets.product, volume: productTargets.volume })
    .from(productTargets)
    .where(and(eq(productTargets.cycleId, cycleId), anyOf(productTargets.employeeId, employeeIds)))
    .orderBy(productTargets.product)

export const honoursOf = async (
  db: Reader,
  employeeIds: readonly string[],
  from: Day,
  to: Day,
): Promise<(EmployeeInput['honours'][number] & { employeeId: string })[]> =>
  db
    .select({ employeeId: honourGrants.employeeId, honour: honours.code, on: honourGrants.grantedOn })
    .from(honourGrants)
    .innerJoin(honours, eq(honours.id, honourGrants.honourId))
    .where(
      and(
        anyOf(honourGrants.employeeId, employeeIds),
        between(honourGrants.grantedOn, from, to),
        isNull(honourGrants.withdrawnAt),
      ),
    )
    .orderBy(honourGrants.grantedOn, honourGrants.id)

/** Those that stand, of these runs. */
export const adjustmentsOf = async (db: Reader, runIds: readonly string[], employeeIds: readonly string[]) =>
  db
    .select({
      employeeId: runAdjustments.employeeId,
      component: runAdjustments.component,
      minor: runAdjustments.amountMinor,
      reason: runAdjustments.reason,
    })
    .from(runAdjustments)
    .where(
      and(
        anyOf(runAdjustments.runId, runIds),
        anyOf(runAdjustments.employeeId, employeeIds),
        isNull(runAdjustments.withdrawnAt),
      ),
    )
    .orderBy(runAdjustments.adjustedAt, runAdjustments.id)

/** Released runs of the calendar year in one currency, but for the one that is being corrected and its corrections. */
export const runsAwarding = async (
  db: Reader,
  { year, currency, besides }: { year: string; currency: Currency; besides: string | null },
): Promise<string[]> => {
  const rows = await db
    .select({ id: runs.id })
    .from(runs)
    .where(
      and(
        isNotNull(runs.releasedAt),
        eq(runs.currency, currency),
        between(runs.toOn, `${year}-01-01`, `${year}-12-31`),
        besides
          ? and(ne(runs.id, besides), or(isNull(runs.correctsRunId), ne(runs.correctsRunId, besides)))
          : undefined,
      ),
    )
  return rows.map(({ id }) => id)
}

/** What some runs awarded to each. Only their own lines are read: a person's lines of all runs lie far apart. */
export const awardedBy = async (
  db: Reader,
  runIds: readonly string[],
  employeeIds: readonly string[],
): Promise<Map<string, number>> => {
  if (runIds.length === 0) return new Map()
  const rows = await db
    .select({ employeeId: runLines.employeeId, minor: sql<number>`sum(${runLines.awardedMinor})` })
    .from(runLines)
    .where(and(anyOf(runLines.employeeId, employeeIds), anyOf(runLines.runId, runIds), eq(runLines.kind, 'component')))
    .groupBy(runLines.employeeId)
  return new Map(rows.map(({ employeeId, minor }) => [employeeId, minor]))
}
