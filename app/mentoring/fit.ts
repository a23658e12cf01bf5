/** How well a mentor fits a mentee, in whole points with the reasons for each. */
import type { MatchReason } from './matching.ts'
import type { Partner } from './programme.ts'

/** Points for the first, second and third wish; the mentee's weighs more, for whom the programme is. */
export const wishPoints = { mentee: [40, 25, 15], mentor: [20, 12, 8] } as const
/** Per wanted competency in which the mentor stands above the mentee: by one level, by two or more. */
export const levelPoints = [6, 10] as const
/** So many wanted competencies count. */
export const mostCompetencies = 3
export const cityPoints = 10
export const otherUnitPoints = 5

export type MatchMentor = Partner & { capacity: number; wishes: readonly string[] }
export type MatchMentee = Partner & { wants: readonly string[]; wishes: readonly string[] }
export type Fitted = { fit: number; reasons: MatchReason[] }

const wished = (wishes: readonly string[], id: string, points: readonly number[]): { rank: number; points: number } => {
  const at = wishes.indexOf(id)
  return { rank: at + 1, points: at < 0 ? 0 : (points[at] ?? points.at(-1) ?? 0) }
}
const reason = (rule: string, points: number, detail?: MatchReason['detail']): MatchReason[] =>
  points > 0 ? [{ rule, weight: String(points), ...(detail ? { detail } : {}) }] : []

export const fitWithReasons = (mentor: MatchMentor, mentee: MatchMentee): Fitted => {
  const mine = wished(mentee.wishes, mentor.employeeId, wishPoints.mentee)
  const theirs = wished(mentor.wishes, mentee.employeeId, wishPoints.mentor)
  const reasons = [
    ...reason('mentee-wish', mine.points, { rank: mine.rank }),
    ...reason('mentor-wish', theirs.points, { rank: theirs.rank }),
    ...mentee.wants.slice(0, mostCompetencies).flatMap((competencyId) => {
      const above = (mentor.levels.get(competencyId) ?? 0) - (mentee.levels.get(competencyId) ?? 1)
      const points = above >= 2 ? levelPoints[1] : above === 1 ? levelPoints[0] : 0
      return reason('level-above', points, { competencyId, level: mentor.levels.get(competencyId) ?? 0, above })
    }),
    ...reason('same-city', mentor.city !== null && mentor.city === mentee.city ? cityPoints : 0),
    ...reason('other-unit', mentor.unitId !== null && mentor.unitId !== mentee.unitId ? otherUnitPoints : 0),
  ]
  return { fit: reasons.reduce((total, each) => total + Number(each.weight), 0), reasons }
}
