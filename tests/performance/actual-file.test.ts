import { describe, expect, it } from 'vitest'
import { readCsv } from '#app/kernel/csv.server.ts'
import { exportResponse } from '#app/kernel/list-export.server.ts'
import { commitImport, findImport, previewOf, uploadActuals } from '#app/performance/actuals/actual-imports.server.ts'
import { type ActualMapping, isInQuestion, nothingToWrite } from '#app/performance/actuals/actual-row.ts'
import { sampleOf } from '#app/performance/actuals/actual-sample.server.ts'
import { openCycle } from '#app/performance/cycles.server.ts'
import { makeSheets } from '#app/performance/goals/make-sheets.server.ts'
import type { Db } from '#db/client.server.ts'
import { eachEngine, now } from '../support/database.ts'
import { hr, openBank, quarter } from './bank.ts'

const cycleWithSheets = async (db: Db) => {
  await openBank(db)
  const opened = await openCycle(db, hr, quarter, now)
  if (!opened.ok) throw new Error(opened.error.code)
  await makeSheets(db, hr, opened.value.id, now)
  return opened.value.id
}
const uploaded = async (db: Db, cycleId: string, bytes: Uint8Array) => {
  const outcome = await uploadActuals(db, hr, { cycleId, fileName: 'sample.csv', bytes }, now)
  const found = outcome.ok ? await findImport(db, hr, outcome.value.id) : null
  if (!found) throw new Error('no import')
  return { found, preview: await previewOf(db, found) }
}

eachEngine('the sample file of an import', (open) => {
  it.each([
    ['employee', 'zh-CN', '工号'],
    ['employee', 'en', 'Employee number'],
    ['unit', 'zh-CN', '机构编码'],
    ['unit', 'en', 'Unit code'],
  ] as const)(
    'of %ss in %s is read by the import without a question, and its line by nobody',
    async (subject, locale, heading) => {
      const db = await open()
      const cycleId = await cycleWithSheets(db)
      const sample = await sampleOf(db, cycleId, { subject, locale, example: 'Example' })
      const response = await exportResponse({ name: 'sample', ...sample }, 'csv')
      const bytes = new Uint8Array(await response.arrayBuffer())
      const read = readCsv(bytes)
      expect(read.ok && read.value.header[0]).toBe(heading)
      const { found, preview } = await uploaded(db, cycleId, bytes)
      expect(found.mapping).toMatchObject({ subject, shape: 'wide' })
      expect(isInQuestion(found.mapping, found.table?.header ?? [])).toBe(false)
      expect(Object.keys(found.mapping.columns)).toHaveLength(sample.columns.length)
      expect(preview.values).toEqual([])
      expect(preview.faults).toMatchObject([{ row: 2, value: 'Example', reason: 'no-such-subject' }])
      expect(await commitImport(db, hr, { id: found.id, revision: 1 }, now)).toMatchObject({
        error: { code: 'nothing-to-write' },
      })
    },
  )

  it('has what the cycle measures, and before it has sheets, what the library measures', async () => {
    const db = await open()
    await openBank(db)
    const opened = await openCycle(db, hr, quarter, now)
    if (!opened.ok) throw new Error(opened.error.code)
    const ask = { subject: 'employee', locale: 'en', example: 'Example' } as const
    const before = await sampleOf(db, opened.value.id, ask)
    await makeSheets(db, hr, opened.value.id, now)
    const after = await sampleOf(db, opened.value.id, ask)
    expect(after.columns).toHaveLength(3)
    expect(before.columns.length).toBeGreaterThan(after.columns.length)
  })
})

const column = (heading: string) => ({ from: 'column', heading }) as const
const mapping = (columns: ActualMapping['columns'], shape: ActualMapping['shape'] = 'wide'): ActualMapping => ({
  ...{ subject: 'employee', shape },
  columns,
})

describe('which column is which', () => {
  it('is a question where the number or every value is without a column, or a column is not there', () => {
    const number = column('number')
    const header = ['number', 'sales']
    expect(isInQuestion(mapping({ subject: number, 'kpi:sales': column('sales') }), header)).toBe(false)
    expect(isInQuestion(mapping({ 'kpi:sales': column('sales') }), header)).toBe(true)
    expect(isInQuestion(mapping({ subject: number }), header)).toBe(true)
    expect(isInQuestion(mapping({ subject: number, 'kpi:sales': column('Sales') }), header)).toBe(true)
    expect(isInQuestion(mapping({ subject: number, kpi: column('sales') }, 'long'), header)).toBe(true)
  })
})

describe('a file of which nothing can be written', () => {
  it('says why', () => {
    expect(nothingToWrite({ add: 1, faults: 3 }, true)).toBeNull()
    expect(nothingToWrite({ correct: 1 }, false)).toBeNull()
    expect(nothingToWrite({ faults: 3 }, true)).toBe('columns')
    expect(nothingToWrite({ same: 2, faults: 3 }, false)).toBe('same')
    expect(nothingToWrite({ faults: 3 }, false)).toBe('faults')
    expect(nothingToWrite({}, false)).toBe('empty')
  })
})
