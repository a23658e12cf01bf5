/** Membership of an echelon and how soon a member could take the target post. */
import { countGaps, type Gap } from './gap.ts'

export const membershipStates = ['nominated', 'active', 'left'] as const
export type MembershipState = (typeof membershipStates)[number]
export const readinessLevels = ['now', 'one-to-two-years', 'three-to-five-years'] as const
export type Readiness = (typeof readinessLevels)[number]

/** The readiness one step sooner or later; null at the end. */
export const readinessBeside = (readiness: Readiness, step: 1 | -1): Readiness | null =>
  readinessLevels[readinessLevels.indexOf(readiness) + step] ?? null

/**
 * What the facts suggest; people decide. Ready now with nothing missing and the last rating not below solid, one to two
 * years with at most two levels near and none far, three to five otherwise. Null while competencies are not assessed.
 */
export const readinessHint = (gaps: readonly Gap[], isRatingLow: boolean): Readiness | null => {
  if (gaps.length === 0) return null
  const { near, far, unknown } = countGaps(gaps)
  if (unknown > 0) return null
  if (near + far === 0) return isRatingLow ? 'one-to-two-years' : 'now'
  return far === 0 && near <= 2 ? 'one-to-two-years' : 'three-to-five-years'
}

export const coverages = ['single-point', 'uncovered', 'thin', 'covered'] as const
export type Coverage = (typeof coverages)[number]

/**
 * How well a target post is covered. A single point of failure: at most one person holds it and nobody is ready now.
 * Thin: someone is ready, but fewer than two stand on the bench.
 */
export const coverageOf = (
  holders: number,
  bench: readonly { state: MembershipState; readiness: Readiness }[],
): Coverage => {
  const active = bench.filter(({ state }) => state === 'active')
  if (!active.some(({ readiness }) => readiness === 'now')) return holders <= 1 ? 'single-point' : 'uncovered'
  return active.length < 2 ? 'thin' : 'covered'
}
