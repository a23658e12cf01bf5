/** A bank whose plans are in two currencies, and runs of the year before the open quarter that were released in either. */
import type { Currency } from '#app/kernel/currency.ts'
import { findCycleByCode, openCycle } from '#app/performance/cycles.server.ts'
import type { Db } from '#db/client.server.ts'
import {
  deferralInstalments,
  heldPayables,
  plans,
  planVersions,
  runLines,
  runs,
  statements,
} from '#db/schema/incentives.ts'
import { employees } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { branchPath, hr, openBank, quarter } from '../performance/bank.ts'
import { clock } from '../support/database.ts'
import { plan } from './plans.ts'

/** Two salespeople paid in yuan, somebody who has left, and a target bonus in yuan and one in dollars, now and formerly. */
export const openTwoCurrencies = async (db: Db): Promise<string> => {
  await openBank(db, { count: 2 })
  await openCycle(db, hr, quarter, clock.now)
  const cycle = await findCycleByCode(db, quarter.code)
  if (!cycle) throw new Error('no cycle')
  await transact(db, async (tx) => {
    await tx
      .insert(employees)
      .values({ id: 'emp_left', number: 'L-001', name: 'left', pinyin: 'left', initials: 'l', createdAt: clock.now })
    for (const currency of ['CNY', 'USD'])
      for (const code of [currency, `former-${currency}`]) {
        await tx.insert(plans).values({ id: `pln_${code}`, code, name: { en: code }, unitId: 'unt_ho' })
        await tx.insert(planVersions).values({
          id: `plv_${code}`,
          planId: `pln_${code}`,
          version: 1,
          state: 'active',
          definition: plan({ code, currency, population: { posts: ['salesperson'] } }),
          draftedBy: 'acc_x',
          draftedAt: clock.now,
        })
      }
  })
  return cycle.id
}

export type Left = {
  id: string
  currency: Currency
  employee: 1 | 2 | 'left'
  /** Due one after the other, before the open quarter is paid. */
  instalments?: readonly number[]
  isPaid?: boolean
  held?: number
  /** Gates of the former plan that hold it, in their order. */
  heldBy?: readonly string[]
  awarded?: number
}

/** A run of a former plan over the spring, released, with what it left of one person. */
export const released = (db: Db, cycleId: string, left: Left): Promise<void> =>
  transact(db, async (tx) => {
    const { id, currency, instalments = [], isPaid = false, held, heldBy = [], awarded = 0 } = left
    const of = { runId: id, employeeId: `emp_${left.employee}`, component: 'bonus' }
    const employeeNumber = left.employee === 'left' ? 'L-001' : `S-00${left.employee}`
    const sums = { awardedMinor: awarded, deferredMinor: 0, heldMinor: held ?? 0, payableMinor: awarded }
    await tx.insert(runs).values({
      ...{
        id,
        currency,
        cycleId,
        kind: 'regular',
        planVersionId: `plv_former-${currency}`,
        unitPath: '/HO/',
        name: { en: id },
      },
      ...{ fromOn: '2026-04-01', toOn: '2026-06-30', payOn: '2026-07-25' },
      ...{ preparedBy: 'acc_a', preparedAt: clock.now, calculatedAt: clock.now },
      ...{ approvedBy: 'acc_b', approvedAt: clock.now, releasedBy: 'acc_c', releasedAt: clock.now },
    })
    await tx
      .insert(statements)
      .values({ ...sums, runId: id, employeeId: of.employeeId, employeeNumber, unitPath: branchPath })
    await tx.insert(runLines).values({
      ...{ ...of, ...sums, employeeNumber, kind: 'component', calculatedMinor: awarded },
      ...{ forfeitedMinor: 0, cutMinor: 0, adjustedMinor: 0, instalments: [], heldBy: [...heldBy], steps: '[]' },
    })
    for (const [index, amountMinor] of instalments.entries())
      await tx.insert(deferralInstalments).values({
        ...of,
        id: `ins_${id}_${index}`,
        no: index + 1,
        vestsOn: `2026-0${index + 8}-01`,
        amountMinor,
        paidByRunId: isPaid ? id : null,
      })
    if (held !== undefined)
      await tx.insert(heldPayables).values({ ...of, id: `hld_${id}`, gate: heldBy[0] ?? 'gone', amountMinor: held })
  })
