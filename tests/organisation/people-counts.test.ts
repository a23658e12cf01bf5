/** The list of people: it counts whom it shows, and shows who belongs to what was asked for. */
import { describe, expect, it } from 'vitest'
import { addDays } from '#app/kernel/day.ts'
import { countEmployees, type EmployeeFilter, employeesIn } from '#app/organisation/employees/employees.server.ts'
import { moveUnit } from '#app/organisation/units/unit-changes.server.ts'
import type { Db } from '#db/client.server.ts'
import { insertRows } from '#db/insert-rows.server.ts'
import { assignments, employees, employments } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { hr, openBank, person } from './bank.ts'

const { today } = clock
const [yesterday, tomorrow] = [addDays(today, -1), addDays(today, 1)]
const bank = { paths: ['/'], employeeIds: [] }
const branch = { paths: ['/HO/B1/'], employeeIds: [] }

/** Numbers in the list, which must be as many as it says, on whichever page. */
const listed = async (db: Db, filter: Partial<EmployeeFilter>, scope = bank): Promise<string[]> => {
  const asked: EmployeeFilter = { state: 'current', day: today, ...filter }
  const page = { limit: 50, offset: 0 }
  const { rows, total } = await employeesIn(db, scope, asked, { key: 'number', down: false }, page, clock.now)
  expect(total).toBe(rows.length)
  expect(await countEmployees(db, scope, asked)).toBe(rows.length)
  return rows.map(({ number }) => number)
}

/** Whoever comes, goes, has gone and is to come, in two branches. */
const comingAndGoing = async () => {
  const db = await freshDb()
  await openBank(db)
  await person(db, { number: 'E1' })
  await person(db, { number: 'E2', fromOn: today })
  await person(db, { number: 'E3', toOn: today })
  await person(db, { number: 'E4', toOn: yesterday })
  await person(db, { number: 'E5', fromOn: tomorrow })
  await person(db, { number: 'E6', unitId: 'unt_b2', postId: 'pst_RM' })
  await person(db, { number: 'E7', unitId: 'unt_b2', toOn: yesterday })
  // On the roster, and without an assignment yet.
  const named = { name: '新人', pinyin: 'xinren', initials: 'xr', createdAt: 0 }
  await transact(db, async (tx) => {
    await tx.insert(employees).values({ id: 'emp_E8', number: 'E8', ...named })
    await tx.insert(employments).values({ id: 'epl_E8', employeeId: 'emp_E8', fromOn: today })
  })
  return db
}

describe('the list of people', () => {
  it('has whoever is with the bank on the day, the first and the last day of each counted', async () => {
    const db = await comingAndGoing()
    expect(await listed(db, {})).toEqual(['E1', 'E2', 'E3', 'E6', 'E8'])
    expect(await listed(db, { unitPath: '/' })).toEqual(['E1', 'E2', 'E3', 'E6', 'E8'])
    expect(await listed(db, { state: 'left' })).toEqual(['E4', 'E5', 'E7'])
    // Who is to come has no assignment that day, and need not have one ever.
    expect(await listed(db, { state: 'left', day: yesterday })).toEqual(['E2', 'E5', 'E8'])
    expect(await listed(db, { state: 'all' })).toEqual(['E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'E7', 'E8'])
  })

  it('has of a part of the bank whoever belongs to it that day, or belonged to it last', async () => {
    const db = await comingAndGoing()
    for (const [filter, scope] of [
      [{}, branch],
      [{ unitPath: '/HO/B1/' }, bank],
    ] as const) {
      expect(await listed(db, filter, scope)).toEqual(['E1', 'E2', 'E3'])
      expect(await listed(db, { ...filter, state: 'left' }, scope)).toEqual(['E4', 'E5'])
    }
    expect(await listed(db, { unitPath: '/HO/B2/' }, branch)).toEqual([])
  })

  it('has of a post whoever holds it', async () => {
    const db = await comingAndGoing()
    expect(await listed(db, { postId: 'pst_RM' })).toEqual(['E6'])
    expect(await listed(db, { postId: 'pst_TELLER' })).toEqual(['E1', 'E2', 'E3'])
  })

  it('finds people by how they are written and said, however that is typed, within what was asked for', async () => {
    const db = await comingAndGoing()
    await person(db, { number: 'Z9', name: '王 Wang', unitId: 'unt_b1' })
    for (const q of ['王', '  王 ', 'Z9', 'z9', 'YUANGONGZ', 'yuan gong z'])
      expect(await listed(db, { q })).toEqual(['Z9'])
    expect(await listed(db, { q: 'e' })).toEqual(['E1', 'E2', 'E3', 'E6', 'E8'])
    expect(await listed(db, { q: 'E', state: 'left' })).toEqual(['E4', 'E5', 'E7'])
    expect(await listed(db, { q: 'E', state: 'all' }, branch)).toEqual(['E1', 'E2', 'E3', 'E4', 'E5'])
    expect(await listed(db, { q: 'E', state: 'left' }, branch)).toEqual(['E4', 'E5'])
  })

  it('has a unit’s people on the unit’s own first day there, and on its last', async () => {
    const db = await comingAndGoing()
    must(await moveUnit(db, hr, 'unt_o1', { parentId: 'unt_b2', fromOn: today, revision: 1 }, clock.now))
    expect(await listed(db, {}, branch)).toEqual([])
    expect(await listed(db, { unitPath: '/HO/B2/' })).toEqual(['E1', 'E2', 'E3', 'E6'])
    expect(await listed(db, { day: yesterday }, branch)).toEqual(['E1', 'E3', 'E4'])
  })

  it('goes up and down by number and by name', async () => {
    const db = await comingAndGoing()
    const order = async (key: 'name' | 'number', down: boolean) => {
      const asked = { state: 'current', day: today } as const
      const { rows } = await employeesIn(db, bank, asked, { key, down }, { limit: 50, offset: 0 }, clock.now)
      return rows.map(({ number }) => number)
    }
    const up = ['E1', 'E2', 'E3', 'E6', 'E8']
    expect(await order('number', true)).toEqual(up.toReversed())
    expect(await order('name', true)).toEqual((await order('name', false)).reverse())
    expect(await order('number', false)).toEqual(up)
  })

  it('is the same list when it is long', async () => {
    const db = await freshDb()
    await openBank(db)
    const numbers = Array.from({ length: 30_001 }, (_, index) => `L${String(index).padStart(5, '0')}`)
    const named = { name: '员工', pinyin: 'yuangong', initials: 'yg', createdAt: 0 }
    const held = { postId: 'pst_TELLER', fteBp: 10_000, baseMinor: 1, currency: 'CNY' as const, recordedAt: 0 }
    const since = { fromOn: '2021-01-01' }
    await transact(db, async (tx) => {
      const all = numbers.map((number) => ({ id: `emp_${number}`, number, ...named }))
      await insertRows(tx, employees, all)
      await insertRows(
        tx,
        employments,
        all.map(({ id }) => ({ id: `epl_${id}`, employeeId: id, ...since })),
      )
      await insertRows(
        tx,
        assignments,
        all.map(({ id }) => ({ id: `asg_${id}`, employeeId: id, unitId: 'unt_o1', ...held, ...since })),
      )
    })
    for (const number of ['A1', 'K9']) await person(db, { number, unitId: 'unt_b2' })
    const page = { limit: 2, offset: 29_999 }
    const asked = { state: 'current', day: today } as const
    const { rows, total } = await employeesIn(db, branch, asked, { key: 'number', down: false }, page, clock.now)
    expect(total).toBe(30_001)
    expect(rows.map(({ number }) => number)).toEqual(['L29999', 'L30000'])
    const first = { limit: 1, offset: 0 }
    expect(
      (await employeesIn(db, branch, asked, { key: 'number', down: false }, first, clock.now)).rows[0]?.number,
    ).toBe('L00000')
  })
})

describe('a row of the list', () => {
  const rowOf = async (db: Db) => {
    const asked = { state: 'all', day: today } as const
    const page = { limit: 1, offset: 0 }
    return (await employeesIn(db, bank, asked, { key: 'number', down: false }, page, clock.now)).rows[0]
  }
  const held = { employeeId: 'emp_E1', postId: 'pst_TELLER', fteBp: 10_000, baseMinor: 1, currency: 'CNY' as const }

  it('shows the post of the day from its first day to its last', async () => {
    const db = await freshDb()
    await openBank(db)
    await person(db, { number: 'E1', fromOn: '2025-01-01', toOn: yesterday })
    await transact(db, (tx) =>
      tx.insert(assignments).values({
        ...held,
        id: 'asg_2',
        unitId: 'unt_b2',
        fromOn: today,
        toOn: today,
        recordedAt: 0,
        isPrimary: false,
      }),
    )
    expect(await rowOf(db)).toMatchObject({ unitId: 'unt_b2', unitPath: '/HO/B2/' })
  })

  it('shows when somebody came back, and not when they first came', async () => {
    const db = await freshDb()
    await openBank(db)
    await person(db, { number: 'E1', toOn: '2024-06-30' })
    await transact(db, (tx) =>
      tx.insert(employments).values({ id: 'epl_2', employeeId: 'emp_E1', fromOn: '2025-03-01' }),
    )
    expect(await rowOf(db)).toMatchObject({ joinedOn: '2025-03-01', leftOn: null })
  })
})
