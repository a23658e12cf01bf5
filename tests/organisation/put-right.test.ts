import { asc, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Actor } from '#app/kernel/actor.ts'
import { correctPerson } from '#app/organisation/employees/employment-changes.server.ts'
import { moveUnit, renameUnit } from '#app/organisation/units/unit-changes.server.ts'
import { unitOn } from '#app/organisation/units/units.server.ts'
import type { Db } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { employees, legalEntities, unitPlacements } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { clock, freshDb } from '../support/database.ts'
import { branchHr, hr, openBank, person } from './bank.ts'

const codeOf = (outcome: { ok: boolean; error?: { code: string } }) => (outcome.ok ? 'done' : outcome.error?.code)
const acts = async (db: Db) =>
  (await db.select({ act: auditRecords.act }).from(auditRecords).orderBy(asc(auditRecords.seq))).map(({ act }) => act)

describe('the facts of a person', () => {
  const facts = { name: '林薇', email: 'lin@bank.example', gender: 'female' as const, bornOn: '1990-02-28' }

  it('are put right with how the name is spelled, of that person alone, and in the trail', async () => {
    const db = await freshDb()
    await openBank(db)
    const [id, other] = [await person(db, { number: 'E1' }), await person(db, { number: 'E2' })]
    const put = (actor: Actor, revision: number) => correctPerson(db, actor, id, { ...facts, revision }, clock.now)
    const before = await db.select().from(employees).where(eq(employees.id, other))
    expect(codeOf(await put(hr, 1))).toBe('done')
    expect(await db.select().from(employees).where(eq(employees.id, id))).toMatchObject([
      { ...facts, pinyin: 'linwei', initials: 'lw', number: 'E1', revision: 2 },
    ])
    expect(await db.select().from(employees).where(eq(employees.id, other))).toEqual(before)
    expect(await acts(db)).toEqual(['employee.corrected'])
    // The page of someone who looked before.
    expect(codeOf(await put(hr, 1))).toBe('changed-meanwhile')
    expect(codeOf(await put(hr, 2))).toBe('done')
  })

  it('are not put right out of one’s reach', async () => {
    const db = await freshDb()
    await openBank(db)
    const id = await person(db, { number: 'E1', unitId: 'unt_b2' })
    expect(codeOf(await correctPerson(db, branchHr, id, { ...facts, revision: 1 }, clock.now))).toBe('no-such-employee')
    expect(await db.select().from(employees)).toMatchObject([{ name: '员工E1' }])
  })
})

describe('the name of a unit', () => {
  const given = { name: { en: 'Riverside' }, legalEntityId: 'len_1', fromOn: '2026-07-01', revision: 1 }
  const nameOn = async (db: Db, unitId: string, day: string) => (await unitOn(db, unitId, day))?.name

  it('is another from a day on, of that unit alone, and in the trail', async () => {
    const db = await freshDb()
    await openBank(db)
    expect(codeOf(await renameUnit(db, hr, 'unt_b1', given, clock.now))).toBe('done')
    expect(await nameOn(db, 'unt_b1', '2026-06-30')).toEqual({ 'zh-CN': '滨江分行' })
    expect(await nameOn(db, 'unt_b1', '2026-07-01')).toEqual({ en: 'Riverside' })
    expect(await nameOn(db, 'unt_b2', '2026-07-01')).toEqual({ 'zh-CN': '城西分行' })
    expect(await acts(db)).toEqual(['unit.renamed'])
    expect(codeOf(await renameUnit(db, hr, 'unt_b1', given, clock.now))).toBe('changed-meanwhile')
  })

  it('is rewritten where it is put right on the day from which it is another', async () => {
    const db = await freshDb()
    await openBank(db)
    await renameUnit(db, hr, 'unt_b1', given, clock.now)
    const again = { ...given, name: { en: 'River Bank' }, revision: 2 }
    expect(codeOf(await renameUnit(db, hr, 'unt_b1', again, clock.now))).toBe('done')
    expect(await nameOn(db, 'unt_b1', '2026-07-01')).toEqual({ en: 'River Bank' })
    expect(await nameOn(db, 'unt_b1', '2026-06-30')).toEqual({ 'zh-CN': '滨江分行' })
    expect(await nameOn(db, 'unt_b2', '2026-07-01')).toEqual({ 'zh-CN': '城西分行' })
    expect(await db.$count(unitPlacements, eq(unitPlacements.unitId, 'unt_b1'))).toBe(2)
  })

  it('stays with the unit that moves before the day from which it has it', async () => {
    const db = await freshDb()
    await openBank(db)
    await renameUnit(db, hr, 'unt_o1', { ...given, fromOn: '2026-09-01' }, clock.now)
    const move = { parentId: 'unt_b2', fromOn: '2026-08-01', revision: 2 }
    expect(codeOf(await moveUnit(db, hr, 'unt_o1', move, clock.now))).toBe('done')
    const stands = async (unitId: string, day: string) => {
      const unit = await unitOn(db, unitId, day)
      return [unit?.path, unit?.name]
    }
    expect(await stands('unt_o1', '2026-07-31')).toEqual(['/HO/B1/O1/', { 'zh-CN': '文晖支行' }])
    expect(await stands('unt_o1', '2026-08-31')).toEqual(['/HO/B2/O1/', { 'zh-CN': '文晖支行' }])
    expect(await stands('unt_o1', '2026-09-01')).toEqual(['/HO/B2/O1/', { en: 'Riverside' }])
    expect(await stands('unt_b1', '2026-09-01')).toEqual(['/HO/B1/', { 'zh-CN': '滨江分行' }])
  })

  it('is not given to a unit out of reach, or with an entity that there is not', async () => {
    const db = await freshDb()
    await openBank(db)
    expect(codeOf(await renameUnit(db, branchHr, 'unt_b2', given, clock.now))).toBe('not-allowed')
    expect(codeOf(await renameUnit(db, hr, 'unt_b1', { ...given, legalEntityId: 'len_9' }, clock.now))).toBe(
      'no-such-entity',
    )
    await transact(db, (tx) => tx.insert(legalEntities).values({ id: 'len_2', code: 'SUB', name: { en: 'Sub' } }))
    expect(codeOf(await renameUnit(db, hr, 'unt_b1', { ...given, legalEntityId: 'len_2' }, clock.now))).toBe('done')
    expect((await unitOn(db, 'unt_b1', '2026-07-01'))?.legalEntityId).toBe('len_2')
  })
})
