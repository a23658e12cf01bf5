/** Points of one line of a scorecard: the curve of its actual, or the perspectives' marks averaged by their ratio. */
import { type Decimal, decimal, decimalText, roundTo, sum } from '#app/kernel/decimal.ts'
import { done, type Outcome } from '#app/kernel/result.ts'
import { type Step, step } from '#app/kernel/step.ts'
import { type CurveRefusal, type Points, pointsOf } from './curve.ts'
import type { GoalLine, LineEntry, Mark } from './scorecard.ts'
import type { Perspective, PerspectiveRatio } from './template.ts'

/** Share of the cycle that a part covers, for targets that the goal line prorates. */
export type Prorate = { days: number; of: number }

/** Null when nothing was entered, or only by perspectives that do not count: missing, never zero. */
export const scoreLine = (
  line: GoalLine,
  entry: LineEntry | undefined,
  ratio: readonly PerspectiveRatio[],
  prorate: Prorate,
): Outcome<{ points: Decimal; steps: Step[] } | null, CurveRefusal> => {
  if (line.source === 'judged') return judged(line, entry?.marks ?? [], ratio)
  if (entry?.actual === undefined) return done(null)
  const shorter = line.proratedTarget === true && line.target !== undefined && prorate.days !== prorate.of
  const target = shorter && line.target !== undefined ? proratedTarget(line.target, prorate) : line.target
  const scored = pointsOf(line.curve, entry.actual, target, line.kpi)
  if (!scored.ok) return scored
  const before =
    shorter && target !== undefined
      ? [step('target-prorated', line.kpi, { target: line.target ?? '0', days: prorate.days, of: prorate.of }, target)]
      : []
  return done({ points: scored.value.points, steps: [...before, scored.value.step] })
}

/** Kept to ten places, so that it can be written down; a curve reads what is written. */
const proratedTarget = (target: string, { days, of }: Prorate): string =>
  decimalText(roundTo(decimal(target).times(days).div(of), 10))

const judged = (
  line: GoalLine,
  marks: readonly Mark[],
  ratio: readonly PerspectiveRatio[],
): Outcome<{ points: Decimal; steps: Step[] } | null, CurveRefusal> => {
  const present: { perspective: Perspective; parts: number; marks: string[]; points: Decimal }[] = []
  for (const { perspective, parts } of ratio) {
    const own = marks.filter((mark) => mark.perspective === perspective)
    if (own.length === 0 || parts === 0) continue
    const mapped: Points[] = []
    for (const { mark } of own) {
      const scored = pointsOf(line.curve, mark, line.target, line.kpi)
      if (!scored.ok) return scored
      mapped.push(scored.value)
    }
    const mean = sum(mapped.map((each) => each.points)).div(mapped.length)
    present.push({ perspective, parts, marks: own.map((each) => each.mark), points: mean })
  }
  const parts = present.reduce((total, each) => total + each.parts, 0)
  if (parts === 0) return done(null)
  const weighted = sum(present.map((each) => each.points.times(each.parts)))
  const points = roundTo(weighted.div(parts), 2)
  const steps = present.map((each) =>
    step(
      'perspective',
      `${line.kpi}/${each.perspective}`,
      { marks: each.marks, parts: each.parts },
      decimalText(roundTo(each.points, 4)),
    ),
  )
  return done({ points, steps: [...steps, step('judged', line.kpi, { parts }, decimalText(points))] })
}
