import { eq } from 'drizzle-orm'
import type { ComponentType } from 'react'
import { describe, expect, it } from 'vitest'
import * as deferrals from '#app/incentives/screens/deferrals.tsx'
import * as myPay from '#app/incentives/screens/my-pay.tsx'
import * as myStatement from '#app/incentives/screens/my-statement.tsx'
import * as run from '#app/incentives/screens/run.tsx'
import * as runStatement from '#app/incentives/screens/run-statement.tsx'
import { HomeYear } from '#app/shell/home-year.tsx'
import * as home from '#app/shell/screens/home.tsx'
import type { Db } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { plans, planVersions, runs } from '#db/schema/incentives.ts'
import { employees, roleGrants, unitPlacements, units } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { cookieOf, dataOf, type RouteModule } from '../access/visit.ts'
import { clock, freshDb } from '../support/database.ts'
import { pageOf, textOf } from '../support/page.tsx'
import { plan } from './plans.ts'
import { type Left, openTwoCurrencies, released } from './two-currencies.ts'

/** The bank with a salesperson and an incentive officer who sign in as emp_1 and officer. */
const opened = async () => {
  const db = await freshDb()
  const cycleId = await openTwoCurrencies(db)
  await transact(db, async (tx) => {
    for (const name of ['emp_1', 'officer'])
      await tx.insert(accounts).values({ id: `acc_${name}`, signInName: name, displayName: name, createdAt: clock.now })
    await tx.update(employees).set({ accountId: 'acc_emp_1' }).where(eq(employees.id, 'emp_1'))
    await tx.insert(roleGrants).values({
      ...{ id: 'rgr_1', accountId: 'acc_officer', role: 'incentive-officer', unitId: 'unt_ho' },
      ...{ fromOn: '2020-01-01', grantedBy: 'system', grantedAt: clock.now },
    })
  })
  return { db, cycleId }
}

const shown = async (Page: ComponentType, loaded: unknown): Promise<string> =>
  textOf(await pageOf(Page, { words: ['incentives'], loaded }))

const visited = async (db: Db, module: RouteModule & { default: ComponentType }, name: string, path: string) => {
  const visit = { db, now: clock.now, cookie: await cookieOf(db, name, clock.now), path, params: {} }
  return shown(module.default, await dataOf(module, visit))
}
const inYuan: Left = { id: 'yuan', currency: 'CNY', employee: 1, awarded: 100_00, instalments: [3_00, 4_00] }
const payOf = (db: Db) => visited(db, myPay, 'emp_1', '/my/pay')
const registerOf = (db: Db) => visited(db, deferrals, 'officer', '/deferrals')

describe('the pay of a person', () => {
  it('in one currency is one sum each, and nothing is zero in that of the bank', async () => {
    const { db, cycleId } = await opened()
    expect(await payOf(db)).toMatch(/Paid in 2026 ¥ 0\.00 .*to vest ¥ 0\.00/)
    await released(db, cycleId, inYuan)
    const text = await payOf(db)
    expect(text).toMatch(/Paid in 2026 ¥ 100\.00 .*to vest ¥ 7\.00 /)
    expect(text).not.toContain('$')
  })

  it('in two is two sums, and every amount stands in its own currency', async () => {
    const { db, cycleId } = await opened()
    await released(db, cycleId, {
      id: 'dollars',
      currency: 'USD',
      employee: 1,
      awarded: 20_00,
      instalments: [5_00],
      held: 6_00,
    })
    await released(db, cycleId, inYuan)
    const text = await payOf(db)
    expect(text).toMatch(/Paid in 2026 ¥ 100\.00 \$ 20\.00 .*to vest ¥ 7\.00 \$ 5\.00 .*Held \$ 6\.00 /)
    expect(text).toMatch(/\$ 0\.00 \$ 6\.00 \$ 20\.00/)
    expect(text).toMatch(/¥ 3\.00 .*\$ 5\.00|\$ 5\.00 .*¥ 3\.00/)
  })
})

describe('what a person is paid next', () => {
  it('is said for each plan that takes them in: period, planned day, and how far it is', async () => {
    const { db, cycleId } = await opened()
    const before = await payOf(db)
    expect(before).toMatch(/What comes next .*Q3 · CNY The cycle runs until 30 Sept 2026\. .* 15 Oct 2026/)
    expect(before).not.toContain('USD')
    await transact(db, async (tx) => {
      await tx.insert(runs).values({
        ...{ id: 'run_next', currency: 'CNY', cycleId, kind: 'regular', planVersionId: 'plv_CNY', unitPath: '/HO/' },
        ...{ name: { en: 'Q3' }, fromOn: '2026-07-01', toOn: '2026-09-30', payOn: '2026-10-15' },
        ...{ preparedBy: 'acc_a', preparedAt: clock.now, calculatedAt: clock.now },
        ...{ submittedBy: 'acc_a', submittedAt: clock.now },
      })
    })
    expect(await payOf(db)).toContain('Q3 · CNY Calculated, and waiting to be approved.')
    await transact(db, async (tx) => {
      await tx
        .update(runs)
        .set({ ...{ approvedBy: 'acc_b', approvedAt: clock.now }, ...{ releasedBy: 'acc_c', releasedAt: clock.now } })
    })
    expect(await payOf(db)).toContain('CNY The bank has not opened the next cycle yet')
  })

  it('is by the plans of their own unit and of those above it, not by those of another or of one that was closed', async () => {
    const { db } = await opened()
    const since = { fromOn: '2020-01-01', legalEntityId: 'ent_1', parentId: 'unt_ho' }
    const drafted = { draftedBy: 'acc_x', draftedAt: clock.now, version: 1, state: 'active' as const }
    await transact(db, async (tx) => {
      for (const [code, toOn] of [
        ['B2', null],
        ['B3', '2025-12-31'],
      ] as const) {
        await tx.insert(units).values({ id: `unt_${code}`, code, kind: 'branch', openedOn: since.fromOn })
        const placed = { id: `upl_${code}`, unitId: `unt_${code}`, name: { en: code }, path: `/HO/${code}/` }
        await tx.insert(unitPlacements).values({ ...since, ...placed, toOn })
      }
      for (const unitId of ['unt_b1', 'unt_B2', 'unt_B3']) {
        const code = `of-${unitId}`
        await tx.insert(plans).values({ id: `pln_${code}`, code, name: { en: code }, unitId })
        const definition = plan({ code, population: { posts: ['salesperson'] } })
        await tx.insert(planVersions).values({ ...drafted, id: `plv_${code}`, planId: `pln_${code}`, definition })
      }
    })
    const text = await payOf(db)
    expect(text).toContain('Q3 · CNY ')
    expect(text).toContain('Q3 · of-unt_b1 ')
    expect(text).not.toContain('of-unt_B2')
    expect(text).not.toContain('of-unt_B3')
  })

  it('is nothing for whom no plan takes in', async () => {
    const { db } = await opened()
    await transact(db, (tx) => tx.update(planVersions).set({ state: 'retired' }))
    expect(await payOf(db)).toContain('No incentive plan in force takes in your post')
  })
})

describe('a statement', () => {
  it('says whom to tell that a figure is wrong: the one who prepared its run', async () => {
    const { db, cycleId } = await opened()
    await released(db, cycleId, inYuan)
    const at = { path: '/pay/yuan', params: { runId: 'yuan' } }
    const visit = { db, now: clock.now, cookie: await cookieOf(db, 'emp_1', clock.now), ...at }
    const said = async () => shown(myStatement.default, await dataOf(myStatement, visit))
    expect(await said()).not.toContain('who prepared this run')
    const preparer = { id: 'acc_a', signInName: 'preparer', displayName: 'Qin Cang', createdAt: clock.now }
    await transact(db, (tx) => tx.insert(accounts).values(preparer))
    expect(await said()).toContain('Tell Qin Cang, who prepared this run')
  })
})

describe('what was released after its pay day', () => {
  it('is paid after its release, and in that year: on the list, on the statement, and to whoever looks at it', async () => {
    const { db, cycleId } = await opened()
    await released(db, cycleId, inYuan)
    const at = { path: '/pay/yuan', params: { runId: 'yuan', employeeId: 'emp_1' } }
    const said = async (module: RouteModule & { default: ComponentType }, name: string) =>
      shown(
        module.default,
        await dataOf(module, { db, now: clock.now, cookie: await cookieOf(db, name, clock.now), ...at }),
      )
    const late = /released on 30 Sept 2026, after its pay day of 25 Jul[a-z]* 2026: payroll pays it on a later day/i
    expect(await payOf(db)).toMatch(/Regular after 30 Sept 2026/)
    for (const [module, name] of [
      [myStatement, 'emp_1'],
      [runStatement, 'officer'],
      [run, 'officer'],
    ] as const)
      expect(await said(module, name)).toMatch(late)
    await transact(db, (tx) => tx.update(runs).set({ payOn: '2025-12-25' }))
    expect(await payOf(db)).toMatch(/Paid in 2026 ¥ 100\.00/)
    expect(
      await dataOf(home, { db, now: clock.now, cookie: await cookieOf(db, 'emp_1', clock.now), path: '/', params: {} }),
    ).toMatchObject({ paid: [{ payableMinor: 100_00 }] })
    // On the day itself it is still in time.
    await transact(db, (tx) => tx.update(runs).set({ payOn: clock.today }))
    expect(await payOf(db)).toMatch(/Regular 30 Sept 2026/)
    expect(await said(myStatement, 'emp_1')).toContain('paid with salary on 30 Sept 2026')
    for (const module of [runStatement, run]) expect(await said(module, 'officer')).toMatch(/pay day 30 Sept 2026/)
  })
})

describe('the deferral register', () => {
  it('shows a sum per currency and marks the amounts when there are several', async () => {
    const { db, cycleId } = await opened()
    expect(await registerOf(db)).toMatch(/Still to vest ¥ 0\.00 Vested and paid ¥ 0\.00/)
    await released(db, cycleId, { id: 'yuan', currency: 'CNY', employee: 1, instalments: [3_00] })
    expect(await registerOf(db)).toMatch(/Still to vest ¥ 3\.00 Vested and paid ¥ 0\.00.* 1 3\.00 Waiting/)
    await released(db, cycleId, { id: 'dollars', currency: 'USD', employee: 2, instalments: [5_00], held: 6_00 })
    const text = await registerOf(db)
    expect(text).toMatch(/Still to vest ¥ 3\.00 \$ 5\.00 Vested and paid ¥ 0\.00/)
    expect(text).toContain('the next run in USD pays it')
    expect(text).toMatch(/1 ¥ 3\.00 Waiting/)
    expect(text).toMatch(/1 \$ 5\.00 Waiting/)
  })
})

describe('a year at home', () => {
  it('has a sum per currency of what was paid and of what was deferred', async () => {
    const year = (paid: { payableMinor: number; deferredMinor: number; currency: string }[]) =>
      shown(() => <HomeYear learned={0} courses={0} scores={[]} paid={paid} currency="CNY" today={clock.today} />, {})
    const yuan = { payableMinor: 100_00, deferredMinor: 0, currency: 'CNY' }
    expect(await year([])).toMatch(/in 2026 ¥ 0\.00 /)
    const one = await year([yuan, yuan])
    expect(one).toMatch(/in 2026 ¥ 200\.00 /)
    expect(one).not.toContain('deferred')
    const two = await year([
      { ...yuan, deferredMinor: 1_00 },
      { payableMinor: 20_00, deferredMinor: 3_00, currency: 'USD' },
    ])
    expect(two).toMatch(/in 2026 ¥ 100\.00 \$ 20\.00 /)
    expect(two).toContain('a further ¥1.00 deferred')
    expect(two).toContain('a further $3.00 deferred')
  })
})
