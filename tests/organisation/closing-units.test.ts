/** A unit that closes, moves or gets another head: what may be in it, below it and over it, and until when. */
import { asc, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Actor } from '#app/kernel/actor.ts'
import { assign, correctAssignment, endAssignment } from '#app/organisation/assignments/assignment-changes.server.ts'
import { assignmentHistory } from '#app/organisation/assignments/assignments.server.ts'
import { takeOn } from '#app/organisation/employees/employment-changes.server.ts'
import { closeUnit, moveUnit, openUnit, renameUnit } from '#app/organisation/units/unit-changes.server.ts'
import { appointHead, headOn } from '#app/organisation/units/unit-heads.server.ts'
import { pathOfUnit, placementsOf, unitOn, unitsOn } from '#app/organisation/units/units.server.ts'
import type { Db } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { unitHeads } from '#db/schema/organisation.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { branchHr, hr, openBank, person } from './bank.ts'

const { now } = clock
type Refusable = { ok: boolean; error?: { code: string; detail?: unknown } }
const codeOf = (outcome: Refusable) => (outcome.ok ? 'done' : outcome.error?.code)
const bank = async () => {
  const db = await freshDb()
  await openBank(db)
  return db
}
const acts = async (db: Db) =>
  (await db.select({ act: auditRecords.act }).from(auditRecords).orderBy(asc(auditRecords.seq))).map(({ act }) => act)
const close = (db: Db, unitId: string, lastDay: string, revision = 1, actor: Actor = hr) =>
  closeUnit(db, actor, unitId, { lastDay, revision }, now)
const move = (db: Db, unitId: string, parentId: string, fromOn: string, revision = 1) =>
  moveUnit(db, hr, unitId, { parentId, fromOn, revision }, now)
const open = (db: Db, code: string, parentId: string, fromOn: string, actor: Actor = hr) =>
  openUnit(db, actor, { code, kind: 'outlet', parentId, legalEntityId: null, name: { en: code }, fromOn }, now)
const terms = {
  ...{ unitId: 'unt_o1', postId: 'pst_RM', lineManagerId: null, fteBp: 5_000, base: '9000.00', city: null },
  confirmed: false,
}
const lastDay = '2026-12-31'

describe('a unit with a last day', () => {
  it('takes nobody in who would stay beyond it', async () => {
    const db = await bank()
    const id = await person(db, { number: 'E1', unitId: 'unt_b1', fteBp: 5_000 })
    must(await close(db, 'unt_o1', lastDay))
    const refusal = { error: { code: 'unit-closes', detail: { day: lastDay } } }
    const facts = { number: 'T1', name: 'Tan', email: null, gender: null, bornOn: null, fromOn: '2026-10-01' }
    expect(await takeOn(db, hr, { ...facts, ...terms }, 'CNY', now)).toMatchObject(refusal)
    const further = { ...terms, fromOn: '2026-10-01', isPrimary: false }
    expect(await assign(db, hr, id, further, 'CNY', now)).toMatchObject(refusal)
    const { id: assignmentId } = must(await assign(db, hr, id, { ...further, unitId: 'unt_b2' }, 'CNY', now))
    const correct = (toOn: string | null) =>
      correctAssignment(db, hr, assignmentId, { ...further, toOn, revision: 1 }, now)
    expect(await correct(null)).toMatchObject(refusal)
    expect(await correct('2027-01-01')).toMatchObject(refusal)
    expect(codeOf(await correct(lastDay))).toBe('done')
  })

  it('gets nothing below it that would be there longer', async () => {
    const db = await bank()
    must(await open(db, 'O2', 'unt_b2', '2026-01-01'))
    must(await close(db, 'unt_o1', lastDay))
    const refusal = { error: { code: 'parent-closes', detail: { day: lastDay } } }
    expect(await open(db, 'X1', 'unt_o1', '2026-10-01')).toMatchObject(refusal)
    expect(await move(db, 'unt_b2', 'unt_o1', '2026-10-01')).toMatchObject(refusal)
    const o2 = (await unitsOn(db, clock.today)).find(({ code }) => code === 'O2')?.id ?? ''
    must(await close(db, o2, lastDay))
    expect(codeOf(await move(db, o2, 'unt_o1', '2026-10-01', 2))).toBe('done')
    expect((await unitsOn(db, '2027-01-01')).map(({ path }) => path)).toEqual(['/HO/', '/HO/B1/', '/HO/B2/'])
  })

  it('has no head beyond it, also one who is named later', async () => {
    const db = await bank()
    const id = await person(db, { number: 'E1', unitId: 'unt_b1' })
    must(await close(db, 'unt_o1', lastDay))
    must(await appointHead(db, hr, 'unt_o1', { employeeId: id, fromOn: '2026-10-01' }, now))
    expect(await headOn(db, 'unt_o1', lastDay)).toMatchObject({ id })
    expect(await headOn(db, 'unt_o1', '2027-01-01')).toBeNull()
  })
})

describe('closing a unit', () => {
  it('waits for the people and the units that are still there after the day, and for no others', async () => {
    const db = await bank()
    const id = await person(db, { number: 'E1' })
    await person(db, { number: 'E2', unitId: 'unt_b2' })
    expect(await close(db, 'unt_b1', lastDay)).toMatchObject({ error: { code: 'has-units', detail: { count: 1 } } })
    expect(await close(db, 'unt_o1', lastDay)).toMatchObject({ error: { code: 'has-people', detail: { count: 1 } } })
    const [row] = await assignmentHistory(db, id)
    const end = (day: string, revision: number) => endAssignment(db, hr, row?.id ?? '', { lastDay: day, revision }, now)
    must(await end('2027-01-01', 1))
    expect(codeOf(await close(db, 'unt_o1', lastDay))).toBe('has-people')
    must(await end(lastDay, 2))
    expect(codeOf(await close(db, 'unt_o1', lastDay))).toBe('done')
    expect(codeOf(await close(db, 'unt_b1', '2026-12-30'))).toBe('has-units')
    expect(codeOf(await close(db, 'unt_b1', lastDay))).toBe('done')
    expect((await unitsOn(db, lastDay)).map(({ code }) => code)).toEqual(['HO', 'B1', 'O1', 'B2'])
    expect((await unitsOn(db, '2027-01-01')).map(({ code }) => code)).toEqual(['HO', 'B2'])
    const standing = async (unitId: string) => {
      const unit = await unitOn(db, unitId, clock.today)
      return [unit?.closedOn, unit?.revision]
    }
    expect([await standing('unt_o1'), await standing('unt_b2')]).toEqual([
      [lastDay, 2],
      [null, 1],
    ])
    expect((await acts(db)).filter((act) => act.startsWith('unit.'))).toEqual(['unit.closed', 'unit.closed'])
  })

  it('is not for the head office, out of reach or from an old page', async () => {
    const db = await bank()
    expect(codeOf(await close(db, 'unt_ho', lastDay))).toBe('root-stays')
    expect(codeOf(await close(db, 'unt_b2', lastDay, 1, branchHr))).toBe('not-allowed')
    expect(codeOf(await close(db, 'unt_b2', lastDay, 2))).toBe('changed-meanwhile')
    expect(codeOf(await close(db, 'unt_b2', '2019-12-31'))).toBe('unit-not-open')
    expect((await unitsOn(db, '2027-01-01')).map(({ code }) => code)).toEqual(['HO', 'B1', 'O1', 'B2'])
  })

  it('takes back the names that it was to have later, its own alone', async () => {
    const db = await bank()
    const named = { name: { en: 'New' }, legalEntityId: 'len_1', revision: 1 }
    must(await renameUnit(db, hr, 'unt_o1', { ...named, fromOn: lastDay }, now))
    must(await renameUnit(db, hr, 'unt_o1', { ...named, fromOn: '2027-02-01', revision: 2 }, now))
    must(await renameUnit(db, hr, 'unt_b2', { ...named, fromOn: '2027-02-01' }, now))
    must(await close(db, 'unt_o1', lastDay, 3))
    expect((await placementsOf(db, 'unt_o1')).map(({ fromOn, toOn }) => [fromOn, toOn])).toEqual([
      [lastDay, lastDay],
      ['2020-01-01', '2026-12-30'],
    ])
    expect((await placementsOf(db, 'unt_b2')).map(({ fromOn, toOn }) => [fromOn, toOn])).toEqual([
      ['2027-02-01', null],
      ['2020-01-01', '2027-01-31'],
    ])
  })
})

describe('opening and moving a unit', () => {
  it('is below one that is there on the day and in reach, with an entity that there is', async () => {
    const db = await bank()
    expect(codeOf(await open(db, 'X1', 'unt_9', '2026-10-01'))).toBe('unit-not-open')
    expect(codeOf(await open(db, 'X1', 'unt_b2', '2026-10-01', branchHr))).toBe('not-allowed')
    const given = { code: 'X1', kind: 'outlet' as const, parentId: 'unt_b2', name: { en: 'x' }, fromOn: '2026-10-01' }
    expect(codeOf(await openUnit(db, hr, { ...given, legalEntityId: 'len_9' }, now))).toBe('no-such-entity')
    must(await open(db, 'X1', 'unt_b2', '2026-10-01'))
    expect(codeOf(await move(db, 'unt_o1', 'unt_9', '2026-10-01'))).toBe('unit-not-open')
    expect(codeOf(await move(db, 'unt_ho', 'unt_b2', '2026-10-01'))).toBe('root-stays')
    expect(await acts(db)).toEqual(['unit.opened'])
  })

  it('moves what is below it, no neighbour, and nothing that was closed before', async () => {
    const db = await bank()
    const gone = must(await open(db, 'O0', 'unt_b1', '2026-01-01')).id
    must(await close(db, gone, '2026-06-30'))
    const stays = must(await open(db, 'O9', 'unt_b1', '2026-01-01')).id
    must(await close(db, stays, '2026-07-01'))
    must(await move(db, 'unt_b1', 'unt_b2', '2026-07-01'))
    expect((await unitsOn(db, '2026-07-01')).map(({ path }) => path)).toEqual([
      '/HO/',
      '/HO/B2/',
      '/HO/B2/B1/',
      '/HO/B2/B1/O1/',
      '/HO/B2/B1/O9/',
    ])
    expect((await placementsOf(db, gone)).map(({ path }) => path)).toEqual(['/HO/B1/O0/'])
    expect(await unitOn(db, 'unt_b1', '2026-07-01')).toMatchObject({ revision: 2 })
    expect(await unitOn(db, 'unt_b2', '2026-07-01')).toMatchObject({ revision: 1 })
    expect((await acts(db)).at(-1)).toBe('unit.moved')
  })

  it('is refused where the unit moves again later, and goes where it has another name later', async () => {
    const db = await bank()
    must(await move(db, 'unt_o1', 'unt_b2', '2026-12-01'))
    expect(await move(db, 'unt_o1', 'unt_ho', '2026-10-01', 2)).toMatchObject({
      error: { code: 'moves-later', detail: { day: '2026-12-01' } },
    })
    // Another unit's later move hinders nobody, nor does its own of that very day.
    expect(codeOf(await move(db, 'unt_b1', 'unt_b2', '2026-10-01'))).toBe('done')
    expect(codeOf(await move(db, 'unt_o1', 'unt_ho', '2026-12-01', 2))).toBe('done')
    expect(await pathOfUnit(db, 'unt_o1', '2026-12-01')).toBe('/HO/O1/')
    expect(await pathOfUnit(db, 'unt_o1', '2026-11-30')).toBe('/HO/B2/B1/O1/')
  })
})

describe('the head of a unit', () => {
  it('begins on a day, ends the one before, and is put right on that day itself', async () => {
    const db = await bank()
    const [one, two] = [await person(db, { number: 'E1' }), await person(db, { number: 'E2' })]
    const appoint = (employeeId: string | null, fromOn: string, unitId = 'unt_o1') =>
      appointHead(db, hr, unitId, { employeeId, fromOn }, now)
    must(await appoint(one, '2026-01-01', 'unt_b2'))
    must(await appoint(one, '2026-01-01'))
    must(await appoint(two, '2026-07-01'))
    const headed = async (day: string, unitId = 'unt_o1') => (await headOn(db, unitId, day))?.id ?? null
    expect([await headed('2025-12-31'), await headed('2026-06-30'), await headed('2026-07-01')]).toEqual([
      null,
      one,
      two,
    ])
    expect(await headed('2026-07-01', 'unt_b2')).toBe(one)
    must(await appoint(one, '2026-07-01'))
    expect(await headed('2026-07-01')).toBe(one)
    expect(await appoint(two, '2026-06-30')).toMatchObject({
      error: { code: 'head-later', detail: { day: '2026-07-01' } },
    })
    must(await appoint(null, '2026-08-01'))
    expect([await headed('2026-07-31'), await headed('2026-08-01')]).toEqual([one, null])
    expect(await db.$count(unitHeads, eq(unitHeads.unitId, 'unt_b2'))).toBe(1)
    expect(await db.$count(unitHeads, eq(unitHeads.unitId, 'unt_o1'))).toBe(2)
    expect((await acts(db)).filter((act) => act === 'unit.head-appointed')).toHaveLength(5)
  })

  it('is named by who may change the unit, of people whom they reach, on a day on which it is there', async () => {
    const db = await bank()
    const [own, other] = [await person(db, { number: 'E1' }), await person(db, { number: 'E2', unitId: 'unt_b2' })]
    const appoint = (actor: Actor, unitId: string, employeeId: string | null, fromOn = '2026-01-01') =>
      appointHead(db, actor, unitId, { employeeId, fromOn }, now)
    expect(codeOf(await appoint(branchHr, 'unt_b2', own))).toBe('not-allowed')
    expect(codeOf(await appoint(branchHr, 'unt_o1', other))).toBe('no-such-employee')
    expect(codeOf(await appoint(hr, 'unt_o1', own, '2019-12-31'))).toBe('unit-not-open')
    expect(codeOf(await appoint(branchHr, 'unt_o1', null))).toBe('done')
    expect(await db.$count(unitHeads)).toBe(0)
  })

  it('ends with the unit, and one who was named for later is none; those of other units stay', async () => {
    const db = await bank()
    const [one, two] = [
      await person(db, { number: 'E1', unitId: 'unt_b1' }),
      await person(db, { number: 'E2', unitId: 'unt_b1' }),
    ]
    for (const unitId of ['unt_o1', 'unt_b2']) {
      must(await appointHead(db, hr, unitId, { employeeId: one, fromOn: '2026-01-01' }, now))
      must(await appointHead(db, hr, unitId, { employeeId: two, fromOn: lastDay }, now))
      must(await appointHead(db, hr, unitId, { employeeId: one, fromOn: '2027-03-01' }, now))
    }
    must(await close(db, 'unt_o1', lastDay))
    const heads = (unitId: string) =>
      db
        .select({ id: unitHeads.employeeId, from: unitHeads.fromOn, to: unitHeads.toOn })
        .from(unitHeads)
        .where(eq(unitHeads.unitId, unitId))
        .orderBy(asc(unitHeads.fromOn))
    const first = { id: one, from: '2026-01-01', to: '2026-12-30' }
    expect(await heads('unt_o1')).toEqual([first, { id: two, from: lastDay, to: lastDay }])
    expect(await heads('unt_b2')).toEqual([
      first,
      { id: two, from: lastDay, to: '2027-02-28' },
      { id: one, from: '2027-03-01', to: null },
    ])
  })
})
