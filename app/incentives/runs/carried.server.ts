/**
 * What earlier runs left to pay: held amounts whose gates have cleared, and instalments of deferred pay that are due. A
 * run is offered those in its own currency; the others wait for a run in theirs.
 */
import { and, eq, isNotNull, isNull, lte, or } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Currency } from '#app/kernel/currency.ts'
import type { Day } from '#app/kernel/day.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import {
  deferralInstalments,
  heldPayables,
  plans,
  planVersions,
  runLines,
  runs,
  statements,
} from '#db/schema/incentives.ts'
import { withinPath } from '#db/within-path.server.ts'
import type { CarriedInput } from '../payout/run-input.ts'
import type { Gate } from '../plans/plan.ts'

const releasedIn = (currency: Currency) => and(isNotNull(runs.releasedAt), eq(runs.currency, currency))

/** The line that was held: it names every gate that holds it, the held amount only the first. */
export const ofHeldLine = and(
  eq(runLines.runId, heldPayables.runId),
  eq(runLines.employeeId, heldPayables.employeeId),
  eq(runLines.component, heldPayables.component),
  eq(runLines.kind, 'component'),
)
export const gatesHolding = (
  gates: readonly Gate[],
  { gate, heldBy }: { gate: string; heldBy: readonly string[] },
): Gate[] => gates.filter(({ code }) => code === gate || heldBy.includes(code))

export type HeldRow = CarriedInput & { employeeId: string; gates: Gate[] }

/** Amounts of released runs that still wait, with the gates as their plan words them. */
export const heldOf = async (db: Reader, employeeIds: readonly string[], currency: Currency): Promise<HeldRow[]> => {
  const rows = await db
    .select({
      held: heldPayables,
      heldBy: runLines.heldBy,
      definition: planVersions.definition,
      plan: plans.code,
      payOn: runs.payOn,
    })
    .from(heldPayables)
    .innerJoin(runLines, ofHeldLine)
    .innerJoin(runs, eq(runs.id, heldPayables.runId))
    .innerJoin(planVersions, eq(planVersions.id, runs.planVersionId))
    .innerJoin(plans, eq(plans.id, planVersions.planId))
    .where(and(anyOf(heldPayables.employeeId, employeeIds), isNull(heldPayables.paidByRunId), releasedIn(currency)))
  return rows.map(({ held, heldBy, definition, plan, payOn }) => ({
    employeeId: held.employeeId,
    source: held.id,
    component: held.component,
    plan,
    minor: held.amountMinor,
    dueOn: payOn,
    gates: gatesHolding(definition.gates, { gate: held.gate, heldBy }),
  }))
}

type Due = { by: Day; currency: Currency }

/** Instalments due by a day and not yet paid, after malus; also of people who have left. */
export const vestedOf = async (
  db: Reader,
  employeeIds: readonly string[],
  { by, currency }: Due,
): Promise<(CarriedInput & { employeeId: string })[]> => {
  const rows = await db
    .select({ instalment: deferralInstalments, plan: plans.code })
    .from(deferralInstalments)
    .innerJoin(runs, eq(runs.id, deferralInstalments.runId))
    .innerJoin(planVersions, eq(planVersions.id, runs.planVersionId))
    .innerJoin(plans, eq(plans.id, planVersions.planId))
    .where(
      and(
        anyOf(deferralInstalments.employeeId, employeeIds),
        isNull(deferralInstalments.paidByRunId),
        releasedIn(currency),
        lte(deferralInstalments.vestsOn, by),
      ),
    )
  return rows.map(({ instalment, plan }) => ({
    employeeId: instalment.employeeId,
    source: instalment.id,
    component: instalment.component,
    plan,
    minor: instalment.amountMinor - instalment.malusMinor,
    dueOn: instalment.vestsOn,
  }))
}

/** Where a person belonged in the run that left it to them; of some who had left nobody knows, and any run pays them. */
const leftWithin = (path: string, { runId, employeeId }: { runId: SQLiteColumn; employeeId: SQLiteColumn }) =>
  and(
    eq(statements.runId, runId),
    eq(statements.employeeId, employeeId),
    or(eq(statements.unitPath, '/'), withinPath(statements.unitPath, path)),
  )

/**
 * People with something due from a run's part of the bank, who may have left it: they are paid without being in the
 * population. What is due elsewhere is that part's to pay, where those who see the run see the person as well.
 */
export const employeesDue = async (
  db: Reader,
  { by, currency, within }: Due & { within: string },
): Promise<string[]> => {
  const vested = await db
    .selectDistinct({ id: deferralInstalments.employeeId })
    .from(deferralInstalments)
    .innerJoin(runs, eq(runs.id, deferralInstalments.runId))
    .innerJoin(statements, leftWithin(within, deferralInstalments))
    .where(and(isNull(deferralInstalments.paidByRunId), releasedIn(currency), lte(deferralInstalments.vestsOn, by)))
  const held = await db
    .selectDistinct({ id: heldPayables.employeeId })
    .from(heldPayables)
    .innerJoin(runs, eq(runs.id, heldPayables.runId))
    .innerJoin(statements, leftWithin(within, heldPayables))
    .where(and(isNull(heldPayables.paidByRunId), releasedIn(currency)))
  return [...new Set([...vested, ...held].map(({ id }) => id))]
}

/** Marks carried amounts as paid by a run; tells which of them somebody else has paid meanwhile. */
export const markPaid = async (
  tx: Tx,
  runId: string,
  carried: readonly { kind: 'held' | 'vested'; source: string }[],
): Promise<string[]> => {
  const lost: string[] = []
  for (const { kind, source } of carried) {
    const table = kind === 'held' ? heldPayables : deferralInstalments
    const rows = await tx
      .update(table)
      .set({ paidByRunId: runId })
      .where(and(eq(table.id, source), isNull(table.paidByRunId)))
      .returning({ id: table.id })
    if (rows.length > 0) continue
    const [row] = await tx.select({ paidBy: table.paidByRunId }).from(table).where(eq(table.id, source))
    if (row?.paidBy !== runId) lost.push(source)
  }
  return lost
}
