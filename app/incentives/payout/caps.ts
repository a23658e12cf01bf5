/**
 * Caps. A component cap bounds one exact line. The annual cap bounds what a calendar year awards, over all plans, to a
 * ratio of fixed pay earned: the excess is cut from this run's lines pro rata, in whole minor units by largest
 * remainder, ties to the first component of the plan.
 */
import { Decimal, decimal, floorOf } from '#app/kernel/decimal.ts'
import { share } from '#app/kernel/largest-remainder.ts'
import { type Minor, wholeMinor } from '#app/kernel/money.ts'
import type { ComponentCap } from '../plans/plan.ts'
import type { RunContext } from '../runs/run-context.ts'
import { isMet } from './gates.ts'
import type { EmployeeInput } from './run-input.ts'

/** The limit of one cap in exact minor units; null when its `unless` holds. */
export const limitOfCap = (
  cap: ComponentCap,
  context: RunContext,
  employee: EmployeeInput,
  target: Decimal,
): Decimal | null => {
  if (cap.unless && isMet(cap.unless, context, employee)) return null
  const limits = [
    ...(cap.mostMinor === undefined ? [] : [decimal(cap.mostMinor)]),
    ...(cap.mostPercentOfTarget === undefined ? [] : [target.times(cap.mostPercentOfTarget).div(100)]),
  ]
  return limits.length === 0 ? null : Decimal.min(...limits)
}

/** What the year still allows, never below 0; null without an annual cap. */
export const annualRoom = (
  ratio: string | undefined,
  { awardedMinor, fixedPayMinor }: EmployeeInput['yearToDate'],
): Minor | null =>
  ratio === undefined ? null : Math.max(0, wholeMinor(floorOf(decimal(fixedPayMinor).times(ratio))) - awardedMinor)

/** What each line loses so that they fit into `room`; negative lines lose nothing. */
export const cutToFit = (room: Minor, lines: readonly Minor[]): Minor[] => {
  const excess = lines.reduce((total, line) => total + line, 0) - room
  if (excess <= 0) return lines.map(() => 0)
  const weights = lines.map((line) => String(Math.max(0, line)))
  const positive = lines.reduce((total, line) => total + Math.max(0, line), 0)
  const cuts = share(Math.min(excess, positive), weights)
  if (!cuts.ok) throw new RangeError(`a cut without lines: ${cuts.error.code}`)
  return cuts.value
}
