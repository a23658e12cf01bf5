/** The pairs that a programme's rules propose for those who wait: by greatest total fit, or stable on wishes. */
import { type Proof, proofOf } from './exchange.ts'
import { type Fitted, fitWithReasons, type MatchMentee, type MatchMentor } from './fit.ts'
import { type FitOf, type Match, match } from './matching.ts'
import { barOf, type Partner, type ProgrammeRules } from './programme.ts'
import { deferredAcceptance, type Host } from './stable.ts'

export type Proposal = { matches: (Match & Fitted)[]; unmatched: string[]; proof: Proof }

const byNumber = (a: Partner, b: Partner) => (a.number < b.number ? -1 : a.number > b.number ? 1 : 0)

/** The fit of every pair that the rules allow. */
const fitsOf = (
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
