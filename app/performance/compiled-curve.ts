/**
 * Curves compiled to whole numbers: points in hundredths, straight from decimal text. Whatever would leave the safe
 * range — long numbers, bounds finer than 0.01 — is asked of the decimal curve instead; a property test holds the two
 * equal. No value is ever a fraction in binary: quotients are rounded from exact remainders.
 */
import { mantissa, places, powerOfTen, roundedQuotient } from '#app/kernel/fraction.ts'
import { type Curve, pointsOf, type StepCurve } from './curve.ts'
import { knotsInOrder } from './knots.ts'

/** Points × 100; NaN when the curve refuses (no target, no such level, not a number). */
export type CompiledCurve = (actual: string, target: string | undefined) => number

// + 0: a negative amount that rounds to nothing is plain zero.
const exactly =
  (curve: Curve): CompiledCurve =>
  (actual, target) => {
    const outcome = pointsOf(curve, actual, target)
    return outcome.ok ? outcome.value.points.times(100).toNumber() + 0 : Number.NaN
  }

/** Text × 10^scale as a safe integer, or NaN. */
const scaled = (text: string, scale: number): number => {
  const value = mantissa(text)
  if (places > scale) return Number.NaN
  const result = value * powerOfTen(scale - places)
  return Number.isSafeInteger(result) ? result : Number.NaN
}
const placesOf = (texts: readonly (string | null)[]): number =>
  texts.reduce((most, text) => Math.max(most, text?.includes('.') ? text.length - text.indexOf('.') - 1 : 0), 0)

export const compileCurve = (curve: Curve): CompiledCurve => {
  const slow = exactly(curve)
  switch (curve.kind) {
    case 'anchored': {
      const byLevel = new Map(curve.levels.map(({ level }) => [level, slow(level, undefined)]))
      return (level) => byLevel.get(level) ?? Number.NaN
    }
    case 'linear':
      return linear(scaled(curve.floor, 2), scaled(curve.cap, 2), curve.direction === 'higher', slow)
    case 'deduct':
      return deduct(scaled(curve.per, 2), scaled(curve.floor, 2), slow)
    case 'step':
      return stepped(curve, slow)
    case 'piecewise':
      return piecewise(curve.knots, slow)
  }
}

const linear =
  (floor: number, cap: number, higher: boolean, slow: CompiledCurve): CompiledCurve =>
  (actual, target) => {
    if (target === undefined || Number.isNaN(floor) || Number.isNaN(cap)) return slow(actual, target)
    let a = mantissa(actual)
    const actualPlaces = places
    let t = mantissa(target)
    const targetPlaces = places
    if (actualPlaces < targetPlaces) a *= powerOfTen(targetPlaces - actualPlaces)
    else t *= powerOfTen(actualPlaces - targetPlaces)
    const n = (higher ? a : 2 * t - a) * 10_000
    if (!(t > 0) || !Number.isSafeInteger(n) || !Number.isSafeInteger(t)) return slow(actual, target)
    return Math.max(floor, Math.min(cap, roundedQuotient(n, t)))
  }

const deduct =
  (per: number, floor: number, slow: CompiledCurve): CompiledCurve =>
  (actual, target) => {
    const occurrences = mantissa(actual)
    const whole = powerOfTen(places)
    const n = 10_000 * whole - per * occurrences
    if (!Number.isSafeInteger(n) || Number.isNaN(floor)) return slow(actual, target)
    return Math.min(10_000, Math.max(floor, roundedQuotient(n, whole)))
  }

const stepped = (curve: StepCurve, slow: CompiledCurve): CompiledCurve => {
  const scale = placesOf(curve.bands.flatMap((band) => [band.from, band.to]))
  const bands = curve.bands
    .map((band) => ({
      from: band.from === null ? Number.NEGATIVE_INFINITY : scaled(band.from, scale),
      points: slowPoints(band.points),
    }))
    .sort((a, b) => a.from - b.from)
  if (bands.some((band) => Number.isNaN(band.from))) return slow
  const higher = curve.direction === 'higher'
  return (actual, target) => {
    const value = scaled(actual, scale)
    if (Number.isNaN(value)) return slow(actual, target)
    for (let index = bands.length - 1; index >= 0; index -= 1) {
      const band = bands[index]
      if (band && (higher ? value >= band.from : value > band.from)) return band.points
    }
    return slow(actual, target)
  }
}
const slowPoints = (points: string): number =>
  exactly({ kind: 'step', direction: 'higher', bands: [{ from: null, to: null, points }] })('0', undefined)

const piecewise = (typed: readonly { at: string; points: string }[], slow: CompiledCurve): CompiledCurve => {
  const scale = Math.max(2, placesOf(typed.map((knot) => knot.at)))
  const knots = knotsInOrder(typed)
  const at = knots.map((knot) => scaled(knot.at.toFixed(), scale))
  const points = knots.map((knot) => scaled(knot.points.toFixed(), 2))
  if (at.some(Number.isNaN) || points.some(Number.isNaN)) return slow
  const last = at.length - 1
  return (actual, target) => {
    const value = scaled(actual, scale)
    if (Number.isNaN(value)) return slow(actual, target)
    let index = 0
    while (index <= last && (at[index] ?? 0) < value) index += 1
    if (index > last) return points[last] ?? 0
    const above = at[index] ?? 0
    if (above === value)
      return Math.max(points[index] ?? 0, at[index + 1] === value ? (points[index + 1] ?? 0) : Number.NEGATIVE_INFINITY)
    if (index === 0) return points[0] ?? 0
    const below = at[index - 1] ?? 0
    const from = points[index - 1] ?? 0
    const n = from * (above - below) + ((points[index] ?? 0) - from) * (value - below)
    return Number.isSafeInteger(n) ? roundedQuotient(n, above - below) : slow(actual, target)
  }
}
