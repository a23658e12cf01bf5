import { expect, it } from 'vitest'
import { creditColumns } from '#app/incentives/credits/credit-row.ts'
import { importCredits } from '#app/incentives/credits/credits.server.ts'
import { importTargets } from '#app/incentives/credits/product-targets.server.ts'
import { targetColumns } from '#app/incentives/credits/target-row.ts'
import { exportResponse } from '#app/kernel/list-export.server.ts'
import { type SampleFile, sampleFile } from '#app/kernel/sample-file.ts'
import { locales } from '#app/kernel/words.ts'
import { findCycleByCode, openCycle } from '#app/performance/cycles.server.ts'
import { actorOf, hr, quarter } from '../performance/bank.ts'
import { clock, eachEngine } from '../support/database.ts'
import { openSellingBank } from './selling-bank.ts'

const officer = actorOf(null, ['incentive-officer'])
const bytesOf = async (sample: SampleFile) =>
  new Uint8Array(await (await exportResponse({ name: 'sample', ...sample }, 'csv')).arrayBuffer())

eachEngine('the sample file', (open) => {
  it.each(locales)('of product credits in %s has every column, and a line that is nobody’s', async (locale) => {
    const db = await open()
    await openSellingBank(db)
    const line = { number: 'Example', product: 'loan', volume: '1', day: '2026-09-01', deal: 'Example', split: '100%' }
    const bytes = await bytesOf(sampleFile(creditColumns, locale, line))
    expect(await importCredits(db, officer, { fileName: 'sample.csv', bytes, locale }, clock.now)).toMatchObject({
      error: { code: 'credit-faults', detail: { count: 1, faults: [{ row: 2, reason: 'no-such-employee' }] } },
    })
  })

  it.each(locales)('of product targets in %s has every column, and a line that is nobody’s', async (locale) => {
    const db = await open()
    await openSellingBank(db)
    await openCycle(db, hr, quarter, clock.now)
    const cycleId = (await findCycleByCode(db, quarter.code))?.id ?? ''
    const bytes = await bytesOf(sampleFile(targetColumns, locale, { number: 'Example', product: 'loan', volume: '1' }))
    expect(
      await importTargets(db, officer, { cycleId, fileName: 'sample.csv', bytes, locale }, clock.now),
    ).toMatchObject({
      error: { code: 'target-faults', detail: { count: 1, faults: [{ row: 2, reason: 'no-such-employee' }] } },
    })
  })

  it.each([
    ['en', 'Volume, Day, Deal'],
    ['zh-CN', '数量、日期、业务编号'],
  ] as const)('lends its headings in %s to the columns that a file lacks', async (locale, columns) => {
    const db = await open()
    await openSellingBank(db)
    const bytes = new TextEncoder().encode('number,product\nS-001,loan\n')
    expect(await importCredits(db, officer, { fileName: 'credits.csv', bytes, locale }, clock.now)).toMatchObject({
      error: { code: 'missing-columns', detail: { columns } },
    })
  })
})
