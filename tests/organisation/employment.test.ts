/** With the bank from a first day to a last, and perhaps again: each act of it is about one person alone, and in the trail. */
import { asc, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { openSession } from '#app/identity/sessions.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { storyOf } from '#app/organisation/employees/employee-page.server.ts'
import { employeeRows } from '#app/organisation/employees/employees.server.ts'
import { leave, rehire, takeOn } from '#app/organisation/employees/employment-changes.server.ts'
import { closeLeavers } from '#app/organisation/employees/leavers.server.ts'
import { employmentsOf, findPerson, isEmployedOn } from '#app/organisation/employees/people.server.ts'
import type { Db } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { accounts, sessions } from '#db/schema/identity.ts'
import { assignments, employees, employments, unitHeads } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { clock, freshDb } from '../support/database.ts'
import { account, branchHr, hr, openBank, person, stranger } from './bank.ts'

const { now, today } = clock
const codeOf = (outcome: { ok: boolean; error?: { code: string } }) => (outcome.ok ? 'done' : outcome.error?.code)
const terms = {
  ...{ unitId: 'unt_b2', postId: 'pst_RM', lineManagerId: null, fteBp: 10_000, base: '9000.00', city: null },
  ...{ confirmed: false, isPrimary: true },
}
const acts = async (db: Db) =>
  (await db.select({ act: auditRecords.act }).from(auditRecords).orderBy(asc(auditRecords.seq)))
    .map(({ act }) => act)
    .filter((act) => ['employee.taken-on', 'employee.left', 'employee.rehired'].includes(act))
/** Two people of the outlet, since 2021. */
const two = async () => {
  const db = await freshDb()
  await openBank(db)
  for (const number of ['E1', 'E2']) await person(db, { number })
  return db
}
const go = async (db: Db, lastDay: string, actor: Actor = hr, id = 'emp_E1') =>
  codeOf(await leave(db, actor, id, { lastDay, reason: 'Moved away' }, now))
const lastDays = async (db: Db, table: typeof assignments | typeof employments | typeof unitHeads) =>
  (await db.select().from(table).orderBy(table.employeeId, table.fromOn)).map(({ employeeId, toOn }) => [
    employeeId,
    toOn,
  ])

describe('somebody is taken on', () => {
  it('under a number of their own, and the trail says so', async () => {
    const db = await two()
    const given = {
      ...terms,
      number: 'E3',
      name: '单小明',
      email: null,
      gender: null,
      bornOn: null,
      fromOn: '2026-09-01',
    }
    expect(codeOf(await takeOn(db, hr, { ...given, number: 'E2' }, 'CNY', now))).toBe('number-taken')
    expect(await db.$count(employees)).toBe(2)
    expect(codeOf(await takeOn(db, hr, given, 'CNY', now))).toBe('done')
    expect(await acts(db)).toEqual(['employee.taken-on'])
  })
})

describe('somebody leaves', () => {
  it('on a last day: their employment and their assignments end on it, nobody else’s, and the trail says so', async () => {
    const db = await two()
    expect(await go(db, '2026-08-31')).toBe('done')
    for (const table of [assignments, employments])
      expect(await lastDays(db, table)).toEqual([
        ['emp_E1', '2026-08-31'],
        ['emp_E2', null],
      ])
    expect(await acts(db)).toEqual(['employee.left'])
  })

  it('not before they came, not with an assignment that begins later, and by who may change them', async () => {
    const db = await two()
    expect(await go(db, '2020-12-31')).toBe('not-employed-then')
    expect([await go(db, '2026-08-31', stranger), await go(db, '2026-08-31', hr, 'emp_9')]).toEqual([
      'no-such-employee',
      'no-such-employee',
    ])
    await transact(db, async (tx) => {
      const [held] = await tx.select().from(assignments).where(eq(assignments.id, 'asg_E1'))
      if (!held) throw new Error('no assignment')
      await tx.update(assignments).set({ toOn: '2026-08-31' }).where(eq(assignments.id, 'asg_E1'))
      await tx.insert(assignments).values({ ...held, id: 'asg_next', fromOn: '2026-09-01', toOn: null })
    })
    expect(await go(db, '2026-08-31')).toBe('later-assignment')
    // That of a colleague is none of theirs, and one that begins on the last day ends on it.
    expect(await go(db, '2026-08-30', hr, 'emp_E2')).toBe('done')
    expect(await go(db, '2026-09-01')).toBe('done')
    // On the very day on which they came, they may leave again.
    await person(db, { number: 'E3', fromOn: '2026-09-10' })
    expect(await go(db, '2026-09-10', hr, 'emp_E3')).toBe('done')
  })

  it('without moving what had ended before, nor an employment of an earlier time', async () => {
    const db = await two()
    await transact(db, async (tx) => {
      const [held] = await tx.select().from(assignments).where(eq(assignments.id, 'asg_E1'))
      if (!held) throw new Error('no assignment')
      const before = { id: 'asg_before', fromOn: '2018-01-01', toOn: '2018-12-31', unitId: 'unt_b2' }
      await tx.insert(assignments).values({ ...held, ...before })
      await tx
        .insert(employments)
        .values({ id: 'epl_before', employeeId: 'emp_E1', fromOn: '2018-01-01', toOn: '2018-12-31' })
    })
    expect(await go(db, '2026-12-31')).toBe('done')
    expect(await go(db, '2026-08-31')).toBe('done')
    for (const table of [assignments, employments])
      expect(await lastDays(db, table)).toEqual([
        ['emp_E1', '2018-12-31'],
        ['emp_E1', '2026-08-31'],
        ['emp_E2', null],
      ])
    // Where they are to come back, an earlier last day is that of the employment that it falls into.
    await transact(db, (tx) =>
      tx.insert(employments).values({ id: 'epl_next', employeeId: 'emp_E1', fromOn: '2027-03-01' }),
    )
    expect(await go(db, '2026-07-31')).toBe('done')
    expect((await lastDays(db, employments)).slice(0, 3)).toEqual([
      ['emp_E1', '2018-12-31'],
      ['emp_E1', '2026-07-31'],
      ['emp_E1', null],
    ])
  })

  it('and with them what was to end later than that', async () => {
    const db = await two()
    await transact(db, (tx) => tx.update(assignments).set({ toOn: '2026-12-31' }))
    expect(await go(db, '2026-08-31')).toBe('done')
    expect(await lastDays(db, assignments)).toEqual([
      ['emp_E1', '2026-08-31'],
      ['emp_E2', '2026-12-31'],
    ])
  })

  it('as head of what they head, and not of what they headed before or were named for', async () => {
    const db = await two()
    const of = (id: string, employeeId: string, unitId: string, fromOn: string, toOn: string | null = null) => ({
      ...{ id, employeeId, unitId, fromOn, toOn },
    })
    await transact(db, async (tx) => {
      await tx
        .insert(unitHeads)
        .values([
          of('hed_1', 'emp_E1', 'unt_b1', '2022-01-01', '2022-12-31'),
          of('hed_2', 'emp_E1', 'unt_o1', '2026-08-31'),
          of('hed_3', 'emp_E1', 'unt_b2', '2026-10-01'),
          of('hed_4', 'emp_E2', 'unt_ho', '2026-01-01'),
        ])
    })
    expect(await go(db, '2026-08-31')).toBe('done')
    const heads = await db.select().from(unitHeads).orderBy(unitHeads.id)
    expect(heads.map(({ toOn }) => toOn)).toEqual(['2022-12-31', '2026-08-31', null, null])
  })
})

describe('somebody comes back', () => {
  it('when they are not with the bank and have not come back later, by who may change them, and the trail says so', async () => {
    const db = await two()
    const back = async (fromOn: string, actor: Actor = hr) =>
      codeOf(await rehire(db, actor, 'emp_E1', { ...terms, fromOn }, 'CNY', now))
    expect(await back('2026-09-15')).toBe('employed-then')
    expect(await go(db, '2026-08-31')).toBe('done')
    expect(await back('2026-08-31')).toBe('employed-then')
    expect([await back('2026-09-15', stranger), await back('2020-06-01')]).toEqual([
      'no-such-employee',
      'employed-then',
    ])
    expect(await back('2026-09-15')).toBe('done')
    expect([await back('2026-09-15'), await back('2026-09-10')]).toEqual(['employed-then', 'employed-then'])
    expect(await acts(db)).toEqual(['employee.left', 'employee.rehired'])
    expect(await db.$count(employments, eq(employments.employeeId, 'emp_E1'))).toBe(2)
  })

  it.each([
    ['2020-12-31', false],
    ['2021-01-01', true],
    ['2026-08-31', true],
    ['2026-09-01', false],
    ['2026-09-15', true],
    ['2030-01-01', true],
  ])('and was with the bank on %s: %s', (day, isEmployed) => {
    const spans = [
      { fromOn: '2026-09-15', toOn: null },
      { fromOn: '2021-01-01', toOn: '2026-08-31' },
    ]
    expect(isEmployedOn(spans, day)).toBe(isEmployed)
  })
})

describe('the account of a leaver', () => {
  it('is closed alone, with its sessions, and stays where they are still with the bank', async () => {
    const db = await two()
    for (const n of [1, 2]) {
      await account(db, `acc_${n}`, `e${n}`)
      await transact(db, (tx) =>
        tx
          .update(employees)
          .set({ accountId: `acc_${n}` })
          .where(eq(employees.id, `emp_E${n}`)),
      )
      await openSession(db, `acc_${n}`, { address: '10.0.0.1', agent: 'x', origin: 'http://127.0.0.1' }, now)
    }
    expect(await go(db, '2026-09-29')).toBe('done')
    expect(await go(db, today, hr, 'emp_E2')).toBe('done')
    expect(await transact(db, (tx) => closeLeavers(tx, now))).toBe(1)
    expect(await db.select({ id: accounts.id }).from(accounts).where(eq(accounts.closedAt, now))).toEqual([
      { id: 'acc_1' },
    ])
    expect(await db.select({ id: sessions.accountId }).from(sessions)).toEqual([{ id: 'acc_2' }])
    expect(await transact(db, (tx) => closeLeavers(tx, now))).toBe(0)
  })
})

describe('the page of a person', () => {
  it('says why they left to HR over them and to themselves, and whose pay it shows', async () => {
    const db = await two()
    expect(await go(db, '2026-12-31')).toBe('done')
    const shown = async (actor: Actor) => {
      const found = await findPerson(db, actor, 'emp_E1')
      const story = found && (await storyOf(db, actor, found, today))
      return story && [story.employments[0]?.leavingReason ?? null, story.showsBaseOfAnother]
    }
    const self = { ...stranger, employeeId: 'emp_E1' }
    const leader = { ...stranger, employeeId: 'emp_E2', manages: ['emp_E1'] }
    expect([await shown(hr), await shown(branchHr)]).toEqual([
      ['Moved away', true],
      ['Moved away', true],
    ])
    expect(await shown(self)).toEqual(['Moved away', false])
    const administrator = { ...stranger, grants: [{ role: 'administrator', path: '/' }] }
    for (const actor of [leader, administrator]) expect((await shown(actor))?.[0]).toBeNull()
    expect([(await shown(leader))?.[1], (await shown(administrator))?.[1]]).toEqual([false, false])
    expect(await employmentsOf(db, 'emp_E2')).toMatchObject([{ toOn: null }])
    expect((await employeeRows(db, ['emp_E2'], today))[0]).toMatchObject({ leftOn: null })
  })
})
