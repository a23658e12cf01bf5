/** A frame made ready to be asked: units by code, results by code, the days of the period. */
import { daysInclusive } from '#app/kernel/day.ts'
import { type Decimal, decimal } from '#app/kernel/decimal.ts'
import type { EmployeeInput, RunFrame, UnitInput } from '../payout/run-input.ts'
import { type Condition, conditionsFor, type IncentivePlan, type MultiplierTable, resultsOf } from '../plans/plan.ts'

export type RunContext = {
  readonly frame: RunFrame
  readonly plan: IncentivePlan
  /** D of the formulas. */
  readonly periodDays: number
  readonly unit: ReadonlyMap<string, UnitInput>
  readonly result: ReadonlyMap<string, Decimal>
  readonly table: ReadonlyMap<string, MultiplierTable>
  /** By component, the first result that its gates and caps ask for and the run has not. */
  readonly missingResult: ReadonlyMap<string, string>
  /** By component, what its gates and caps first lack of a person without an appraisal. */
  readonly missingAppraisal: ReadonlyMap<string, Missing>
}
/** Missing is missing: nothing is forfeited, held or capped for it, the component is not calculated. */
export type Missing = { code: 'no-result' | 'no-rating' | 'no-score'; subject: string }

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
    missingResult: firstFor(plan, (each) => resultsOf(each).find((code) => !result.has(code))),
    missingAppraisal: frame.ruleVersion === undefined ? new Map() : firstFor(plan, ofAppraisal),
  }
}

const firstFor = <T>(plan: IncentivePlan, find: (condition: Condition) => T | undefined): Map<string, T> =>
  new Map(
    plan.components.flatMap(({ code }): [string, T][] => {
      const [first] = conditionsFor(plan, code).flatMap((each) => find(each) ?? [])
      return first === undefined ? [] : [[code, first]]
    }),
  )

const ofAppraisal = (condition: Condition): Missing | undefined => {
  if (condition.kind === 'rating-in') return { code: 'no-rating', subject: condition.ratings.join(' ') }
  return condition.kind === 'score-at-least' ? { code: 'no-score', subject: condition.score } : undefined
}

/** What the gates and caps of a component ask for of this person, and there is not. */
export const missingFor = (
  { missingResult, missingAppraisal }: Pick<RunContext, 'missingResult' | 'missingAppraisal'>,
  component: string,
  { appraisal }: Pick<EmployeeInput, 'appraisal'>,
): Missing | undefined => {
  const result = missingResult.get(component)
  if (result !== undefined) return { code: 'no-result', subject: result }
  return appraisal ? undefined : missingAppraisal.get(component)
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
