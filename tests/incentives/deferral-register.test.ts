import { expect, it } from 'vitest'
import { componentNames, deferralsVisible, deferralTotals } from '#app/incentives/deferrals/deferral-register.server.ts'
import { instalmentsOf } from '#app/incentives/deferrals/deferred-pay.server.ts'
import { actorOf } from '../performance/bank.ts'
import { eachEngine } from '../support/database.ts'
import { openTwoCurrencies, released } from './two-currencies.ts'

const officer = actorOf(null, ['incentive-officer'])

eachEngine('the deferral register', (open) => {
  it('adds up one sum per currency, and counts who is owed in two of them once', async () => {
    const db = await open()
    const cycleId = await openTwoCurrencies(db)
    const all = { state: 'all', search: '' } as const
    expect(await deferralTotals(db, officer, all)).toEqual({ count: 0, people: 0, sums: [] })
    await released(db, cycleId, { id: 'yuan', currency: 'CNY', employee: 1, instalments: [100, 200] })
    await released(db, cycleId, { id: 'more', currency: 'CNY', employee: 2, instalments: [7] })
    expect(await deferralTotals(db, officer, all)).toMatchObject({ count: 3, people: 2, sums: [{ currency: 'CNY' }] })
    await released(db, cycleId, { id: 'dollars', currency: 'USD', employee: 1, instalments: [900], isPaid: true })
    const { count, people, sums } = await deferralTotals(db, officer, all)
    expect([count, people]).toEqual([4, 2])
    expect(sums).toEqual([
      { currency: 'CNY', count: 3, people: 2, waitingMinor: 307, paidMinor: 0 },
      { currency: 'USD', count: 1, people: 1, waitingMinor: 0, paidMinor: 900 },
    ])
    const shown = async (state: 'waiting' | 'paid') =>
      (await deferralsVisible(db, officer, { state, search: '', limit: 10, offset: 0 }))
        .map((row) => row.amountMinor)
        .sort()
    expect([await shown('waiting'), await shown('paid')]).toEqual([[100, 200, 7], [900]])
    // Instalments of one day and person are told apart by what they are of.
    const rows = await deferralsVisible(db, officer, { ...all, limit: 10, offset: 0 })
    const names = await componentNames(db, rows)
    expect(rows.filter((row) => names[row.planVersionId]?.[row.component] === undefined)).toEqual([])
    expect((await instalmentsOf(db, 'emp_1')).map((each) => [each.amountMinor, each.currency])).toEqual([
      [100, 'CNY'],
      [900, 'USD'],
      [200, 'CNY'],
    ])
  })
})
