import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Actor } from '#app/kernel/actor.ts'
import { overFullTime } from '#app/organisation/assignments/assignment.ts'
import {
  assign,
  correctAssignment,
  endAssignment,
  transfer,
} from '#app/organisation/assignments/assignment-changes.server.ts'
import { assignmentHistory, assignmentParts, assignmentsOn } from '#app/organisation/assignments/assignments.server.ts'
import { employeesIn } from '#app/organisation/employees/employees.server.ts'
import { leave, rehire, takeOn } from '#app/organisation/employees/employment-changes.server.ts'
import { assess, assessmentsOf, keepCompetency } from '#app/organisation/posts/competencies.server.ts'
import { closeUnit, moveUnit, openUnit, renameUnit } from '#app/organisation/units/unit-changes.server.ts'
import { appointHead, headOn } from '#app/organisation/units/unit-heads.server.ts'
import { pathOfUnit, unitOn, unitsOn } from '#app/organisation/units/units.server.ts'
import { clock, freshDb } from '../support/database.ts'
import { branchHr, hr, openBank, person, stranger } from './bank.ts'

const terms = {
  unitId: 'unt_b2',
  postId: 'pst_RM',
  lineManagerId: null,
  fteBp: 10_000,
  base: '9000.00',
  city: null,
  confirmed: false,
}
const bank = async () => {
  const db = await freshDb()
  await openBank(db)
  return db
}
const everyone = { paths: ['/'], employeeIds: [] }
const page = { limit: 10, offset: 0 }
const current = { state: 'current' as const, day: clock.today }
const byNumber = { key: 'number' as const, down: false }

describe('a unit that moves', () => {
  it('takes all below with it as of the day, and leaves the past as it was', async () => {
    const db = await bank()
    const moved = await moveUnit(db, hr, 'unt_b1', { parentId: 'unt_b2', fromOn: '2026-07-01', revision: 1 }, clock.now)
    expect(moved).toMatchObject({ ok: true, value: { path: '/HO/B2/B1/' } })
    expect(await pathOfUnit(db, 'unt_o1', '2026-07-01')).toBe('/HO/B2/B1/O1/')
    expect(await pathOfUnit(db, 'unt_o1', '2026-06-30')).toBe('/HO/B1/O1/')
    expect((await unitsOn(db, '2026-06-30')).map((unit) => unit.path)).toEqual([
      '/HO/',
      '/HO/B1/',
      '/HO/B1/O1/',
      '/HO/B2/',
    ])
  })

  it('later takes along what is opened below it before, and is called then as it was renamed before', async () => {
    const db = await bank()
    const move = { parentId: 'unt_b2', fromOn: '2027-01-01', revision: 1 }
    expect(await moveUnit(db, hr, 'unt_b1', move, clock.now)).toMatchObject({ ok: true })
    const names = { name: { en: 'Riverside' }, legalEntityId: 'len_1', fromOn: '2026-11-01', revision: 2 }
    expect(await renameUnit(db, hr, 'unt_b1', names, clock.now)).toMatchObject({ ok: true })
    const opening = { code: 'O9', kind: 'outlet' as const, parentId: 'unt_b1', legalEntityId: null, name: { en: 'x' } }
    const opened = await openUnit(db, hr, { ...opening, fromOn: '2026-12-01' }, clock.now)
    const id = opened.ok ? opened.value.id : ''
    const paths = ['2026-11-30', '2026-12-31', '2027-01-01'].map((day) => pathOfUnit(db, id, day))
    expect(await Promise.all(paths)).toEqual([null, '/HO/B1/O9/', '/HO/B2/B1/O9/'])
    const called = async (day: string) => (await unitOn(db, 'unt_b1', day))?.name
    expect([await called('2026-12-31'), await called('2027-01-01')]).toEqual([names.name, names.name])
    expect(await called('2026-10-31')).not.toEqual(names.name)
    // What would hang below it would be left behind on the day.
    const under = { parentId: 'unt_b1', fromOn: '2026-12-01', revision: 1 }
    expect(await moveUnit(db, hr, 'unt_b2', under, clock.now)).toMatchObject({ ok: false })
    expect(await moveUnit(db, hr, 'unt_o1', { ...under, parentId: 'unt_b1' }, clock.now)).toMatchObject({
      error: { code: 'parent-moves-later', detail: { day: '2027-01-01' } },
    })
  })

  it('cannot hang below itself, and not by someone outside its reach', async () => {
    const db = await bank()
    const below = { parentId: 'unt_o1', fromOn: '2026-07-01', revision: 1 }
    expect(await moveUnit(db, hr, 'unt_b1', below, clock.now)).toMatchObject({ error: { code: 'below-itself' } })
    const elsewhere = { ...below, parentId: 'unt_b2' }
    expect(await moveUnit(db, branchHr, 'unt_o1', elsewhere, clock.now)).toMatchObject({
      error: { code: 'not-allowed' },
    })
  })

  it('is refused when someone changed it meanwhile', async () => {
    const db = await bank()
    const stale = { parentId: 'unt_b2', fromOn: '2026-07-01', revision: 0 }
    expect(await moveUnit(db, hr, 'unt_b1', stale, clock.now)).toMatchObject({ error: { code: 'changed-meanwhile' } })
  })

  it('keeps every code once', async () => {
    const db = await bank()
    const again = {
      code: 'O1',
      kind: 'outlet' as const,
      parentId: 'unt_b2',
      legalEntityId: null,
      name: { en: 'x' },
      fromOn: '2026-01-01',
    }
    expect(await openUnit(db, hr, again, clock.now)).toMatchObject({ error: { code: 'code-taken' } })
  })
})

describe('a unit that closes', () => {
  it('takes its heads along, also one named for a later day, and the audit keeps who they were', async () => {
    const db = await bank()
    const now = await person(db, { number: 'E1', unitId: 'unt_b1' })
    const next = await person(db, { number: 'E2', unitId: 'unt_b1' })
    await appointHead(db, hr, 'unt_o1', { employeeId: now, fromOn: '2026-01-01' }, clock.now)
    await appointHead(db, hr, 'unt_o1', { employeeId: next, fromOn: '2026-12-01' }, clock.now)
    const closing = (lastDay: string, revision: number) => closeUnit(db, hr, 'unt_o1', { lastDay, revision }, clock.now)
    expect(await closing('2026-12-31', 1)).toMatchObject({ ok: true })
    expect(await headOn(db, 'unt_o1', '2026-12-31')).toMatchObject({ id: next })
    expect(await headOn(db, 'unt_o1', '2027-01-01')).toBeNull()
    expect(await closing('2026-10-31', 2)).toMatchObject({ ok: true })
    const heads = () => db.all(sql`select employee_id, to_on from unit_heads where unit_id = 'unt_o1'`)
    expect(await heads()).toEqual([{ employee_id: now, to_on: '2026-10-31' }])
    const kept = await db.all<{ heads: string }>(sql`
      select content ->> '$.before.heads' heads from audit_contents join audit_records using (seq)
      where act = 'unit.closed' order by seq desc limit 1`)
    expect(JSON.parse(kept[0]?.heads ?? '')).toEqual([
      { employeeId: now, fromOn: '2026-01-01', toOn: '2026-11-30' },
      { employeeId: next, fromOn: '2026-12-01', toOn: '2026-12-31' },
    ])
  })
})

describe('an assignment', () => {
  it('is closed by a transfer the day before, and both parts are read for a period', async () => {
    const db = await bank()
    const id = await person(db, { number: 'E1' })
    await transfer(db, hr, 'asg_E1', { ...terms, fromOn: '2026-08-16', revision: 1 }, clock.now)
    const parts = await assignmentParts(db, [id], '2026-07-01', '2026-09-30')
    expect(parts.map((part) => [part.from, part.to, part.unitPath])).toEqual([
      ['2021-01-01', '2026-08-15', '/HO/B1/O1/'],
      ['2026-08-16', null, '/HO/B2/'],
    ])
  })

  it('on its own first day is rewritten', async () => {
    const db = await bank()
    const id = await person(db, { number: 'E1', fromOn: '2026-08-01' })
    await transfer(db, hr, 'asg_E1', { ...terms, fromOn: '2026-08-01', revision: 1 }, clock.now)
    expect((await assignmentHistory(db, id)).map((row) => row.unitCode)).toEqual(['B2'])
  })

  it('above full time needs a confirmation', async () => {
    const db = await bank()
    const id = await person(db, { number: 'E1' })
    const more = { ...terms, fteBp: 5_000, fromOn: '2026-08-01', isPrimary: false }
    expect(await assign(db, hr, id, more, 'CNY', clock.now)).toMatchObject({
      error: { code: 'over-full-time', detail: { percent: 150 } },
    })
    expect(await assign(db, hr, id, { ...more, confirmed: true }, 'CNY', clock.now)).toMatchObject({ ok: true })
    expect(await assignmentsOn(db, id, '2026-08-01')).toHaveLength(2)
  })

  it('keeps its base in whole units of its currency', async () => {
    const db = await bank()
    const id = await person(db, { number: 'E1', fteBp: 1_000 })
    const given = { ...terms, fteBp: 1_000, fromOn: '2026-08-01', isPrimary: false }
    await assign(db, hr, id, { ...given, base: '300000' }, 'JPY', clock.now)
    await assign(db, hr, id, { ...given, base: '1234.567' }, 'KWD', clock.now)
    const bases = (await assignmentsOn(db, id, '2026-08-01')).map(({ currency, baseMinor }) => [currency, baseMinor])
    expect(Object.fromEntries(bases)).toMatchObject({ JPY: 300_000, KWD: 1_234_567 })
    for (const [base, currency] of [
      ['12.345', 'CNY'],
      ['0.5', 'JPY'],
    ] as const)
      expect(await assign(db, hr, id, { ...given, base }, currency, clock.now)).toMatchObject({
        error: { code: 'too-many-decimals', detail: { currency } },
      })
  })

  it('may be ended earlier, not later than it ends already', async () => {
    const db = await bank()
    const id = await person(db, { number: 'E1' })
    await leave(db, hr, id, { lastDay: '2026-08-31', reason: null }, clock.now)
    const later = { lastDay: '2026-12-31', revision: 2 }
    expect(await endAssignment(db, hr, 'asg_E1', later, clock.now)).toMatchObject({
      error: { code: 'after-it-ended', detail: { day: '2026-08-31' } },
    })
    const earlier = { lastDay: '2026-07-31', revision: 2 }
    expect(await endAssignment(db, hr, 'asg_E1', earlier, clock.now)).toMatchObject({ ok: true })
  })

  it('is not someone’s to give who has no reach over the unit', async () => {
    const db = await bank()
    const id = await person(db, { number: 'E1' })
    const moved = await transfer(db, branchHr, 'asg_E1', { ...terms, fromOn: '2026-08-16', revision: 1 }, clock.now)
    expect(moved).toMatchObject({ error: { code: 'unit-out-of-reach' } })
    expect(await leave(db, stranger, id, { lastDay: '2026-08-31', reason: null }, clock.now)).toMatchObject({
      error: { code: 'no-such-employee' },
    })
  })

  it('names as line manager only who is within reach, and leaves who stood there before', async () => {
    const db = await bank()
    const id = await person(db, { number: 'E1' })
    await person(db, { number: 'NEAR' })
    await person(db, { number: 'FAR', unitId: 'unt_b2' })
    const to = { ...terms, unitId: 'unt_b1', fromOn: '2026-08-16', revision: 1 }
    const move = (by: Actor, lineManagerId: string, revision = 1) =>
      transfer(db, by, 'asg_E1', { ...to, lineManagerId, revision }, clock.now)
    for (const manager of ['emp_FAR', 'emp_none'])
      expect(await move(branchHr, manager)).toMatchObject({ error: { code: 'no-such-manager' } })
    expect(await move(hr, 'emp_none')).toMatchObject({ error: { code: 'no-such-manager' } })
    const further = { ...to, lineManagerId: 'emp_FAR', isPrimary: false, confirmed: true }
    expect(await assign(db, branchHr, id, further, 'CNY', clock.now)).toMatchObject({
      error: { code: 'no-such-manager' },
    })
    const correction = { ...to, lineManagerId: 'emp_FAR', fromOn: '2021-01-01', toOn: null, isPrimary: true }
    expect(await correctAssignment(db, branchHr, 'asg_E1', correction, clock.now)).toMatchObject({
      error: { code: 'no-such-manager' },
    })
    expect(await correctAssignment(db, hr, 'asg_E1', correction, clock.now)).toMatchObject({ ok: true })
    expect(await move(branchHr, 'emp_FAR', 2)).toMatchObject({ ok: true })
    const [now] = await assignmentsOn(db, id, '2026-08-16')
    expect(await transfer(db, branchHr, now?.id ?? '', { ...to, lineManagerId: 'emp_NEAR' }, clock.now)).toMatchObject({
      ok: true,
    })
  })

  it('is to a post that exists', async () => {
    const db = await bank()
    const id = await person(db, { number: 'E1' })
    const none = { ...terms, postId: 'pst_none', fromOn: '2026-08-16', isPrimary: false, confirmed: true }
    expect(await assign(db, hr, id, none, 'CNY', clock.now)).toMatchObject({ error: { code: 'no-such-post' } })
  })

  it('counts the heaviest day, not the sum of all', () => {
    const half = (from: string, to: string | null) => ({ from, to, fteBp: 6_000 })
    expect(overFullTime([half('2026-01-01', '2026-03-31'), half('2026-04-01', null)])).toBeNull()
    expect(overFullTime([half('2026-01-01', '2026-04-01'), half('2026-04-01', null)])).toEqual({
      day: '2026-04-01',
      fteBp: 12_000,
    })
  })
})

describe('a person', () => {
  it('leaves, is in the list of leavers under the last unit, and comes back with the history whole', async () => {
    const db = await bank()
    const id = await person(db, { number: 'E1', name: '王小明' })
    await leave(db, hr, id, { lastDay: '2026-08-31', reason: '辞职' }, clock.now)
    expect((await employeesIn(db, everyone, current, byNumber, page, clock.now)).total).toBe(0)
    const gone = await employeesIn(
      db,
      { paths: ['/HO/B1/'], employeeIds: [] },
      { ...current, state: 'left' },
      byNumber,
      page,
      clock.now,
    )
    expect(gone.rows.map((row) => [row.number, row.leftOn])).toEqual([['E1', '2026-08-31']])
    const back = { ...terms, fromOn: '2026-09-15', isPrimary: true }
    expect(await rehire(db, hr, id, back, 'CNY', clock.now)).toMatchObject({ ok: true })
    expect((await assignmentHistory(db, id)).map((row) => [row.from, row.to])).toEqual([
      ['2026-09-15', null],
      ['2021-01-01', '2026-08-31'],
    ])
  })

  it('is head of a unit no longer than with the bank, also when the last day is put right', async () => {
    const db = await bank()
    const id = await person(db, { number: 'E1' })
    await appointHead(db, hr, 'unt_o1', { employeeId: id, fromOn: '2026-01-01' }, clock.now)
    await leave(db, hr, id, { lastDay: '2026-08-31', reason: null }, clock.now)
    await leave(db, hr, id, { lastDay: '2026-08-15', reason: null }, clock.now)
    expect(await headOn(db, 'unt_o1', '2026-08-15')).toMatchObject({ id })
    expect(await headOn(db, 'unt_o1', '2026-08-16')).toBeNull()
    await leave(db, hr, id, { lastDay: '2026-09-15', reason: null }, clock.now)
    expect(await headOn(db, 'unt_o1', '2026-09-15')).toMatchObject({ id })
    expect((await assignmentHistory(db, id)).map((row) => row.to)).toEqual(['2026-09-15'])
  })

  it('is assessed by the account that says so', async () => {
    const db = await bank()
    const id = await person(db, { number: 'E1' })
    const levels = Array.from({ length: 5 }, () => ({}))
    const competency = { code: 'RISK', name: { en: 'Risk' }, description: {}, levels }
    const kept = await keepCompetency(db, hr, null, competency, clock.now)
    if (!kept.ok) throw new Error(kept.error.code)
    const given = { competencyId: kept.value.id, level: 3, assessedOn: clock.today, evidence: null }
    expect(await assess(db, hr, id, given, clock.now)).toMatchObject({ ok: true })
    expect(await assessmentsOf(db, id)).toMatchObject([{ level: 3, assessedBy: hr.id }])
  })

  it('is found by name, pinyin, initials and number, and only within the scope', async () => {
    const db = await bank()
    const given = {
      number: 'T100',
      name: '单小明',
      email: null,
      gender: null,
      bornOn: null,
      ...terms,
      fromOn: '2026-09-01',
    }
    expect(await takeOn(db, hr, given, 'CNY', clock.now)).toMatchObject({ ok: true })
    const find = (q: string, paths = ['/']) =>
      employeesIn(db, { paths, employeeIds: [] }, { ...current, q }, byNumber, page, clock.now).then(
        ({ rows }) => rows.length,
      )
    for (const q of ['单小', 'shanxiao', 'sxm', 't10']) expect(await find(q), q).toBe(1)
    expect(await find('sxm', ['/HO/B1/'])).toBe(0)
    expect(await find('sxm', ['/HO/B2/'])).toBe(1)
  })
})
