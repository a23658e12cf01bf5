import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import {
  commitImport,
  findImport,
  previewOf,
  remapImport,
  uploadActuals,
} from '#app/performance/actuals/actual-imports.server.ts'
import { actuals } from '#db/schema/performance.ts'
import { eachEngine, now } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { hr, manager } from './bank.ts'
import { bytes, running } from './running-cycle.ts'

eachEngine('an import of actuals', (open) => {
  it('fills a missing employee number by a pattern', async () => {
    const db = await open()
    const cycleId = await running(db)
    const csv = 'sales,new_customers,region,gender,rating\n10.1,9,North,M,2\n11.67,17,West,F,3\n'
    const { id } = must(await uploadActuals(db, hr, { cycleId, fileName: 'people.csv', bytes: bytes(csv) }, now))
    const found = await findImport(db, hr, id)
    if (!found) throw new Error('no import')
    expect((await previewOf(db, found)).counts).toMatchObject({ faults: 2 })
    const columns = { ...found.mapping.columns, subject: { from: 'pattern', pattern: 'S-{row:3}' } as const }
    must(await remapImport(db, hr, { id, revision: 1 }, { ...found.mapping, columns }, now))
    expect(must(await commitImport(db, hr, { id, revision: 2 }, now)).counts).toMatchObject({ add: 4, faults: 0 })
    const [sales] = await db.select().from(actuals).where(eq(actuals.value, '11.67'))
    expect(sales).toMatchObject({ employeeId: 'emp_2', kpiCode: 'sales', sourceRow: 3, importId: id })
  })

  it('says row, column, value and reason of every cell that it leaves out', async () => {
    const db = await open()
    const cycleId = await running(db)
    const csv =
      '工号,指标,数值\nS-001,sales,abc\nS-999,sales,1\nM-001,sales,2\nS-001,nonsense,3\nS-002,sales,4\nS-002,sales,5\n'
    const { id } = must(await uploadActuals(db, hr, { cycleId, fileName: 'long.csv', bytes: bytes(csv) }, now))
    const found = await findImport(db, hr, id)
    if (!found) throw new Error('no import')
    const { faults, values } = await previewOf(db, found)
    expect(found.mapping.shape).toBe('long')
    expect(values).toHaveLength(1)
    expect(faults).toEqual([
      { row: 2, column: '数值', value: 'abc', reason: 'not-a-number' },
      { row: 3, column: '工号', value: 'S-999', reason: 'no-such-subject' },
      { row: 4, column: '工号', value: 'M-001', reason: 'not-in-cycle' },
      { row: 5, column: '指标', value: 'nonsense', reason: 'no-such-kpi' },
      { row: 7, column: '数值', value: '5', reason: 'twice' },
    ])
  })

  it('is refused to whoever does not hold the cycle', async () => {
    const db = await open()
    const cycleId = await running(db)
    const csv = bytes('number,sales\nS-001,8\n')
    const outcome = await uploadActuals(db, manager, { cycleId, fileName: 'x.csv', bytes: csv }, now)
    expect(outcome).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
  })
})
