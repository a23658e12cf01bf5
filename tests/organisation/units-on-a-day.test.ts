/** The unit tree as it stands on a day: what is below a unit and above it, what it is called, and how many people it has. */
import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { addDays } from '#app/kernel/day.ts'
import { closeUnit, moveUnit } from '#app/organisation/units/unit-changes.server.ts'
import { appointHead, headOn } from '#app/organisation/units/unit-heads.server.ts'
import { unitNamed } from '#app/organisation/units/unit-named.server.ts'
import { unitOptions } from '#app/organisation/units/unit-options.server.ts'
import { headcountByPath, unitsAlong, unitsBelow, unitsOn } from '#app/organisation/units/units.server.ts'
import { auditContents, auditRecords } from '#db/schema/audit.ts'
import { unitPlacements } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { hr, openBank, person } from './bank.ts'

const { today } = clock
const yesterday = addDays(today, -1)
const codes = (units: readonly { code: string }[]) => units.map(({ code }) => code)

/** The outlet of the first branch belongs to the second from today on. */
const moved = async () => {
  const db = await freshDb()
  await openBank(db)
  must(await moveUnit(db, hr, 'unt_o1', { parentId: 'unt_b2', fromOn: today, revision: 1 }, clock.now))
  return db
}

describe('the unit tree on a day', () => {
  it('has in each part what stands there that day', async () => {
    const db = await moved()
    expect([codes(await unitsOn(db, today, '/HO/B2/')), codes(await unitsOn(db, yesterday, '/HO/B2/'))]).toEqual([
      ['B2', 'O1'],
      ['B2'],
    ])
    expect(codes(await unitsOn(db, today, '/HO/B1/'))).toEqual(['B1'])
    expect([codes(await unitsBelow(db, 'unt_b2', today)), codes(await unitsBelow(db, 'unt_b2', yesterday))]).toEqual([
      ['O1'],
      [],
    ])
    expect(codes(await unitsBelow(db, 'unt_ho', today))).toEqual(['B1', 'B2'])
  })

  it('leads from a unit up to the head office', async () => {
    const db = await moved()
    expect(codes(await unitsAlong(db, '/HO/B2/O1/', today))).toEqual(['HO', 'B2', 'O1'])
    expect(codes(await unitsAlong(db, '/HO/B2/O1/', yesterday))).toEqual(['HO', 'B2'])
  })

  it('is offered in a form as it stands that day', async () => {
    const db = await moved()
    const offered = async (day: string) =>
      (await unitOptions(db, day, 'en', { below: ['/HO/B2/'] })).map(({ value }) => value)
    expect([await offered(today), await offered(yesterday)]).toEqual([['unt_b2', 'unt_o1'], ['unt_b2']])
  })

  it('calls each unit by its name of that day', async () => {
    const db = await moved()
    await transact(db, (tx) =>
      tx
        .update(unitPlacements)
        .set({ name: { en: 'New outlet' } })
        .where(eq(unitPlacements.path, '/HO/B2/O1/')),
    )
    expect(await unitNamed(db, 'unt_o1', today)).toEqual({ en: 'New outlet' })
    expect(await unitNamed(db, 'unt_o1', yesterday)).toEqual({ 'zh-CN': '文晖支行' })
    expect(await unitNamed(db, 'unt_b2', today)).toEqual({ 'zh-CN': '城西分行' })
    expect(await unitNamed(db, 'unt_b2', '2019-12-31')).toBeNull()
  })
})

describe('the headcount of the tree', () => {
  it('counts who is in a unit that day, once, within the scope alone', async () => {
    const db = await moved()
    await person(db, { number: 'E1' })
    await person(db, { number: 'E2', fromOn: today })
    await person(db, { number: 'E3', toOn: yesterday })
    await person(db, { number: 'E4', unitId: 'unt_b1' })
    const counted = async (day: string, path: string) =>
      Object.fromEntries(await headcountByPath(db, { paths: [path], employeeIds: [] }, day))
    expect(await counted(today, '/')).toEqual({ '/HO/B1/': 1, '/HO/B2/O1/': 2 })
    expect(await counted(yesterday, '/')).toEqual({ '/HO/B1/': 1, '/HO/B1/O1/': 2 })
    expect(await counted(today, '/HO/B2/')).toEqual({ '/HO/B2/O1/': 2 })
    expect(await counted(today, '/HO/B1/')).toEqual({ '/HO/B1/': 1 })
  })
})

describe('a unit that closes', () => {
  it('takes its own heads along and nobody else’s', async () => {
    const db = await freshDb()
    await openBank(db)
    const id = await person(db, { number: 'E1', unitId: 'unt_b1' })
    for (const unitId of ['unt_o1', 'unt_b1'])
      must(await appointHead(db, hr, unitId, { employeeId: id, fromOn: '2026-01-01' }, clock.now))
    must(await closeUnit(db, hr, 'unt_o1', { lastDay: '2026-12-31', revision: 1 }, clock.now))
    expect(await headOn(db, 'unt_o1', '2027-01-01')).toBeNull()
    expect(await headOn(db, 'unt_b1', '2027-01-01')).toMatchObject({ id })
  })

  it('leaves in the trail its heads before and after, and who was named for a later day only before', async () => {
    const db = await freshDb()
    await openBank(db)
    for (const number of ['E1', 'E2', 'E3']) await person(db, { number, unitId: 'unt_b1' })
    const appoint = async (unitId: string, employeeId: string, fromOn: string) =>
      must(await appointHead(db, hr, unitId, { employeeId, fromOn }, clock.now))
    await appoint('unt_b2', 'emp_E1', '2026-01-01')
    await appoint('unt_o1', 'emp_E1', '2026-01-01')
    await appoint('unt_o1', 'emp_E2', '2026-10-01')
    await appoint('unt_o1', 'emp_E3', '2027-01-01')
    must(await closeUnit(db, hr, 'unt_o1', { lastDay: '2026-10-01', revision: 1 }, clock.now))
    const [kept] = await db
      .select({
        before: sql<string>`${auditContents.content} ->> '$.before.heads'`,
        after: sql<string>`${auditContents.content} ->> '$.after.heads'`,
      })
      .from(auditRecords)
      .innerJoin(auditContents, eq(auditContents.seq, auditRecords.seq))
      .where(eq(auditRecords.act, 'unit.closed'))
    const heads = (text = '[]') =>
      (JSON.parse(text) as { employeeId: string; toOn: string | null }[]).map(({ employeeId, toOn }) => [
        employeeId,
        toOn,
      ])
    expect(heads(kept?.before)).toEqual([
      ['emp_E2', '2026-12-31'],
      ['emp_E3', null],
    ])
    expect(heads(kept?.after)).toEqual([['emp_E2', '2026-10-01']])
  })
})
