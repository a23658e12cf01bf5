/** A curve as a line to draw: floats, for the eye only — points that count come from `pointsOf`. */
import type { Curve } from '../curve.ts'
import { knotsInOrder } from '../knots.ts'

export type Spot = { x: number; y: number }
export type CurveShape = {
  /** From left to right; a jump is two spots at one value. On an anchored scale one for each level, in order. */
  line: Spot[]
  /** What can be taken hold of: knots, or the levels of a scale. */
  knots: Spot[]
  from: number
  to: number
  least: number
  most: number
  /** Levels by place on an anchored scale. */
  levels: string[] | null
}

const span = (values: readonly number[]): { from: number; to: number } => {
  const from = Math.min(...values)
  const to = Math.max(...values)
  return to > from ? { from, to } : { from: from - 1, to: to + 1 }
}
const widened = ({ from, to }: { from: number; to: number }, by: number) => {
  const margin = (to - from) * by
  return { from: from >= 0 ? Math.max(0, from - margin) : from - margin, to: to + margin }
}

/** `target` places a linear curve; `also` are values that must be in the picture. */
export const shapeOf = (curve: Curve, target: number | null, also: readonly number[] = []): CurveShape => {
  const drawn = lineOf(curve, target, also)
  const points = drawn.line.map((spot) => spot.y)
  return { levels: null, ...drawn, least: Math.min(0, ...points), most: Math.max(100, ...points) }
}

const lineOf = (
  curve: Curve,
  target: number | null,
  also: readonly number[],
): Omit<CurveShape, 'least' | 'most' | 'levels'> & { levels?: string[] } => {
  switch (curve.kind) {
    case 'anchored': {
      const line = curve.levels.map((level, index) => ({ x: index, y: Number(level.points) }))
      return { line, knots: line, from: -0.5, to: line.length - 0.5, levels: curve.levels.map((level) => level.level) }
    }
    case 'piecewise': {
      const knots = knotsInOrder(curve.knots).map((knot) => ({ x: knot.at.toNumber(), y: knot.points.toNumber() }))
      const { from, to } = widened(span([...knots.map((knot) => knot.x), ...also]), 0.08)
      const held = (side: Spot | undefined, x: number) => (side ? [{ x, y: side.y }] : [])
      return { line: [...held(knots[0], from), ...knots, ...held(knots.at(-1), to)], knots, from, to }
    }
    case 'step': {
      const bands = [...curve.bands].sort((a, b) => Number(a.from ?? -Infinity) - Number(b.from ?? -Infinity))
      const inner = bands.flatMap((band) => (band.from === null ? [] : [Number(band.from)]))
      const { from, to } = widened(span([...inner, ...also]), 0.15)
      const line = bands.flatMap((band) => {
        const y = Number(band.points)
        return [
          { x: Math.max(from, Number(band.from ?? from)), y },
          { x: Math.min(to, Number(band.to ?? to)), y },
        ]
      })
      return { line, knots: [], from, to }
    }
    case 'deduct': {
      const per = Number(curve.per) || 1
      const end = Math.max(1, Math.ceil((100 - Number(curve.floor)) / per), ...also)
      const line = [
        { x: 0, y: 100 },
        { x: (100 - Number(curve.floor)) / per, y: Number(curve.floor) },
        { x: end + 1, y: Number(curve.floor) },
      ]
      return { line, knots: [], from: 0, to: end + 1 }
    }
    case 'linear': {
      const t = target && target > 0 ? target : 100
      const { from, to } = widened(span([0, t * 1.3, ...also]), 0.04)
      const floor = Number(curve.floor)
      const cap = Number(curve.cap)
      const at = (x: number) => (curve.direction === 'higher' ? (100 * x) / t : 100 * (2 - x / t))
      const where = (y: number) => (curve.direction === 'higher' ? (y * t) / 100 : t * (2 - y / 100))
      const bends = [where(floor), where(cap)].filter((x) => x > from && x < to)
      const line = [from, ...bends, to]
        .sort((a, b) => a - b)
        .map((x) => ({ x, y: Math.min(cap, Math.max(floor, at(x))) }))
      return { line, knots: [], from, to }
    }
  }
}

/** What a figure at the axis takes of its height: its own letters and as much air. */
const figureTall = 16

/** Points named at an axis so tall: its ends always; of 100 and 60 what has room for its figure. */
export const pointsNamed = ({ least, most }: Pick<CurveShape, 'least' | 'most'>, tall: number): number[] =>
  [least, most, 100, 60].filter(
    (mark, index, all) =>
      mark >= least &&
      mark <= most &&
      all.slice(0, index).every((other) => (Math.abs(mark - other) / (most - least)) * tall >= figureTall),
  )

/** Where bars of points end: at a hundred, or at the most that one of the curves gives. */
export const barEnd = (curves: readonly Curve[]): number => Math.max(100, ...curves.map(mostOf))

const mostOf = (curve: Curve): number => {
  switch (curve.kind) {
    case 'linear':
      return Number(curve.cap)
    case 'piecewise':
      return Math.max(...curve.knots.map((knot) => Number(knot.points)))
    case 'step':
      return Math.max(...curve.bands.map((band) => Number(band.points)))
    case 'deduct':
      return 100
    case 'anchored':
      return Math.max(...curve.levels.map((level) => Number(level.points)))
  }
}
