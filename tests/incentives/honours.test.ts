import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { grantHonour, honoursGranted, honourWall, withdrawHonour } from '#app/incentives/honours/honours.server.ts'
import type { Db } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { honours } from '#db/schema/incentives.ts'
import { notices } from '#db/schema/notices.ts'
import { employees } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { actorOf, hr, manager, openBank, person } from '../performance/bank.ts'
import { clock, eachEngine } from '../support/database.ts'

const given = { honourId: 'hon_1', employeeId: 'emp_1', grantedOn: '2026-09-30', citation: 'Stopped a fraud' }
const page = { limit: 10, offset: 0 }

const prepared = async (db: Db): Promise<void> => {
  await openBank(db)
  await transact(db, async (tx) => {
    await tx.insert(honours).values({ id: 'hon_1', code: 'star', name: { en: 'Star' }, criteria: { en: 'Excellence' } })
    await tx.insert(accounts).values({ id: 'acc_1', signInName: 'one', displayName: 'One', createdAt: clock.now })
    await tx.update(employees).set({ accountId: 'acc_1' }).where(eq(employees.id, 'emp_1'))
  })
}

eachEngine('honours', (open) => {
  it('are granted by HR, stand on the wall with unit and citation, and the person is told', async () => {
    const db = await open()
    await prepared(db)
    expect(await grantHonour(db, hr, given, clock.now)).toMatchObject({ ok: true })
    expect(await honourWall(db, clock.today, page)).toMatchObject([
      { person: 'emp_1', unitName: { en: 'B1' }, citation: 'Stopped a fraud', name: { en: 'Star' } },
    ])
    expect(await db.select().from(notices)).toMatchObject([{ accountId: 'acc_1', kind: 'honour-granted' }])
  })

  it('are granted once a day, and neither by a manager nor to oneself', async () => {
    const db = await open()
    await prepared(db)
    await grantHonour(db, hr, given, clock.now)
    expect(await grantHonour(db, hr, given, clock.now)).toMatchObject({ error: { code: 'granted-already' } })
    for (const actor of [manager, person(1), actorOf('emp_1', ['hr-officer'])])
      expect(await grantHonour(db, actor, given, clock.now)).toMatchObject({ error: { code: 'not-allowed' } })
  })

  it('leave the wall when they are withdrawn, and can then be granted again', async () => {
    const db = await open()
    await prepared(db)
    const granted = await grantHonour(db, hr, given, clock.now)
    const grantId = granted.ok ? granted.value.id : ''
    expect(await withdrawHonour(db, hr, { grantId, reason: 'Another did it' }, clock.now)).toMatchObject({ ok: true })
    expect(await honoursGranted(db, 'emp_1')).toEqual([])
    expect(await withdrawHonour(db, hr, { grantId, reason: 'Again' }, clock.now)).toMatchObject({
      error: { code: 'no-such-grant' },
    })
    expect(await grantHonour(db, hr, given, clock.now)).toMatchObject({ ok: true })
  })
})
