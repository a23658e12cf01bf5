import { expect, it } from 'vitest'
import { exportResponse } from '#app/kernel/list-export.server.ts'
import { locales } from '#app/kernel/words.ts'
import { askPreview, findImport } from '#app/organisation/roster/roster-imports.server.ts'
import { rosterColumns } from '#app/organisation/roster/roster-mapping.ts'
import { rosterPreview } from '#app/organisation/roster/roster-preview.job.ts'
import { rosterSample } from '#app/organisation/roster/roster-sample.server.ts'
import { uploadRoster } from '#app/organisation/roster/roster-uploads.server.ts'
import { clock, eachEngine, freshFolder } from '../support/database.ts'
import { branchHr, hr, openBank, runQueued } from './bank.ts'

eachEngine('the sample of a roster', (open) => {
  it.each(locales)('in %s has every column, and a line that is refused until it is written over', async (locale) => {
    const db = await open()
    const varDir = freshFolder()
    await openBank(db)
    const example = { number: '(example)', name: 'Li Ming', gender: '女' }
    const sample = await rosterSample(db, hr, { locale, example })
    const response = await exportResponse({ name: 'sample', ...sample }, 'csv')
    const bytes = new Uint8Array(await response.arrayBuffer())
    const outcome = await uploadRoster(db, hr, varDir, { name: 'sample.csv', bytes }, clock.now)
    if (!outcome.ok) throw new Error(outcome.error.code)
    const found = await findImport(db, hr, outcome.value.id)
    const columns = found?.settings.columns ?? {}
    expect(Object.keys(columns).sort()).toEqual(rosterColumns.map(({ key }) => key).sort())
    const choices = { columns, unitId: 'unt_ho', effectiveOn: hr.today, absentMeansLeft: false }
    const asked = await askPreview(
      db,
      hr,
      outcome.value.id,
      varDir,
      { ...choices, makeUnits: false, makePosts: false },
      clock.now,
    )
    if (!asked.ok) throw new Error(asked.error.code)
    await runQueued(db, rosterPreview, asked.value.jobId, varDir)
    expect((await findImport(db, hr, outcome.value.id))?.counts).toMatchObject({ add: 0, error: 1 })
  })

  it('names a unit of one’s own part of the bank', async () => {
    const db = await open()
    await openBank(db)
    const ask = { locale: 'en', example: { number: '(example)', name: 'Li Ming', gender: 'female' } } as const
    const unitOf = async (actor: typeof hr) => (await rosterSample(db, actor, ask)).rows[0]?.unit
    expect([await unitOf(hr), await unitOf(branchHr)]).toEqual(['HO', 'B1'])
  })
})
