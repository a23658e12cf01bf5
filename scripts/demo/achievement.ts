/** Actuals that come to about the points wished for: each curve read backwards. */
import type { Curve } from '#app/performance/curve.ts'
import type { TemplateLine } from '#app/performance/template.ts'
import type { Chance } from './chance.ts'

const digits = (value: number, places: number): string => String(Number(value.toFixed(places)))
const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))

/** A decimal text in the KPI's own unit. */
export const actualFor = (line: TemplateLine, target: string | null, points: number, chance: Chance): string => {
  const isPercent = line.unit?.en === '%'
  const isMeasure = isPercent || line.unit?.en === 'points' || line.unit?.en === 'minutes'
  const value = wished(line.curve, Number(target ?? 100), points, chance, !isMeasure)
  const least = Math.max(0, value)
  const most = isPercent ? Math.min(100, least) : least
  return digits(most, isMeasure ? (Math.abs(most) < 5 ? 2 : 1) : most < 20 && line.curve.kind === 'piecewise' ? 1 : 0)
}

const wished = (curve: Curve, target: number, points: number, chance: Chance, isCount: boolean): number => {
  switch (curve.kind) {
    case 'linear': {
      const within = clamp(points, Number(curve.floor), Number(curve.cap) + 4)
      return curve.direction === 'higher' ? (target * within) / 100 : target * (2 - within / 100)
    }
    case 'deduct':
      return clamp(Math.round((100 - points + (chance.next() - 0.6) * Number(curve.per)) / Number(curve.per)), 0, 6)
    case 'piecewise': {
      const knots = curve.knots.map((knot) => ({ at: Number(knot.at), points: Number(knot.points) }))
      knots.sort((a, b) => a.at - b.at)
      const pairs = knots.slice(1).map((knot, index) => ({ from: knots[index] ?? knot, to: knot }))
      const sloped = pairs.filter(({ from, to }) => from.at !== to.at && from.points !== to.points)
      const span = sloped.find(
        ({ from, to }) => points >= Math.min(from.points, to.points) && points <= Math.max(from.points, to.points),
      )
      const best = [...knots].sort((a, b) => b.points - a.points)[0]
      if (!span) return points > (best?.points ?? 0) ? (best?.at ?? target) : target
      const { from, to } = span
      return from.at + ((points - from.points) / (to.points - from.points)) * (to.at - from.at)
    }
    case 'step': {
      const nearest = [...curve.bands].sort(
        (a, b) => Math.abs(Number(a.points) - points) - Math.abs(Number(b.points) - points),
      )[0]
      const from = nearest?.from == null ? null : Number(nearest.from)
      const to = nearest?.to == null ? null : Number(nearest.to)
      if (from === null) return Math.max(0, (to ?? 1) - (isCount ? 1 : 2 * chance.next() + 0.1))
      if (to === null) return from + (isCount ? chance.whole(0, 2) : chance.next() * 2)
      return isCount ? Math.floor(from + chance.next() * (to - from)) : from + chance.next() * (to - from) * 0.9
    }
    case 'anchored':
      return 3
  }
}
