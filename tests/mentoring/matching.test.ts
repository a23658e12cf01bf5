import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { proofOf } from '#app/mentoring/exchange.ts'
import { fitWithReasons, type MatchMentee, type MatchMentor } from '#app/mentoring/fit.ts'
import { assign, type FitOf, match } from '#app/mentoring/matching.ts'
import { barOf, type Partner, type ProgrammeRules } from '#app/mentoring/programme.ts'
import { propose } from '#app/mentoring/proposal.ts'
import { type SessionFacts, sessionState, sideOf, waitsFor } from '#app/mentoring/session.ts'
import { deferredAcceptance, type Host, type Preferences, type StableMatching } from '#app/mentoring/stable.ts'
import { clock } from '../support/database.ts'

type Example = { id: string; inputs: unknown; expected: unknown }
const examples: Example[] = JSON.parse(readFileSync('tests/data/worked-examples.json', 'utf8'))
const example = <I, E>(id: string) => {
  const found = examples.find((each) => each.id === id)
  if (!found) throw new Error(`no example ${id}`)
  return found as { inputs: I; expected: E }
}

const rules: ProgrammeRules = { notOwnManager: true, sameCity: false, otherUnit: false, minimumYears: 0 }
const partner = (id: string, more: Partial<Partner> = {}): Partner => ({
  employeeId: id,
  number: id,
  unitId: `u-${id}`,
  city: null,
  lineManagerId: null,
  joinedOn: '2020-01-01',
  levels: new Map(),
  ...more,
})
const mentor = (id: string, more: Partial<MatchMentor> = {}): MatchMentor => ({
  ...partner(id),
  capacity: 1,
  wishes: [],
  ...more,
})
const mentee = (id: string, more: Partial<MatchMentee> = {}): MatchMentee => ({
  ...partner(id),
  wants: [],
  wishes: [],
  ...more,
})
const table =
  (rows: Record<string, Record<string, number>>): FitOf =>
  (mentorId, menteeId) =>
    rows[menteeId]?.[mentorId] ?? null

/** Pairs who would both rather have each other than what they have: none in a stable matching. */
const blockingPairs = (
  wishes: Preferences,
  hosts: ReadonlyMap<string, Host>,
  matching: StableMatching,
): { proposer: string; host: string }[] => {
  const hostOf = new Map([...matching.hosts].flatMap(([host, all]) => all.map((proposer) => [proposer, host] as const)))
  return [...wishes].flatMap(([proposer, wanted]) => {
    const own = hostOf.get(proposer)
    const better = own === undefined ? wanted : wanted.slice(0, wanted.indexOf(own))
    return better.flatMap((host) => {
      const { capacity = 0, ranking = [] } = hosts.get(host) ?? {}
      const place = ranking.indexOf(proposer)
      const keeps = matching.hosts.get(host) ?? []
      const wouldTake = place >= 0 && (keeps.length < capacity || keeps.some((each) => ranking.indexOf(each) > place))
      return wouldTake ? [{ proposer, host }] : []
    })
  })
}

describe('published examples', () => {
  it('MAT-01 is assigned at the least cost', () => {
    const { inputs, expected } = example<{ cost: number[][] }, { row_costs: number[]; total: number }>('MAT-01')
    const costs = assign(inputs.cost).map((column, row) => inputs.cost[row]?.[column] ?? Number.NaN)
    expect(costs.reduce((total, cost) => total + cost, 0)).toBe(expected.total)
    expect(costs).toEqual(expected.row_costs)
  })

  it('MAT-04 is matched stably', () => {
    const { inputs, expected } = example<
      {
        proposers: Record<string, string[]>
        hosts: Record<string, { cap: number; pref: number[] }>
      },
      Record<string, number[]>
    >('MAT-04')
    const wishes = new Map(Object.entries(inputs.proposers))
    const hosts = new Map<string, Host>(
      Object.entries(inputs.hosts).map(([id, { cap, pref }]) => [id, { capacity: cap, ranking: pref.map(String) }]),
    )
    const matching = deferredAcceptance(wishes, hosts)
    const { unmatched, ...byHost } = expected
    for (const [host, residents] of Object.entries(byHost))
      expect(new Set(matching.hosts.get(host))).toEqual(new Set(residents.map(String)))
    expect(matching.unmatched).toEqual(unmatched?.map(String))
    expect(blockingPairs(wishes, hosts, matching)).toEqual([])
  })
})

describe('a matching', () => {
  it('has the greatest total fit, not the best for whoever comes first', () => {
    const fitOf = table({ a: { x: 10, y: 9 }, b: { x: 10, y: 1 } })
    const places = ['x', 'y'].map((mentorId) => ({ mentorId, capacity: 1 }))
    const matches = match(places, ['a', 'b'], fitOf)
    expect(matches).toEqual([
      { mentorId: 'y', menteeId: 'a', fit: 9 },
      { mentorId: 'x', menteeId: 'b', fit: 10 },
    ])
    expect(proofOf(matches, places, fitOf)).toEqual({ exchanges: 1, moves: 0, better: [] })
  })

  it('pairs as many as can be paired, and never a forbidden pair', () => {
    const fitOf = table({ a: { x: 50, y: 0 }, b: { x: 1 }, c: {} })
    const matches = match(
      [
        { mentorId: 'x', capacity: 1 },
        { mentorId: 'y', capacity: 1 },
      ],
      ['a', 'b', 'c'],
      fitOf,
    )
    expect(matches.map(({ menteeId, mentorId }) => `${menteeId}${mentorId}`)).toEqual(['ay', 'bx'])
  })

  it('keeps to capacities, and spreads equals over the mentors', () => {
    const everyone = ['a', 'b', 'c', 'd']
    const fitOf: FitOf = () => 5
    const matches = match(
      [
        { mentorId: 'x', capacity: 3 },
        { mentorId: 'y', capacity: 3 },
      ],
      everyone,
      fitOf,
    )
    expect(matches.filter(({ mentorId }) => mentorId === 'x')).toHaveLength(2)
    expect(match([{ mentorId: 'x', capacity: 2 }], everyone, fitOf)).toHaveLength(2)
    expect(match([], everyone, fitOf)).toEqual([])
  })

  it('pairs whoever may be paired before it asks how well, and asks how well before it spreads', () => {
    const places = (...ids: string[]) => ids.map((mentorId) => ({ mentorId, capacity: 4 }))
    const everyone = ['a', 'b', 'c', 'd']
    expect(match(places('x'), everyone, () => 0)).toHaveLength(4)
    expect(match(places('x', 'y'), ['a', 'b'], table({ a: { x: 0, y: 0 }, b: { x: 0 } }))).toHaveLength(2)
    const onlyX = match(places('x', 'y'), everyone, (mentorId) => (mentorId === 'x' ? 1 : 0))
    expect(onlyX.map(({ mentorId }) => mentorId)).toEqual(['x', 'x', 'x', 'x'])
    const single = ['x', 'y'].map((mentorId) => ({ mentorId, capacity: 1 }))
    expect(match(single, ['a'], table({ a: { x: 0, y: 1 } }))).toEqual([{ mentorId: 'y', menteeId: 'a', fit: 1 }])
    expect(assign([])).toEqual([])
    expect(assign([[], []])).toEqual([-1, -1])
  })

  it('is as good as the best of all on small cases, whatever the numbers', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const value = (m: number, e: number) => (seed * 31 + m * 17 + e * 13 + m * e * seed) % 23
      const fitOf: FitOf = (m, e) => (value(Number(m), Number(e)) % 7 === 0 ? null : value(Number(m), Number(e)))
      const places = ['0', '1', '2'].map((mentorId) => ({ mentorId, capacity: mentorId === '0' ? 2 : 1 }))
      const matches = match(places, ['0', '1', '2', '3'], fitOf)
      expect(matches.length * 1_000 + total(matches)).toBe(best(places, ['0', '1', '2', '3'], fitOf))
      expect(proofOf(matches, places, fitOf).better).toEqual([])
    }
  })

  it('is the same in whatever order people joined', () => {
    const mentors = ['M2', 'M1', 'M3'].map((id) => mentor(id))
    const mentees = ['E3', 'E1', 'E2'].map((id) => mentee(id))
    const pairs = (reverse: boolean) =>
      propose(
        rules,
        reverse ? [...mentors].reverse() : mentors,
        reverse ? [...mentees].reverse() : mentees,
        clock.today,
      )
        .matches.map(({ mentorId, menteeId }) => `${mentorId}${menteeId}`)
        .sort()
    expect(pairs(false)).toEqual(pairs(true))
  })

  it('of hundreds of people is found as well', () => {
    const mentors = Array.from({ length: 2_000 }, (_, at) => ({ mentorId: `mentor-${at}`, capacity: 1 }))
    const mentees = Array.from({ length: 400 }, (_, at) => `mentee-${at}`)
    const matches = match(mentors, mentees, (mentorId, menteeId) =>
      mentorId.split('-')[1] === menteeId.split('-')[1] ? 9 : 1,
    )
    expect(matches).toHaveLength(mentees.length)
    expect(matches.every(({ fit }) => fit === 9)).toBe(true)
  })

  it('that is changed by hand says what would be better', () => {
    const fitOf = table({ a: { x: 10, y: 1 }, b: { x: 1, y: 10 } })
    const places = ['x', 'y'].map((mentorId) => ({ mentorId, capacity: 1 }))
    const crossed = [
      { mentorId: 'y', menteeId: 'a', fit: 1 },
      { mentorId: 'x', menteeId: 'b', fit: 1 },
    ]
    expect(proofOf(crossed, places, fitOf).better).toEqual([
      { kind: 'exchange', menteeIds: ['a', 'b'], gain: 18, bothBetter: true },
    ])
  })

  it('that leaves better places free names each mentee once, with the best of them, the greatest gain first', () => {
    const fitOf = table({ a: { x: 1, y: 4, z: 9 }, b: { v: 5, y: 7, z: 5 } })
    const places = ['v', 'x', 'y', 'z'].map((mentorId) => ({ mentorId, capacity: 1 }))
    const stands = [
      { mentorId: 'v', menteeId: 'b', fit: 5 },
      { mentorId: 'x', menteeId: 'a', fit: 1 },
    ]
    expect(proofOf(stands, places, fitOf)).toEqual({
      ...{ exchanges: 1, moves: 4 },
      better: [
        { kind: 'move', menteeIds: ['a'], gain: 8, bothBetter: true },
        { kind: 'move', menteeIds: ['b'], gain: 2, bothBetter: true },
      ],
    })
    // Nobody moves to a place that is taken, nor for the same fit.
    const full = places.map((place) => ({
      ...place,
      capacity: place.mentorId === 'v' || place.mentorId === 'x' ? 1 : 0,
    }))
    expect(proofOf(stands, full, fitOf)).toEqual({ exchanges: 1, moves: 0, better: [] })
    expect(proofOf([{ mentorId: 'z', menteeId: 'b', fit: 5 }], places.slice(0, 1), fitOf).better).toEqual([])
  })

  it('by wishes leaves nobody a partner to leave for', () => {
    const mentors = [mentor('M1', { wishes: ['E2'] }), mentor('M2', { wishes: ['E1'] })]
    const mentees = [mentee('E1', { wishes: ['M1'] }), mentee('E2', { wishes: ['M1'] })]
    const { matches, unmatched } = propose({ ...rules, method: 'stable' }, mentors, mentees, clock.today)
    expect(matches.map(({ mentorId, menteeId }) => `${mentorId}${menteeId}`)).toEqual(['M1E2', 'M2E1'])
    expect(unmatched).toEqual([])
  })

  it('by wishes asks the fit where nobody wished, and gives each pair its own reasons', () => {
    const mentors = [mentor('M1', { city: '宁波' }), mentor('M2', { city: '杭州' })]
    const mentees = [mentee('E1', { city: '杭州' }), mentee('E2', { city: '宁波' })]
    for (const method of ['fit', 'stable'] as const) {
      const { matches } = propose({ ...rules, method }, mentors, mentees, clock.today)
      const said = matches.map(({ mentorId, menteeId, fit, reasons }) => [
        ...[mentorId, menteeId, fit],
        ...reasons.map(({ rule }) => rule),
      ])
      expect(said.sort()).toEqual([
        ['M1', 'E2', 15, 'same-city', 'other-unit'],
        ['M2', 'E1', 15, 'same-city', 'other-unit'],
      ])
    }
  })
})

const total = (matches: readonly { fit: number }[]) => matches.reduce((sum, { fit }) => sum + fit, 0)
/** Tries every way: a thousand for each pair, and the fit. */
const best = (places: { mentorId: string; capacity: number }[], mentees: string[], fitOf: FitOf): number => {
  const [first, ...rest] = mentees
  if (first === undefined) return 0
  return Math.max(
    best(places, rest, fitOf),
    ...places.map(({ mentorId, capacity }) => {
      const points = fitOf(mentorId, first)
      if (points === null || capacity === 0) return 0
      const left = places.map((each) => (each.mentorId === mentorId ? { ...each, capacity: capacity - 1 } : each))
      return 1_000 + points + best(left, rest, fitOf)
    }),
  )
}

describe('a pair', () => {
  it.each([
    ['is not a person and themselves', rules, partner('A'), partner('A'), 'same-person'],
    ['is not a manager and their own', rules, partner('A'), partner('B', { lineManagerId: 'A' }), 'own-manager'],
    [
      'may be where the rule is off',
      { ...rules, notOwnManager: false },
      partner('A'),
      partner('B', { lineManagerId: 'A' }),
      null,
    ],
    [
      'is of one city',
      { ...rules, sameCity: true },
      partner('A', { city: '杭州' }),
      partner('B', { city: '宁波' }),
      'other-city',
    ],
    [
      'is not held up by an unknown city',
      { ...rules, sameCity: true },
      partner('A', { city: '杭州' }),
      partner('B'),
      null,
    ],
    [
      'is of two units',
      { ...rules, otherUnit: true },
      partner('A', { unitId: 'u' }),
      partner('B', { unitId: 'u' }),
      'same-unit',
    ],
    ['has a mentor of some years', { ...rules, minimumYears: 7 }, partner('A'), partner('B'), 'too-new'],
    [
      'has one on the very day',
      { ...rules, minimumYears: 5 },
      partner('A', { joinedOn: '2021-09-30' }),
      partner('B'),
      null,
    ],
  ] as const)('%s', (_, given, one, other, expected) => {
    expect(barOf(given, one, other, clock.today)).toBe(expected)
  })

  it('fits by wishes of both, levels above, city and unit, and says so', () => {
    const fitted = fitWithReasons(
      mentor('M', {
        city: '杭州',
        wishes: ['X', 'E'],
        levels: new Map([
          ['service', 5],
          ['credit', 3],
        ]),
      }),
      mentee('E', {
        city: '杭州',
        wishes: ['M'],
        wants: ['service', 'credit'],
        levels: new Map([
          ['service', 2],
          ['credit', 2],
        ]),
      }),
    )
    expect(fitted.reasons.map(({ rule, weight }) => `${rule} ${weight}`)).toEqual([
      'mentee-wish 40',
      'mentor-wish 12',
      'level-above 10',
      'level-above 6',
      'same-city 10',
      'other-unit 5',
    ])
    expect(fitted.fit).toBe(83)
    expect(fitted.reasons.slice(0, 3).map(({ detail }) => detail)).toEqual([
      { rank: 1 },
      { rank: 2 },
      { competencyId: 'service', level: 5, above: 3 },
    ])
  })

  it('gives nothing for what neither has, for levels that are no higher, or for more than three competencies', () => {
    const same = { city: null, unitId: null }
    expect(fitWithReasons(mentor('M', same), mentee('E', same))).toEqual({ fit: 0, reasons: [] })
    expect(fitWithReasons(mentor('M', { unitId: 'u' }), mentee('E', { unitId: 'u' })).fit).toBe(0)
    expect(fitWithReasons(mentor('M', { unitId: null }), mentee('E', { unitId: 'u' })).fit).toBe(0)
    const wants = ['a', 'b', 'c', 'd']
    const levels = (level: number) => new Map(wants.map((competency) => [competency, level]))
    const pointsOf = (above: number, below: number) =>
      fitWithReasons(
        mentor('M', { ...same, levels: levels(above) }),
        mentee('E', { ...same, wants, levels: levels(below) }),
      ).fit
    expect([pointsOf(3, 3), pointsOf(2, 3), pointsOf(3, 2), pointsOf(4, 2)]).toEqual([0, 0, 18, 30])
  })

  it('counts a wish after the third like the third, and takes a mentee nobody assessed for a beginner', () => {
    const same = { city: null, unitId: null }
    const wishes = ['A', 'B', 'C', 'D', 'M']
    expect(fitWithReasons(mentor('M', same), mentee('E', { ...same, wishes })).fit).toBe(15)
    const known = mentor('M', { ...same, levels: new Map([['service', 2]]) })
    expect(fitWithReasons(known, mentee('E', { ...same, wants: ['service'] })).fit).toBe(6)
    expect(fitWithReasons(mentor('M', same), mentee('E', { ...same, wants: ['service'] })).fit).toBe(0)
  })
})

describe('a mentoring session', () => {
  const open = { mentorConfirmedAt: null, menteeConfirmedAt: null, withdrawnAt: null }
  const pairing = { mentorId: 'M', menteeId: 'E' }

  it('counts once both have confirmed it, and never once it is withdrawn', () => {
    expect(sessionState(open)).toBe('waits')
    expect(sessionState({ ...open, mentorConfirmedAt: 1 })).toBe('waits')
    expect(sessionState({ ...open, menteeConfirmedAt: 1 })).toBe('waits')
    const both = { ...open, mentorConfirmedAt: 1, menteeConfirmedAt: 2 }
    expect(sessionState(both)).toBe('confirmed')
    expect(sessionState({ ...both, withdrawnAt: 3 })).toBe('withdrawn')
  })

  it('waits for the side that has not confirmed, and for nobody else', () => {
    const sides = ['M', 'E', 'X', null].map((id) => sideOf(pairing, id))
    expect(sides).toEqual(['mentor', 'mentee', null, null])
    const waits = (session: SessionFacts) => sides.map((side) => waitsFor(session, side))
    expect(waits(open)).toEqual([true, true, false, false])
    expect(waits({ ...open, mentorConfirmedAt: 1 })).toEqual([false, true, false, false])
    expect(waits({ ...open, menteeConfirmedAt: 1 })).toEqual([true, false, false, false])
    expect(waits({ ...open, withdrawnAt: 1 })).toEqual([false, false, false, false])
  })
})

describe('the proof of a matching', () => {
  const places = ['x', 'y'].map((mentorId) => ({ mentorId, capacity: 1 }))
  /** a stands with x and b with y, each at 5; what they would have crosswise. */
  const crosswise = (a: number, b: number) =>
    proofOf(
      [
        { mentorId: 'x', menteeId: 'a', fit: 5 },
        { mentorId: 'y', menteeId: 'b', fit: 5 },
      ],
      places,
      table({ a: { x: 5, y: a }, b: { x: b, y: 5 } }),
    ).better.map(({ gain, bothBetter }) => [gain, bothBetter])
  it('names an exchange that raises the total, and whether both are better off', () => {
    expect(crosswise(7, 6)).toEqual([[3, true]])
    expect([crosswise(9, 5), crosswise(5, 9), crosswise(9, 4)]).toEqual([[[4, false]], [[4, false]], [[3, false]]])
    expect([crosswise(5, 5), crosswise(6, 4)]).toEqual([[], []])
  })
  it('counts no exchange between those who have one mentor, and no move to the mentor whom one has', () => {
    const both = ['a', 'b'].map((menteeId) => ({ mentorId: 'x', menteeId, fit: 5 }))
    const roomy = [{ mentorId: 'x', capacity: 3 }]
    expect(proofOf(both, roomy, table({ a: { x: 5 }, b: { x: 5 } }))).toEqual({ exchanges: 0, moves: 0, better: [] })
  })
})

describe('a proposal', () => {
  it('is the same whoever joined first', () => {
    const [mentors, mentees] = [['x', 'y'].map((id) => mentor(id)), ['a', 'b', 'c'].map((id) => mentee(id))]
    for (const method of ['fit', 'stable'] as const) {
      const terms = { ...rules, method }
      const straight = propose(terms, mentors, mentees, clock.today)
      expect(propose(terms, mentors.toReversed(), mentees.toReversed(), clock.today)).toEqual(straight)
      expect(straight.unmatched).toHaveLength(1)
    }
  })
})
