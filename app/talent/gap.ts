/** The gap between what a post asks and the level at which a person was assessed. */
export const gapKinds = ['met', 'near', 'far', 'unknown'] as const
export type GapKind = (typeof gapKinds)[number]
export type Gap = { competencyId: string; needs: number; has: number | null; missing: number; kind: GapKind }

/** One level short is near, two or more are far; what was never assessed is unknown, which is not the same as none. */
export const gapOf = (competencyId: string, needs: number, has: number | null): Gap => {
  const missing = has === null ? needs : Math.max(0, needs - has)
  const kind: GapKind = has === null ? 'unknown' : missing === 0 ? 'met' : missing === 1 ? 'near' : 'far'
  return { competencyId, needs, has, missing, kind }
}

export const gapsAgainst = (
  profile: readonly { id: string; level: number }[],
  levels: ReadonlyMap<string, number>,
): Gap[] => profile.map(({ id, level }) => gapOf(id, level, levels.get(id) ?? null))

export const countGaps = (gaps: readonly Gap[]): Record<GapKind, number> => {
  const counts: Record<GapKind, number> = { met: 0, near: 0, far: 0, unknown: 0 }
  for (const { kind } of gaps) counts[kind]++
  return counts
}
