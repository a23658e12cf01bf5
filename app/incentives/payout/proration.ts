/**
 * Who takes part, and for how many days: `dₖ` days of each assignment part within the period, both ends counted, less
 * unpaid days; `pₖ = dₖ · FTEₖ / D`. Nothing is rounded here, and D divides only once, at the end of a product.
 */
import type { Currency } from '#app/kernel/currency.ts'
import { type Day, daysInclusive, earlier, later } from '#app/kernel/day.ts'
import { Decimal, decimal } from '#app/kernel/decimal.ts'
import type { Component } from '../plans/plan.ts'
import { nearestUnit, type RunContext } from '../runs/run-context.ts'
import type { EmployeeInput, PartInput } from './run-input.ts'

/** A part cut to the period: `index` into the employee's parts, `days` = dₖ. */
export type Part = { index: number; input: PartInput; from: Day; to: Day; days: number }

/** The parts within the period, whatever the population. */
export const partsInPeriod = ({ plan }: RunContext, employee: EmployeeInput): Part[] =>
  employee.parts.flatMap((input, index) => {
    const from = later(input.from, plan.period.from)
    const to = earlier(input.to ?? plan.period.to, plan.period.to)
    const held = daysInclusive(from, to)
    return held === 0 ? [] : [{ index, input, from, to, days: Math.max(0, held - input.unpaidDays) }]
  })

/**
 * The parts that the plan pays: those of its population, unless one has its base in another currency. Amounts of two
 * currencies do not add up, so then none of them is paid, and `otherCurrency` says why.
 */
export const eligibleParts = (context: RunContext, employee: EmployeeInput): Part[] => {
  const parts = populationParts(context, employee)
  return currencyBeside(context, parts) === undefined ? parts : []
}

/** The currency that keeps an employee of the plan's population from being paid. */
export const otherCurrency = (context: RunContext, employee: EmployeeInput): Currency | undefined =>
  // Nearly nobody has one, and whoever has none need not be looked through a second time.
  employee.parts.some(({ currency }) => currency !== undefined)
    ? currencyBeside(context, populationParts(context, employee))
    : undefined

const currencyBeside = ({ plan }: RunContext, parts: readonly Part[]): Currency | undefined =>
  parts.find(({ input }) => (input.currency ?? plan.currency) !== plan.currency)?.input.currency

/** The parts that the plan's population takes in; none when the employee served too short or has left. */
const populationParts = (context: RunContext, employee: EmployeeInput): Part[] => {
  const { posts, units, minimumDays = 0, employedAtEnd = false } = context.plan.population
  const parts = partsInPeriod(context, employee).filter(
    ({ input }) =>
      (!posts || posts.includes(input.post)) &&
      (!units || nearestUnit(context, input.unit, (unit) => units.includes(unit.code)) !== undefined),
  )
  const end = context.plan.period.to
  if (employedAtEnd && !parts.some((part) => part.to === end)) return []
  return daysCovered(parts) < minimumDays ? [] : parts
}

export const partsOf = (component: Component, parts: readonly Part[]): Part[] =>
  component.posts ? parts.filter((part) => component.posts?.includes(part.input.post)) : [...parts]

/** Days in at least one of the spans, both ends counted. */
const daysCovered = (spans: readonly { from: Day; to: Day }[]): number => {
  let [days, until] = [0, '']
  for (const { from, to } of [...spans].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    if (to <= until) continue
    days += daysInclusive(from, to) - (from <= until ? daysInclusive(from, until) : 0)
    until = to
  }
  return days
}

/** Full-time base pay over the period times days and FTE — `Bₖ · pₖ · D`, exact minor units. */
export const basePayTimesDays = ({ plan }: RunContext, part: Part): Decimal =>
  decimal(part.input.baseMinor).times(plan.period.months).times(part.days).times(part.input.fte)

/** The most FTE held on any day of the period; above 1 HR must have confirmed. */
export const mostFte = (parts: readonly Part[]): Decimal =>
  parts.reduce((most, { from }) => {
    const onDay = parts.filter((part) => part.from <= from && from <= part.to)
    return Decimal.max(
      most,
      onDay.reduce((total, part) => total.plus(part.input.fte), decimal(0)),
    )
  }, decimal(0))

/**
 * Days that a plan does not pay, of the kinds named, within a part and the period; days of overlapping absences count
 * once. This is what freezing writes as a part's `unpaidDays`.
 */
export const unpaidDays = (
  absences: readonly { kind: string; from: Day; to: Day | null }[],
  part: { from: Day; to: Day | null },
  period: { from: Day; to: Day },
  kinds: readonly string[],
): number => {
  const start = later(part.from, period.from)
  const end = earlier(part.to ?? period.to, period.to)
  const cut = absences
    .filter((absence) => kinds.includes(absence.kind))
    .map((absence) => ({ from: later(absence.from, start), to: earlier(absence.to ?? end, end) }))
    .filter((absence) => absence.from <= absence.to)
  return daysCovered(cut)
}
