/** Where a person and a unit stand is asked as of a day: what is recorded of a day belongs to the unit of that day. */
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { creditsVisible } from '#app/incentives/credits/credits.server.ts'
import { addDays } from '#app/kernel/day.ts'
import { findPerson } from '#app/organisation/employees/people.server.ts'
import { cyclesOverseen, openCycle } from '#app/performance/cycles.server.ts'
import type { Db } from '#db/client.server.ts'
import { productCredits } from '#db/schema/incentives.ts'
import { assignments, employees, employments, unitPlacements, units } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { openSellingBank } from '../incentives/selling-bank.ts'
import { actorOf, hr, quarter } from '../performance/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'

const first = '2026-09-01'
const last = addDays(first, -1)
const over = (path: string) => actorOf(null, [], { grants: [{ role: 'hr-officer', path }] })
/** The branch B1 belongs to the region R from September on; B2 stands beside it. */
const regrouped = async () => {
  const db = await freshDb()
  await openSellingBank(db)
  await transact(db, async (tx) => {
    const of = { legalEntityId: 'ent_1', parentId: 'unt_ho' }
    await tx.insert(units).values({ id: 'unt_b2', code: 'B2', kind: 'branch', openedOn: '2020-01-01' })
    await tx.update(unitPlacements).set({ toOn: last }).where(eq(unitPlacements.unitId, 'unt_b1'))
    await tx.insert(unitPlacements).values([
      { ...of, id: 'upl_next', unitId: 'unt_b1', name: { en: 'B1' }, path: '/HO/R/B1/', fromOn: first },
      { ...of, id: 'upl_b2', unitId: 'unt_b2', name: { en: 'B2' }, path: '/HO/B2/', fromOn: '2020-01-01' },
    ])
  })
  return db
}
const sold = (db: Db, employeeId: string, ...days: string[]) =>
  transact(db, async (tx) => {
    for (const creditedOn of days)
      await tx.insert(productCredits).values({
        ...{ id: `crd_${employeeId}_${creditedOn}`, employeeId, product: 'loan', volume: '1', splitBp: 10_000 },
        ...{ creditedOn, deal: `${employeeId} ${creditedOn}`, fileName: 'x.csv', fileDigest: 'x', sourceRow: 2 },
        ...{ recordedBy: 'acc_x', recordedAt: clock.now },
      })
  })
const seen = async (db: Db, path: string) =>
  (await creditsVisible(db, over(path), { search: '', product: '' }))
    .map(({ employeeNumber, creditedOn }) => `${employeeNumber} ${creditedOn}`)
    .sort()

describe('what was sold on a day', () => {
  it('belongs to where the person’s unit stood that day', async () => {
    const db = await regrouped()
    await sold(db, 'emp_1', last, first)
    expect(await seen(db, '/HO/B1/')).toEqual([`S-001 ${last}`])
    expect(await seen(db, '/HO/R/')).toEqual([`S-001 ${first}`])
    expect(await seen(db, '/HO/B2/')).toEqual([])
  })

  it('belongs to the unit of the person’s own assignment of that day, the primary one', async () => {
    const db = await regrouped()
    await transact(db, async (tx) => {
      const [held] = await tx.select().from(assignments).where(eq(assignments.id, 'asg_emp_2'))
      if (!held) throw new Error('no assignment')
      await tx.update(assignments).set({ toOn: last }).where(eq(assignments.id, held.id))
      await tx.insert(assignments).values([
        { ...held, id: 'asg_a', unitId: 'unt_b1', fromOn: first, toOn: null, isPrimary: false },
        { ...held, id: 'asg_b', unitId: 'unt_b2', fromOn: first, toOn: null, isPrimary: true },
      ])
    })
    await sold(db, 'emp_2', last, first)
    expect(await seen(db, '/HO/B1/')).toEqual([`S-002 ${last}`])
    expect(await seen(db, '/HO/B2/')).toEqual([`S-002 ${first}`])
    expect(await seen(db, '/HO/R/')).toEqual([])
  })
})

describe('a unit on a day', () => {
  it('has its cycles where it stands that day', async () => {
    const db = await regrouped()
    must(await openCycle(db, hr, { ...quarter, unitId: 'unt_b1' }, clock.now))
    const overseen = async (path: string, today: string) => (await cyclesOverseen(db, over(path), today)).length
    expect([await overseen('/HO/B1/', last), await overseen('/HO/R/', last)]).toEqual([1, 0])
    expect([await overseen('/HO/B1/', first), await overseen('/HO/R/', first)]).toEqual([0, 1])
  })
})

describe('somebody without an assignment', () => {
  it('is HR’s of the whole bank, and of no part of it', async () => {
    const db = await regrouped()
    await transact(db, async (tx) => {
      const named = { name: 'New', pinyin: 'new', initials: 'n', createdAt: clock.now }
      await tx.insert(employees).values({ id: 'emp_new', number: 'N-001', ...named })
      await tx.insert(employments).values({ id: 'emt_new', employeeId: 'emp_new', fromOn: first })
    })
    expect(await findPerson(db, hr, 'emp_new')).toMatchObject({ unitPath: '/' })
    expect(await findPerson(db, over('/HO/B2/'), 'emp_new')).toBeNull()
  })
})
