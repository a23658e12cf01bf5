import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { grantHonour, honourWall } from '#app/incentives/honours/honours.server.ts'
import { addDays } from '#app/kernel/day.ts'
import * as screen from '#app/organisation/screens/people-find.ts'
import { paths } from '#app/paths.ts'
import { recordVeto } from '#app/performance/veto-events.server.ts'
import { honours } from '#db/schema/incentives.ts'
import { assignments, employments } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { cookieOf, dataOf } from '../access/visit.ts'
import { hr, openBank } from '../performance/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { account } from './bank.ts'

it('offers who has left where an act goes back to their time, and that act takes them', async () => {
  const db = await freshDb()
  await openBank(db)
  await account(db, 'acc_officer', 'officer', 'hr-officer')
  const toOn = addDays(clock.today, -10)
  await transact(db, async (tx) => {
    await tx.update(assignments).set({ toOn }).where(eq(assignments.employeeId, 'emp_2'))
    await tx.update(employments).set({ toOn }).where(eq(employments.employeeId, 'emp_2'))
    await tx.insert(honours).values({ id: 'hon_1', code: 'star', name: { en: 'Star' }, criteria: { en: 'Shines' } })
  })
  const cookie = await cookieOf(db, 'officer', clock.now)
  const found = async (address: string) => {
    const path = `${address}${address.includes('?') ? '&' : '?'}q=S-`
    const answer = (await dataOf(screen, { db, now: clock.now, cookie, path, params: {} })) as Response
    return ((await answer.json()) as { value: string }[]).map(({ value }) => value)
  }
  expect(await found(paths.peopleFind())).toEqual(['emp_1'])
  expect(await found(paths.peopleFind('also-left'))).toEqual(['emp_1', 'emp_2'])
  const event = {
    employeeId: 'emp_2',
    kind: 'cash',
    description: 'A till left open',
    capRating: null,
    isSerious: false,
  }
  must(await recordVeto(db, hr, { ...event, happenedOn: addDays(toOn, -5) }, clock.now))
  const honour = { honourId: 'hon_1', employeeId: 'emp_2', citation: 'Kept the till' }
  must(await grantHonour(db, hr, { ...honour, grantedOn: addDays(toOn, -5) }, clock.now))
  must(await grantHonour(db, hr, { ...honour, grantedOn: clock.today }, clock.now))
  expect(await honourWall(db, clock.today, { limit: 9, offset: 0 })).toHaveLength(2)
})
