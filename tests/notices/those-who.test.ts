import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { can } from '#app/identity/policy.ts'
import { notifyThoseWho } from '#app/notices/notices.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { notices } from '#db/schema/notices.ts'
import { transact } from '#db/transact.server.ts'
import { account } from '../organisation/bank.ts'
import { openBank } from '../performance/bank.ts'
import { clock, freshDb } from '../support/database.ts'

it('tells whoever may decide, but not those who prepared it, have left or hold another role', async () => {
  const db = await freshDb()
  await openBank(db, { count: 1 })
  await account(db, 'acc_maker', 'maker', 'incentive-approver')
  await account(db, 'acc_checker', 'checker', 'incentive-approver')
  await account(db, 'acc_gone', 'gone', 'incentive-approver')
  await account(db, 'acc_hr', 'hr', 'hr-officer')
  const run = {
    id: 'run_1',
    revision: 1,
    unitPath: '/HO/',
    preparedBy: 'acc_maker',
    submittedBy: null,
    adjustedBy: [],
    deputies: [],
  }
  const news = { kind: 'run-to-approve', params: { name: 'maker' }, link: '/runs/1' }
  await transact(db, async (tx) => {
    await tx.update(accounts).set({ closedAt: clock.now }).where(eq(accounts.id, 'acc_gone'))
    for (let times = 0; times < 2; times += 1)
      await notifyThoseWho(tx, '2026-11-01', (holder) => can(holder, 'run.approve', run), run, news, clock.now)
  })
  expect((await db.select().from(notices)).map(({ accountId }) => accountId)).toEqual(['acc_checker'])
})
