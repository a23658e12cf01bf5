import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import {
  grantHonour,
  honourCount,
  honoursGranted,
  honourWall,
  withdrawHonour,
} from '#app/incentives/honours/honours.server.ts'
import type { Db } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
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

  it('are granted and taken back by HR of the person’s part of the bank, one by one, and on record', async () => {
    const db = await open()
    await prepared(db)
    await transact(db, (tx) =>
      tx.insert(honours).values({ id: 'hon_2', code: 'moon', name: { en: 'Moon' }, criteria: { en: 'Calm' } }),
    )
    const elsewhere = actorOf(null, [], { grants: [{ role: 'hr-officer', path: '/HO/B2/' }] })
    const code = (outcome: { ok: boolean; error?: { code: string } }) => (outcome.ok ? 'done' : outcome.error?.code)
    const grant = async (more: Partial<typeof given>, actor = hr) => {
      const outcome = await grantHonour(db, actor, { ...given, ...more }, clock.now)
      return outcome.ok ? outcome.value.id : outcome.error.code
    }
    expect([
      await grant({ honourId: 'hon_9' }),
      await grant({ employeeId: 'emp_9' }),
      await grant({}, elsewhere),
    ]).toEqual(['no-such-honour', 'no-such-employee', 'not-allowed'])
    const first = await grant({ grantedOn: '2026-08-31' })
    const second = await grant({ honourId: 'hon_2' })
    const third = await grant({ employeeId: 'emp_2' })
    const wall = async () =>
      (await honourWall(db, clock.today, page)).map(({ person: name, grantedOn, name: of }) => [name, grantedOn, of.en])
    expect(await wall()).toEqual([
      ['emp_2', '2026-09-30', 'Star'],
      ['emp_1', '2026-09-30', 'Moon'],
      ['emp_1', '2026-08-31', 'Star'],
    ])
    expect((await honoursGranted(db, 'emp_1')).map(({ id }) => id)).toEqual([second, first])
    const withdraw = async (grantId: string, actor = hr) =>
      code(await withdrawHonour(db, actor, { grantId, reason: 'Another did it' }, clock.now))
    expect([await withdraw(second, elsewhere), await withdraw('hgr_9')]).toEqual(['not-allowed', 'no-such-grant'])
    expect(await withdraw(second)).toBe('done')
    expect((await honoursGranted(db, 'emp_1')).map(({ id }) => id)).toEqual([first])
    expect((await honoursGranted(db, 'emp_2')).map(({ id }) => id)).toEqual([third])
    expect(await honourCount(db)).toBe(2)
    expect(await wall()).toHaveLength(2)
    const trail = await db
      .select({ act: auditRecords.act })
      .from(auditRecords)
      .where(eq(auditRecords.subjectKind, 'honour'))
      .orderBy(auditRecords.seq)
    expect(trail.map(({ act }) => act)).toEqual([
      ...['honour.granted', 'honour.granted', 'honour.granted', 'honour.withdrawn'],
    ])
  })
})
