/**
 * Multipliers over a unit's score, or over a person's final rating or score. Pay uses the final rating: a score is
 * clamped into that rating's band first. A straight line between rows is kept to six places, so that it can be
 * written down and redone.
 */
import { Decimal, decimal, decimalText, roundTo } from '#app/kernel/decimal.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import { type Step, step } from '#app/kernel/step.ts'
import type { MultiplierTable } from '../plans/plan.ts'
import { nearestUnit, type RunContext } from '../runs/run-context.ts'
import type { AppraisalInput } from './run-input.ts'
import type { ExceptionCode } from './run-result.ts'

const multiplierPlaces = 6
/** A score lies below its band's `most` by at least this. */
const scoreStep = '0.01'

export type Multiplied = { multiplier: Decimal; step: Step }
type Refusal = { code: ExceptionCode; subject: string }

/** The multiplier of a score table ('steps' or 'straight'); rows in any order. */
export const multiplierAt = (table: Exclude<MultiplierTable, { kind: 'rating' }>, score: Decimal): Decimal => {
  const rows = table.rows
    .map((row) => ({ from: decimal(row.from), multiplier: decimal(row.multiplier) }))
    .sort((a, b) => a.from.cmp(b.from))
  const below = rows.findLast((row) => row.from.lte(score))
  const above = rows.find((row) => row.from.gt(score))
  if (!below || !above || table.kind === 'steps') return (below ?? above)?.multiplier ?? decimal(1)
  const rise = above.multiplier.minus(below.multiplier).times(score.minus(below.from))
  return roundTo(below.multiplier.plus(rise.div(above.from.minus(below.from))), multiplierPlaces)
}

/** The score as pay reads it: within the final rating's band. */
export const payScore = ({ score, band }: AppraisalInput): Decimal => {
  const atLeast = Decimal.max(score, band.least)
  return band.most === null ? atLeast : Decimal.min(atLeast, decimal(band.most).minus(scoreStep))
}

export const individualMultiplier = (
  context: RunContext,
  code: string | undefined,
  appraisal: AppraisalInput | undefined,
): Outcome<Multiplied | null, 'exception', Refusal> => {
  if (code === undefined) return done(null)
  const table = tableOf(context, code)
  if (!appraisal)
    return refused('exception', { code: table.kind === 'rating' ? 'no-rating' : 'no-score', subject: code })
  if (table.kind === 'rating') {
    const row = table.rows.find((each) => each.rating === appraisal.rating)
    if (!row) return refused('exception', { code: 'rating-not-in-table', subject: code })
    return done({
      multiplier: decimal(row.multiplier),
      step: step(
        'individual-multiplier-rating',
        code,
        { rating: appraisal.rating },
        decimalText(decimal(row.multiplier)),
      ),
    })
  }
  const score = payScore(appraisal)
  const multiplier = multiplierAt(table, score)
  const inputs = { payScore: decimalText(score), rating: appraisal.rating, score: appraisal.score }
  return done({ multiplier, step: step('individual-multiplier-score', code, inputs, decimalText(multiplier)) })
}

export const unitMultiplier = (
  context: RunContext,
  code: string | undefined,
  unit: string,
): Outcome<Multiplied | null, 'exception', Refusal> => {
  if (code === undefined) return done(null)
  const table = tableOf(context, code)
  if (table.kind === 'rating') throw new RangeError(`a unit has no rating: table ${code}`)
  const scored = nearestUnit(context, unit, (each) => each.score !== undefined)
  if (scored?.score === undefined) return refused('exception', { code: 'no-unit-score', subject: unit })
  const multiplier = multiplierAt(table, decimal(scored.score))
  const inputs = { score: scored.score, unit: scored.code }
  return done({ multiplier, step: step('unit-multiplier', code, inputs, decimalText(multiplier)) })
}

const tableOf = (context: RunContext, code: string): MultiplierTable => {
  const table = context.table.get(code)
  if (!table) throw new RangeError(`no such table: ${code}`)
  return table
}
