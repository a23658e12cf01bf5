import { eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import * as screen from '#app/incentives/screens/payee-find.ts'
import { addDays } from '#app/kernel/day.ts'
import type { Db } from '#db/client.server.ts'
import { assignments, employments } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { cookieOf, dataOf, load } from '../access/visit.ts'
import { account } from '../organisation/bank.ts'
import { openBank } from '../performance/bank.ts'
import { clock, freshDb } from '../support/database.ts'

let db: Db
beforeAll(async () => {
  db = await freshDb()
  await openBank(db)
  await account(db, 'acc_whole', 'whole', 'incentive-officer')
  await account(db, 'acc_branch', 'branch', 'incentive-officer', 'unt_b1')
  await account(db, 'acc_hr', 'hr', 'hr-officer')
  const toOn = addDays(clock.today, -10)
  await transact(db, async (tx) => {
    await tx.update(assignments).set({ toOn }).where(eq(assignments.employeeId, 'emp_2'))
    await tx.update(employments).set({ toOn }).where(eq(employments.employeeId, 'emp_2'))
    await tx.update(assignments).set({ unitId: 'unt_ho' }).where(eq(assignments.employeeId, 'emp_1'))
  })
})

const visit = async (name: string) => {
  const path = '/payees/find?q=S-&by=number'
  return { db, now: clock.now, cookie: await cookieOf(db, name, clock.now), path, params: {} }
}
const found = async (name: string) => {
  const answer = (await dataOf(screen, await visit(name))) as Response
  const choices = (await answer.json()) as { value: string }[]
  return choices.map(({ value }) => value)
}

it('an incentive officer finds whom they pay by number, also who has left', async () => {
  expect(await found('whole')).toEqual(['S-001', 'S-002'])
})

it('nobody beyond their units is offered, and nothing to those who pay nobody', async () => {
  expect(await found('branch')).toEqual(['S-002'])
  expect(await load(screen, await visit('hr'))).toMatchObject({ status: 404 })
})
