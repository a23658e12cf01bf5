/** What a component gives one employee before gates: exact minor units, with the steps; or why it cannot be said. */
import { type Decimal, decimal, decimalText, roundTo } from '#app/kernel/decimal.ts'
import type { Outcome } from '#app/kernel/result.ts'
import { type Step, step } from '#app/kernel/step.ts'
import type { TargetRow } from '../plans/plan.ts'
import type { RunContext } from '../runs/run-context.ts'
import { basePayTimesDays, type Part } from './proration.ts'
import type { ExceptionCode } from './run-result.ts'

/** `target` is `Σ Bₖ · target%ₖ · pₖ`, for caps in percent of it; 0 where a component has none. */
export type ComponentPay = { exact: Decimal; target: Decimal; steps: Step[] }
/** Null: the component does not concern this employee. */
export type ComponentOutcome = Outcome<ComponentPay | null, 'exception', { code: ExceptionCode; subject: string }>

/** The first row that fits the post; none is 0. */
export const targetPercent = (rows: readonly TargetRow[], post: string): Decimal =>
  decimal(rows.find((row) => !row.posts || row.posts.includes(post))?.percent ?? '0')

/** `Bₖ · target%ₖ · pₖ · D`: exact, before the one division by D. */
export const targetTimesDays = (context: RunContext, part: Part, percent: Decimal): Decimal =>
  basePayTimesDays(context, part).times(percent).div(100)

/** Intermediate money is shown to four places of a minor unit; what is calculated on is exact. */
export const shown = (exact: Decimal): string => decimalText(roundTo(exact, 4))

export const targetStep = (context: RunContext, part: Part, percent: Decimal): Step =>
  step(
    'target',
    partLabel(part),
    {
      baseMinor: part.input.baseMinor,
      days: part.days,
      from: part.from,
      fte: part.input.fte,
      months: context.plan.period.months,
      ofDays: context.periodDays,
      percent: decimalText(percent),
      post: part.input.post,
      to: part.to,
      unit: part.input.unit,
      unpaidDays: part.input.unpaidDays,
    },
    shown(targetTimesDays(context, part, percent).div(context.periodDays)),
  )
export const partLabel = (part: Part): string => `part-${part.index + 1}`
