/** A frame made ready to be asked: units by code, results by code, the days of the period. */
import { daysInclusive } from '#app/kernel/day.ts'
import { type Decimal, decimal } from '#app/kernel/decimal.ts'
import type { RunFrame, UnitInput } from '../payout/run-input.ts'
import { type IncentivePlan, type MultiplierTable, resultsFor } from '../plans/plan.ts'

export type RunContext = {
  readonly frame: RunFrame
  readonly plan: IncentivePlan
  /** D of the formulas. */
  readonly periodDays: number
  readonly unit: ReadonlyMap<string, UnitInput>
  readonly result: ReadonlyMap<string, Decimal>
  readonly table: ReadonlyMap<string, MultiplierTable>
  /**
   * By component, the first result that its gates and caps ask for and the run has not. Missing is missing: nothing is
   * forfeited or capped for it, the component is not calculated.
   */
  readonly missingResult: ReadonlyMap<string, string>
}

export const contextOf = (frame: RunFrame): RunContext => {
  const { plan } = frame
  const result = new Map(frame.results.map(({ code, value }) => [code, decimal(value)]))
  return {
    frame,
    plan,
    periodDays: daysInclusive(plan.period.from, plan.period.to),
    unit: new Map(frame.units.map((unit) => [unit.code, unit])),
    result,
    table: new Map(plan.tables.map((table) => [table.code, table])),
    missingResult: new Map(
      plan.components.flatMap(({ code }) => {
        const missing = resultsFor(plan, code).find((each) => !result.has(each))
        return missing === undefined ? [] : [[code, missing]]
      }),
    ),
  }
}

/** The nearest unit at or above `code` for which `fits` holds. A ring in the tree ends the climb. */
export const nearestUnit = (
  context: RunContext,
  code: string,
  fits: (unit: UnitInput) => boolean,
): UnitInput | undefined => {
  let unit = context.unit.get(code)
  for (let climbed = 0; unit && climbed <= context.unit.size; climbed += 1) {
    if (fits(unit)) return unit
    unit = unit.parent === null ? undefined : context.unit.get(unit.parent)
  }
  return undefined
}
