/** How well a mentor fits a mentee, in whole points with the reasons for each. */

import { type Proof, proofOf } from './exchange.ts'
import type { FitOf, Match, MatchReason } from './matching.ts'
import { match } from './matching.ts'
import { barOf, type Partner, type ProgrammeRules } from './programme.ts'
import { deferredAcceptance, type Host } from './stable.ts'

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

export type Proposal = { matches: (Match & Fitted)[]; unmatched: string[]; proof: Proof }

const byNumber = (a: Partner, b: Partner) => (a.number < b.number ? -1 : a.number > b.number ? 1 : 0)

/** The fit of every pair that the rules allow. */
export const fitsOf = (
  rules: ProgrammeRules,
  mentors: readonly MatchMentor[],
  mentees: readonly MatchMentee[],
  day: string,
): FitOf => {
  const known = new Map<string, number>()
  for (const mentor of mentors)
    for (const mentee of mentees)
      if (barOf(rules, mentor, mentee, day) === null)
        known.set(`${mentor.employeeId} ${mentee.employeeId}`, fitWithReasons(mentor, mentee).fit)
  return (mentorId, menteeId) => known.get(`${mentorId} ${menteeId}`) ?? null
}

/** The matching that the programme's rules ask for, with its reasons and its proof. */
export const propose = (
  rules: ProgrammeRules,
  mentors: readonly MatchMentor[],
  mentees: readonly MatchMentee[],
  day: string,
): Proposal => {
  const [hosts, guests] = [[...mentors].sort(byNumber), [...mentees].sort(byNumber)]
  const fitOf = fitsOf(rules, hosts, guests, day)
  const places = hosts.map(({ employeeId, capacity }) => ({ mentorId: employeeId, capacity }))
  const ids = guests.map(({ employeeId }) => employeeId)
  const found = rules.method === 'stable' ? stableMatches(hosts, guests, fitOf) : match(places, ids, fitOf)
  const matches = found.flatMap((each) => {
    const mentor = hosts.find(({ employeeId }) => employeeId === each.mentorId)
    const mentee = guests.find(({ employeeId }) => employeeId === each.menteeId)
    return mentor && mentee ? [{ ...each, ...fitWithReasons(mentor, mentee) }] : []
  })
  const paired = new Set(matches.map(({ menteeId }) => menteeId))
  return {
    matches,
    unmatched: ids.filter((id) => !paired.has(id)),
    proof: proofOf(matches, places, fitOf),
  }
}

/** Wishes first, in their order; then all others that the rules allow, by fit, then by number. */
const preferencesOf = (
  wishes: readonly string[],
  others: readonly string[],
  pointsOf: (id: string) => number | null,
) => {
  const allowed = others.filter((id) => pointsOf(id) !== null)
  const rest = allowed.filter((id) => !wishes.includes(id)).sort((a, b) => (pointsOf(b) ?? 0) - (pointsOf(a) ?? 0))
  return [...wishes.filter((id) => allowed.includes(id)), ...rest]
}

const stableMatches = (mentors: readonly MatchMentor[], mentees: readonly MatchMentee[], fitOf: FitOf): Match[] => {
  const [hostIds, guestIds] = [mentors.map((each) => each.employeeId), mentees.map((each) => each.employeeId)]
  const wishes = new Map(
    mentees.map(({ employeeId, wishes: own }) => [
      employeeId,
      preferencesOf(own, hostIds, (mentorId) => fitOf(mentorId, employeeId)),
    ]),
  )
  const hosts = new Map<string, Host>(
    mentors.map(({ employeeId, wishes: own, capacity }) => [
      employeeId,
      { capacity, ranking: preferencesOf(own, guestIds, (menteeId) => fitOf(employeeId, menteeId)) },
    ]),
  )
  return [...deferredAcceptance(wishes, hosts).hosts].flatMap(([mentorId, menteeIds]) =>
    menteeIds.map((menteeId) => ({ mentorId, menteeId, fit: fitOf(mentorId, menteeId) ?? 0 })),
  )
}
