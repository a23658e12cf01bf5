/** Who takes part in a programme: from which part of the bank, until when, on which side and with which wishes. */
import { and, eq, inArray } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Actor } from '#app/kernel/actor.ts'
import { confirmMatching, previewOf } from '#app/mentoring/matchings.server.ts'
import { endPairing, pairingsOf } from '#app/mentoring/pairings.server.ts'
import { joinAsMentee, joinAsMentor, leaveProgramme, participantsOf, wish } from '#app/mentoring/participants.server.ts'
import {
  closeProgramme,
  findProgramme,
  openProgramme,
  programmesFor,
  programmesOverseen,
  reviseProgramme,
} from '#app/mentoring/programmes.server.ts'
import type { Db } from '#db/client.server.ts'
import { notices } from '#db/schema/notices.ts'
import { assignments, competencies, competencyAssessments, employees, employments } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { account } from '../organisation/bank.ts'
import { actorOf, hr, openBank, person } from '../performance/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { code, joined, paired, preview, terms } from './bank.ts'

const elsewhere: Actor = actorOf(null, [], { grants: [{ role: 'hr-officer', path: '/HO/B2/' }] })
const opened = async (more: Partial<typeof terms> = {}) => {
  const db = await freshDb()
  await openBank(db, { count: 5 })
  const { id } = must(await openProgramme(db, hr, { ...terms, ...more }, clock.now))
  return { db, id }
}
const mentor = (db: Db, n: number, programmeId: string, capacity = 1, actor = person(n)) =>
  joinAsMentor(db, actor, { programmeId, employeeId: `emp_${n}`, capacity }, clock.now)
const mentee = (db: Db, n: number, programmeId: string, competencyIds: readonly string[] = []) =>
  joinAsMentee(db, person(n), { programmeId, employeeId: `emp_${n}`, competencyIds }, clock.now)
const wishes = (db: Db, n: number, programmeId: string, wished: readonly string[]) =>
  wish(db, person(n), { programmeId, employeeId: `emp_${n}`, wishes: wished }, clock.now)
const leave = (db: Db, n: number, programmeId: string) =>
  leaveProgramme(db, person(n), { programmeId, employeeId: `emp_${n}` }, clock.now)
const wishesOf = async (db: Db, id: string, n: number) => {
  const { mentors, mentees } = await participantsOf(db, id, clock.today)
  return [...mentors, ...mentees].find(({ employeeId }) => employeeId === `emp_${n}`)?.wishes
}

describe('a programme', () => {
  it('is for a part of the bank, to its last day', async () => {
    const { db, id } = await opened({ toOn: clock.today })
    await transact(db, (tx) =>
      tx.update(assignments).set({ unitId: 'unt_ho' }).where(eq(assignments.employeeId, 'emp_2')),
    )
    expect(await programmesFor(db, person(2))).toEqual([])
    expect(code(await mentor(db, 2, id))).toBe('no-such-programme')
    expect(await programmesFor(db, person(1))).toHaveLength(1)
    must(await mentor(db, 1, id))
    const tomorrow = { ...person(1), today: '2026-10-01' }
    expect(await programmesFor(db, tomorrow)).toEqual([])
    expect(code(await mentor(db, 1, id, 2, tomorrow))).toBe('programme-over')
    expect(await programmesFor(db, actorOf(null))).toEqual([])
  })

  it('is looked after by HR of its part of the bank', async () => {
    const { db, id } = await opened()
    expect(await findProgramme(db, elsewhere, id)).toBeNull()
    expect(await programmesOverseen(db, elsewhere)).toEqual([])
    expect(code(await closeProgramme(db, elsewhere, id, 1, clock.now))).toBe('no-such-programme')
    expect(code(await openProgramme(db, elsewhere, { ...terms, code: 'X' }, clock.now))).toBe('not-allowed')
  })

  it('ends when it begins at the earliest, and is revised as it stands until it is closed', async () => {
    const { db, id } = await opened()
    const early = { fromOn: '2026-09-01', toOn: '2026-08-31' }
    const ends = 'ends-before-it-begins'
    expect(code(await openProgramme(db, hr, { ...terms, code: 'X', ...early }, clock.now))).toBe(ends)
    const other = must(await openProgramme(db, hr, { ...terms, code: 'Y', toOn: terms.fromOn }, clock.now))
    const { code: _, unitId: __, ...revised } = terms
    const revise = async (revision: number, more: Partial<typeof revised> = {}) =>
      code(await reviseProgramme(db, hr, id, { ...revised, ...more, revision }, clock.now))
    expect(await revise(1, early)).toBe(ends)
    expect(await revise(2)).toBe('changed-meanwhile')
    expect(await revise(1, { minimumYears: 5 })).toBe('done')
    expect(await findProgramme(db, hr, id)).toMatchObject({ revision: 2, rules: { minimumYears: 5 } })
    expect(await findProgramme(db, hr, other.id)).toMatchObject({ revision: 1, rules: { minimumYears: 2 } })
    expect(code(await closeProgramme(db, hr, id, 1, clock.now))).toBe('changed-meanwhile')
    must(await closeProgramme(db, hr, id, 2, clock.now))
    expect(await revise(3)).toBe('programme-closed')
    expect(code(await closeProgramme(db, hr, id, 3, clock.now))).toBe('programme-closed')
    expect(await programmesFor(db, person(1))).toEqual([])
  })

  it('counts the pairs of its own that run', async () => {
    const db = await freshDb()
    const { pairing } = await paired(db)
    must(await openProgramme(db, hr, { ...terms, code: 'OTHER' }, clock.now))
    const pairs = async () => (await programmesOverseen(db, hr)).map((each) => [each.code, each.pairs]).sort()
    expect(await pairs()).toEqual([
      ['MENTOR-2026', 2],
      ['OTHER', 0],
    ])
    must(await endPairing(db, hr, { id: pairing.id, reason: 'Moved', revision: 1 }, clock.now))
    expect((await pairs())[0]).toEqual(['MENTOR-2026', 1])
  })
})

describe('whoever takes part', () => {
  it('stands on one side of each programme, and may say anew for how many, and what they want to learn', async () => {
    const { db, id } = await opened()
    const other = must(await openProgramme(db, hr, { ...terms, code: 'OTHER' }, clock.now))
    for (const capacity of [1, 3]) must(await mentor(db, 1, id, capacity))
    must(await mentee(db, 1, other.id))
    must(await mentee(db, 2, id))
    expect(code(await mentor(db, 2, id))).toBe('mentee-already')
    expect(code(await mentee(db, 1, id))).toBe('mentor-already')
    must(await mentee(db, 2, id, ['a', 'b', 'c', 'd', 'e', 'f']))
    expect(await participantsOf(db, id, clock.today)).toMatchObject({
      mentors: [{ employeeId: 'emp_1', capacity: 3 }],
      mentees: [{ employeeId: 'emp_2', competencyIds: ['a', 'b', 'c', 'd', 'e'] }],
    })
  })

  it('wishes for three of the other side, in order, and may wish anew', async () => {
    const { db, id } = await opened()
    for (const n of [1, 2, 3, 4]) must(await mentor(db, n, id))
    must(await mentee(db, 5, id))
    must(await wishes(db, 1, id, ['emp_5']))
    expect(code(await wishes(db, 1, id, ['emp_2']))).toBe('not-on-the-other-side')
    expect(code(await wishes(db, 5, id, ['emp_5']))).toBe('not-on-the-other-side')
    must(await wishes(db, 5, id, ['emp_4', 'emp_2', 'emp_3', 'emp_1']))
    expect(await wishesOf(db, id, 5)).toEqual(['emp_4', 'emp_2', 'emp_3'])
    must(await wishes(db, 5, id, ['emp_1']))
    expect([await wishesOf(db, id, 5), await wishesOf(db, id, 1)]).toEqual([['emp_1'], ['emp_5']])
  })

  it('in two programmes wishes and leaves in each by itself', async () => {
    const { db, id } = await opened()
    const other = must(await openProgramme(db, hr, { ...terms, code: 'OTHER' }, clock.now))
    for (const each of [id, other.id]) {
      must(await mentor(db, 1, each))
      must(await mentee(db, 3, each))
      must(await wishes(db, 3, each, ['emp_1']))
    }
    must(await wishes(db, 3, id, []))
    expect(await wishesOf(db, other.id, 3)).toEqual(['emp_1'])
    must(await wishes(db, 3, id, ['emp_1']))
    must(await leave(db, 1, id))
    // The wish for whoever left goes with them; the others stay.
    expect(await participantsOf(db, id, clock.today)).toMatchObject({ mentors: [], mentees: [{ wishes: [] }] })
    expect(await participantsOf(db, other.id, clock.today)).toMatchObject({
      ...{ mentors: [{ employeeId: 'emp_1' }], mentees: [{ wishes: ['emp_1'] }] },
    })
  })

  it('leaves once their pairing there is over, on whichever side of it', async () => {
    const db = await freshDb()
    const { programmeId, pairing } = await paired(db)
    const other = must(await openProgramme(db, hr, { ...terms, code: 'OTHER' }, clock.now))
    must(await mentor(db, 1, other.id))
    for (const n of [1, 3]) expect(code(await leave(db, n, programmeId))).toBe('pairing-runs')
    must(await leave(db, 1, other.id))
    must(await endPairing(db, hr, { id: pairing.id, reason: 'Moved', revision: 1 }, clock.now))
    for (const n of [1, 3]) must(await leave(db, n, programmeId))
  })

  it('is paired with nobody once they have left the bank, and is taken out wherever they went', async () => {
    const { db, id } = await opened({ minimumYears: 0 })
    for (const n of [1, 2]) must(await mentor(db, n, id))
    for (const n of [3, 4]) must(await mentee(db, n, id))
    const gone = ['emp_1', 'emp_3']
    await transact(db, async (tx) => {
      const toOn = '2026-08-31'
      await tx.update(employments).set({ toOn }).where(inArray(employments.employeeId, gone))
      await tx.update(assignments).set({ toOn }).where(inArray(assignments.employeeId, gone))
      await tx.update(assignments).set({ unitId: 'unt_ho' }).where(eq(assignments.employeeId, 'emp_4'))
    })
    const programme = await findProgramme(db, hr, id)
    const proposed = programme && (await previewOf(db, programme, clock.today))
    expect(proposed?.matches).toMatchObject([{ mentorId: 'emp_2', menteeId: 'emp_4' }])
    expect(proposed?.unmatched).toEqual([])
    expect(proposed?.choices).toEqual([{ menteeId: 'emp_4', mentorIds: ['emp_2'] }])
    for (const n of [1, 3, 4])
      must(await leaveProgramme(db, hr, { programmeId: id, employeeId: `emp_${n}` }, clock.now))
    expect(await participantsOf(db, id, clock.today)).toMatchObject({ mentors: [{ employeeId: 'emp_2' }], mentees: [] })
  })

  it('makes an old page of what others look at: joining, wishing and leaving alike', async () => {
    const db = await freshDb()
    const id = await joined(db)
    const steps = [
      () => mentor(db, 5, id),
      () => wishes(db, 5, id, ['emp_3']),
      () => leave(db, 5, id),
      () => mentee(db, 5, id),
    ]
    for (const step of steps) {
      const { revision } = await preview(db, id)
      must(await step())
      const given = { programmeId: id, revision, pairs: [{ menteeId: 'emp_3', mentorId: 'emp_1', reason: null }] }
      expect(code(await confirmMatching(db, hr, given, clock.now))).toBe('changed-meanwhile')
    }
  })
})

describe('a matching', () => {
  const confirm = async (db: Db, programmeId: string, pairs: [number, number | null, string | null][], actor = hr) => {
    const programme = await findProgramme(db, hr, programmeId)
    const of = pairs.map(([menteeNo, mentorNo, reason]) => ({
      ...{ menteeId: `emp_${menteeNo}`, mentorId: mentorNo === null ? null : `emp_${mentorNo}`, reason },
    }))
    return confirmMatching(db, actor, { programmeId, revision: programme?.revision ?? 0, pairs: of }, clock.now)
  }

  it('is of those who wait: a mentor’s places that are taken are none, and neither is whoever has a mentor', async () => {
    const db = await freshDb()
    const { programmeId } = await paired(db)
    must(await mentee(db, 5, programmeId))
    expect((await preview(db, programmeId)).choices).toEqual([{ menteeId: 'emp_5', mentorIds: [] }])
    expect(code(await confirm(db, programmeId, [[5, 1, 'x']]))).toBe('mentor-full')
    expect(code(await confirm(db, programmeId, [[3, 1, 'x']]))).toBe('changed-meanwhile')
    must(await mentor(db, 1, programmeId, 2))
    expect((await preview(db, programmeId)).choices).toEqual([{ menteeId: 'emp_5', mentorIds: ['emp_1'] }])
    // Another programme's pairs take no place in this one.
    const other = must(await openProgramme(db, hr, { ...terms, code: 'OTHER' }, clock.now))
    must(await mentor(db, 1, other.id))
    must(await mentee(db, 3, other.id))
    expect((await preview(db, other.id)).matches).toMatchObject([{ mentorId: 'emp_1', menteeId: 'emp_3' }])
    const [ended] = await pairingsOf(db, 'emp_4')
    must(await endPairing(db, hr, { id: ended?.id ?? '', reason: 'Moved', revision: 1 }, clock.now))
    expect((await preview(db, programmeId)).matches).toHaveLength(2)
  })

  it('by hand keeps to the rules, and its reason is kept where a mentor was chosen', async () => {
    const { db, id } = await opened()
    for (const n of [1, 2]) must(await mentor(db, n, id))
    for (const n of [3, 4]) must(await mentee(db, n, id))
    must(await wishes(db, 3, id, ['emp_1']))
    await transact(db, (tx) =>
      tx.update(assignments).set({ lineManagerId: 'emp_1' }).where(eq(assignments.employeeId, 'emp_4')),
    )
    expect((await preview(db, id)).choices).toEqual([
      { menteeId: 'emp_3', mentorIds: ['emp_1', 'emp_2'] },
      { menteeId: 'emp_4', mentorIds: ['emp_2'] },
    ])
    expect(code(await confirm(db, id, [[4, 1, 'x']]))).toBe('pair-forbidden')
    expect(code(await confirm(db, id, [[4, 5, 'x']]))).toBe('pair-forbidden')
    expect(code(await confirm(db, id, [[3, null, null]]))).toBe('reason-required')
    // A page asks once for each mentee.
    const twice: [number, number, string][] = [
      [3, 1, 'x'],
      [3, 2, 'x'],
    ]
    expect(code(await confirm(db, id, twice))).toBe('changed-meanwhile')
    expect(code(await confirm(db, id, [[3, null, 'later']]))).toBe('nobody-paired')
    expect(code(await confirm(db, id, [[3, 1, 'said beside it']], elsewhere))).toBe('no-such-programme')
    must(
      await confirm(db, id, [
        [3, 1, 'said beside it'],
        [4, null, 'later'],
      ]),
    )
    expect(await pairingsOf(db, 'emp_3')).toMatchObject([{ isManual: false, manualReason: null }])
    expect(await pairingsOf(db, 'emp_4')).toEqual([])
  })

  it('reads the city and the assessed levels of both', async () => {
    const { db, id } = await opened({ sameCity: true, minimumYears: 0 })
    must(await mentor(db, 1, id))
    must(await mentee(db, 3, id, ['cmp_s']))
    const live = (n: number, city: string) =>
      transact(db, (tx) =>
        tx
          .update(assignments)
          .set({ city })
          .where(eq(assignments.employeeId, `emp_${n}`)),
      )
    await live(1, '宁波')
    await live(3, '杭州')
    expect((await preview(db, id)).matches).toEqual([])
    await live(3, '宁波')
    await transact(db, async (tx) => {
      const name = { en: 'Service' }
      await tx.insert(competencies).values({ id: 'cmp_s', code: 'S', name, description: name, levels: [] })
      const assessed = { employeeId: 'emp_1', competencyId: 'cmp_s', level: 3, assessedOn: '2026-01-01' }
      await tx.insert(competencyAssessments).values({ id: 'cas_1', ...assessed, assessedBy: 'acc' })
    })
    expect((await preview(db, id)).matches[0]?.reasons.map(({ rule }) => rule)).toEqual(['level-above', 'same-city'])
  })

  it('begins with the programme at the earliest, is told to both, and ends with it', async () => {
    const { db, id } = await opened({ fromOn: '2026-11-01' })
    for (const n of [1, 3]) {
      await account(db, `acc_emp_${n}`, `${n}`)
      const columns = { accountId: `acc_emp_${n}` }
      await transact(db, (tx) =>
        tx
          .update(employees)
          .set(columns)
          .where(and(eq(employees.id, `emp_${n}`))),
      )
    }
    must(await mentor(db, 1, id))
    for (const n of [3, 4]) must(await mentee(db, n, id))
    must(await wishes(db, 3, id, ['emp_1']))
    must(await confirm(db, id, [[3, 1, null]]))
    expect(await pairingsOf(db, 'emp_3')).toMatchObject([{ startedOn: '2026-11-01' }])
    expect(await db.select().from(notices)).toMatchObject([
      { accountId: 'acc_emp_1', kind: 'pairing-made', params: { name: 'emp_3' } },
      { accountId: 'acc_emp_3', kind: 'pairing-made', params: { name: 'emp_1' } },
    ])
    const programme = await findProgramme(db, hr, id)
    must(await closeProgramme(db, hr, id, programme?.revision ?? 0, clock.now))
    expect(code(await confirm(db, id, [[4, 1, 'x']]))).toBe('programme-closed')
    expect(programme && (await previewOf(db, programme, clock.today))?.unmatched).toEqual(['emp_4'])
  })

  it('that is confirmed in a running programme begins on that day', async () => {
    const db = await freshDb()
    const { pairing } = await paired(db)
    expect(pairing.startedOn).toBe(clock.today)
  })
})
