/** The list of people as a file, read a thousand at a time while the bank goes on. */
import { expect, it } from 'vitest'
import { type EmployeeFilter, everyEmployee } from '#app/organisation/employees/employees.server.ts'
import { insertRows } from '#db/insert-rows.server.ts'
import { employees, employments } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { clock, freshDb } from '../support/database.ts'
import { openBank, person } from './bank.ts'

const all = { paths: ['/'], employeeIds: [] }

it('has everybody once, in order of number, whoever is taken on while it is read', async () => {
  const db = await freshDb()
  await openBank(db)
  const numbers = Array.from({ length: 1_001 }, (_, index) => `E${String(index).padStart(5, '0')}`)
  await transact(db, async (tx) => {
    const named = { name: '员工', pinyin: 'yuangong', initials: 'yg', createdAt: 0 }
    await insertRows(
      tx,
      employees,
      numbers.map((number) => ({ id: `emp_${number}`, number, ...named })),
    )
    await insertRows(
      tx,
      employments,
      numbers.map((number) => ({ id: `epl_${number}`, employeeId: `emp_${number}`, fromOn: '2021-01-01' })),
    )
  })
  const filter: EmployeeFilter = { state: 'current', day: clock.today }
  const read: string[] = []
  for await (const { number } of everyEmployee(db, all, filter)) {
    read.push(number)
    if (read.length === 1) for (const each of ['D00001', 'E00500a', 'F00001']) await person(db, { number: each })
  }
  // What was read already stands as it was; what lies ahead is read as it is by then.
  expect(read).toEqual([...numbers, 'F00001'])
})
