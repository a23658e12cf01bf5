import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { everyInstalment, wholeRegister } from '#app/incentives/deferrals/deferral-export.server.ts'
import { componentNames, deferralsVisible, deferralTotals } from '#app/incentives/deferrals/deferral-register.server.ts'
import { instalmentsOf } from '#app/incentives/deferrals/deferred-pay.server.ts'
import { insertRows } from '#db/insert-rows.server.ts'
import { deferralInstalments, statements } from '#db/schema/incentives.ts'
import { employees } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { actorOf } from '../performance/bank.ts'
import { clock, eachEngine } from '../support/database.ts'
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

  it('is written out whole, as it stood when it was asked for, by the day of vesting', async () => {
    const db = await open()
    const cycleId = await openTwoCurrencies(db)
    await released(db, cycleId, { id: 'yuan', currency: 'CNY', employee: 1, instalments: [100, 200] })
    await released(db, cycleId, { id: 'dollars', currency: 'USD', employee: 2, instalments: [900], isPaid: true })
    const [one] = await db.select().from(statements).where(eq(statements.runId, 'yuan'))
    const [instalment] = await db.select().from(deferralInstalments)
    if (!one || !instalment) throw new Error('nothing was released')
    // More people than are gone through at once.
    const many = Array.from({ length: 600 }, (_, n) => `T-${1000 + n}`)
    await transact(db, async (tx) => {
      const created = { pinyin: '', initials: '', createdAt: clock.now }
      const id = (number: string) => ({ employeeId: `emp_${number}` })
      await insertRows(
        tx,
        employees,
        many.map((number) => ({ ...created, id: `emp_${number}`, number, name: number })),
      )
      await insertRows(
        tx,
        statements,
        many.map((number) => ({ ...one, ...id(number), employeeNumber: number })),
      )
      const owed = many.flatMap((number) =>
        [1, 2].map((no) => ({ ...instalment, ...id(number), id: `${number}-${no}`, no })),
      )
      await insertRows(tx, deferralInstalments, owed)
    })
    const register = await wholeRegister(db, officer)
    expect(register.employeeIds).toHaveLength(602)
    const written: string[] = []
    for await (const { employeeNumber, no, vestsOn } of everyInstalment(db, officer, register)) {
      if (written.length === 0)
        await released(db, cycleId, { id: 'later', currency: 'CNY', employee: 'left', instalments: [5] })
      written.push(`${vestsOn} ${employeeNumber} ${no}`)
    }
    expect(written).toEqual([
      ...['2026-08-01 S-002 1', '2026-08-01 S-001 1'],
      ...many.flatMap((number) => [1, 2].map((no) => `2026-08-01 ${number} ${no}`)),
      '2026-09-01 S-001 2',
    ])
    const elsewhere = actorOf(null, [], { grants: [{ role: 'incentive-officer', path: '/HO/B2/' }] })
    expect((await wholeRegister(db, elsewhere)).employeeIds).toEqual([])
    for await (const row of everyInstalment(db, elsewhere, register)) throw new Error(row.id)
  })
})
