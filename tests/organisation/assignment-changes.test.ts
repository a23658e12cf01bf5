/** The bounds of what may become of an assignment, day by day. */
import { describe, expect, it } from 'vitest'
import type { Actor } from '#app/kernel/actor.ts'
import { transferForm } from '#app/organisation/assignments/assignment.form.ts'
import {
  assign,
  correctAssignment,
  endAssignment,
  transfer,
} from '#app/organisation/assignments/assignment-changes.server.ts'
import { assignmentHistory, assignmentsOn, standingOn } from '#app/organisation/assignments/assignments.server.ts'
import { leave } from '#app/organisation/employees/employment-changes.server.ts'
import { moveUnit } from '#app/organisation/units/unit-changes.server.ts'
import type { Db } from '#db/client.server.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { hr, openBank, person, stranger } from './bank.ts'

const terms = {
  ...{ unitId: 'unt_b2', postId: 'pst_RM', lineManagerId: null, fteBp: 10_000 },
  ...{ base: '9000.00', city: null, confirmed: false },
}
/** Somebody employed since the first day of 2021. */
const opened = async (): Promise<{ db: Db; id: string }> => {
  const db = await freshDb()
  await openBank(db)
  return { db, id: await person(db, { number: 'E1' }) }
}
type Terms = Partial<typeof terms> & { fromOn: string; isPrimary?: boolean }
const assigned = (db: Db, id: string, more: Terms) =>
  assign(db, hr, id, { ...terms, isPrimary: false, ...more }, 'CNY', clock.now)
const moved = (db: Db, fromOn: string, more: Partial<typeof terms> & { revision?: number } = {}, by: Actor = hr) =>
  transfer(db, by, 'asg_E1', { ...terms, revision: 1, fromOn, ...more }, clock.now)
const ended = (db: Db, lastDay: string, revision = 1) =>
  endAssignment(db, hr, 'asg_E1', { lastDay, revision }, clock.now)
const corrected = (db: Db, fromOn: string, toOn: string | null, revision = 1) =>
  correctAssignment(db, hr, 'asg_E1', { ...terms, confirmed: true, isPrimary: true, fromOn, toOn, revision }, clock.now)
const refusal = (code: string, detail?: object) => ({ error: { code, ...(detail && { detail }) } })

describe('an assignment', () => {
  it('lies within a time with the bank', async () => {
    const { db, id } = await opened()
    const part = { fteBp: 1_000, confirmed: true }
    expect(await assigned(db, id, { ...part, fromOn: '2020-12-31' })).toMatchObject(refusal('not-employed-then'))
    expect(await assigned(db, id, { ...part, fromOn: '2021-01-01' })).toMatchObject({ ok: true })
    must(await leave(db, hr, id, { lastDay: '2026-08-31', reason: null }, clock.now))
    expect(await assigned(db, id, { ...part, fromOn: '2026-08-31' })).toMatchObject(refusal('not-employed-then'))
    expect(await corrected(db, '2021-01-01', '2026-09-01', 2)).toMatchObject(refusal('not-employed-then'))
    expect(await corrected(db, '2021-01-01', '2026-08-31', 2)).toMatchObject({ ok: true })
  })

  it('is in a unit that is open, and under somebody else', async () => {
    const { db, id } = await opened()
    expect(await moved(db, '2026-08-16', { unitId: 'unt_none' })).toMatchObject(refusal('unit-not-open'))
    const own = await transfer(
      db,
      hr,
      'asg_E1',
      { ...terms, lineManagerId: id, revision: 1, fromOn: '2026-08-16' },
      clock.now,
    )
    expect(own).toMatchObject(refusal('own-manager'))
  })

  it('is weighed with those of its own days alone', async () => {
    const { db, id } = await opened()
    must(await assigned(db, id, { fromOn: '2022-01-01', confirmed: true }))
    const both = await assignmentHistory(db, id)
    for (const each of both)
      must(await endAssignment(db, hr, each.id, { lastDay: '2022-12-31', revision: each.revision }, clock.now))
    expect(await assigned(db, id, { fromOn: '2022-12-31' })).toMatchObject(refusal('over-full-time', { percent: 300 }))
    expect(await assigned(db, id, { fromOn: '2023-01-01' })).toMatchObject({ ok: true })
  })

  it('that is the main one is so alone of those that begin with it', async () => {
    const { db, id } = await opened()
    const part = { fteBp: 1_000, confirmed: true, isPrimary: true, fromOn: '2026-08-01' }
    const first = must(await assigned(db, id, { ...part, unitId: 'unt_b1' }))
    const second = must(await assigned(db, id, part))
    const main = (await assignmentHistory(db, id)).filter((row) => row.isPrimary).map((row) => row.id)
    expect(main).toEqual([second.id, 'asg_E1'])
    expect((await assignmentsOn(db, id, '2026-08-01')).at(-1)?.id).toBe(first.id)
    expect((await standingOn(db, [id], '2026-08-01')).get(id)?.id).toBe(second.id)
    expect((await standingOn(db, [id], '2026-07-31')).get(id)?.id).toBe('asg_E1')
  })

  it('that is the main one says where somebody stands through its last day', async () => {
    const { db, id } = await opened()
    const other = must(await assigned(db, id, { fteBp: 1_000, confirmed: true, fromOn: '2022-01-01' }))
    must(await ended(db, '2026-06-30'))
    const standing = async (day: string) => (await standingOn(db, [id], day)).get(id)?.id
    expect([await standing('2026-06-30'), await standing('2026-07-01')]).toEqual(['asg_E1', other.id])
  })

  it('lies where its unit lies, from the day on which that moves', async () => {
    const { db, id } = await opened()
    must(await moveUnit(db, hr, 'unt_b1', { parentId: 'unt_b2', fromOn: '2026-07-01', revision: 1 }, clock.now))
    const pathOn = async (day: string) => (await assignmentsOn(db, id, day))[0]?.unitPath
    expect([await pathOn('2026-06-30'), await pathOn('2026-07-01')]).toEqual(['/HO/B1/O1/', '/HO/B2/B1/O1/'])
  })

  it('is transferred from its first to its last day', async () => {
    const { db, id } = await opened()
    expect(await moved(db, '2020-12-31')).toMatchObject(refusal('before-it-begins', { day: '2021-01-01' }))
    must(await ended(db, '2026-06-30'))
    expect(await moved(db, '2026-07-01', { revision: 2 })).toMatchObject(
      refusal('after-it-ended', { day: '2026-06-30' }),
    )
    expect(await moved(db, '2026-06-30', { revision: 2 })).toMatchObject({ ok: true })
    expect((await assignmentHistory(db, id)).map((row) => [row.from, row.to, row.unitCode])).toEqual([
      ['2026-06-30', '2026-06-30', 'B2'],
      ['2021-01-01', '2026-06-29', 'O1'],
    ])
  })

  it('is ended on a day that it holds, its first and its last included', async () => {
    const { db } = await opened()
    expect(await ended(db, '2020-12-31')).toMatchObject(refusal('ends-before-it-begins'))
    must(await ended(db, '2021-06-30'))
    expect(await ended(db, '2021-07-01', 2)).toMatchObject(refusal('after-it-ended', { day: '2021-06-30' }))
    must(await ended(db, '2021-06-30', 2))
    must(await ended(db, '2021-01-01', 3))
  })

  it('may be put right to last one day, not less', async () => {
    const { db, id } = await opened()
    expect(await corrected(db, '2021-02-02', '2021-02-01')).toMatchObject(refusal('ends-before-it-begins'))
    must(await corrected(db, '2021-02-02', '2021-02-02'))
    const days = ['2021-02-01', '2021-02-02', '2021-02-03'].map((day) => assignmentsOn(db, id, day))
    expect((await Promise.all(days)).map((held) => held.length)).toEqual([0, 1, 0])
  })

  it('is changed as it was seen, by whoever may', async () => {
    const { db, id } = await opened()
    expect(await moved(db, '2026-08-16', { revision: 2 })).toMatchObject(refusal('changed-meanwhile'))
    const leader: Actor = { ...stranger, manages: [id] }
    expect(await moved(db, '2026-08-16', {}, leader)).toMatchObject(refusal('not-allowed'))
    expect(await moved(db, '2026-08-16', {}, stranger)).toMatchObject(refusal('no-such-assignment'))
  })

  it('is for some of full time, and no more than all of it', () => {
    const reads = (fteBp: string) => {
      const typed = { ...terms, lineManagerId: '', city: '', confirmed: '', fteBp, fromOn: '2026-08-01', revision: '1' }
      const read = transferForm.safeParse(typed)
      return read.success ? read.data.fteBp : read.error.issues.map(({ message }) => message)
    }
    expect(['0.01', '80', '100'].map(reads)).toEqual([1, 8_000, 10_000])
    expect(['0', '-1', '100.01'].map(reads)).toEqual([['fte-range'], ['fte-range'], ['fte-range']])
  })
})
