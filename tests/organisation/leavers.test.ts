import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { leave } from '#app/organisation/employees/employment-changes.server.ts'
import { closeLeavers } from '#app/organisation/employees/leavers.server.ts'
import { employments } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { clock, freshDb } from '../support/database.ts'
import { account, hr, openBank, person } from './bank.ts'

it('the account of a leaver is closed once the last day is over, not on it', async () => {
  const db = await freshDb()
  await openBank(db)
  const id = await person(db, { number: 'E1' })
  await account(db, 'acc_1', 'e1')
  await transact(db, (tx) => Promise.resolve(tx.run(sql`update employees set account_id = 'acc_1' where id = ${id}`)))
  const sweep = (now: number) => transact(db, (tx) => closeLeavers(tx, now))
  expect(await sweep(clock.now)).toBe(0)
  // Also where an earlier employment is long over.
  await transact(db, (tx) =>
    tx.insert(employments).values({ id: 'emt_before', employeeId: id, fromOn: '2010-01-01', toOn: '2012-12-31' }),
  )
  await leave(db, hr, id, { lastDay: clock.today, reason: null }, clock.now)
  expect(await sweep(clock.now)).toBe(0)
  expect(await sweep(clock.days(1))).toBe(1)
})
