import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { correctActual, findActual, historyOf } from '#app/performance/actuals/actuals.server.ts'
import { actuals } from '#db/schema/performance.ts'
import { eachEngine, now } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { hr, otherHr, person } from './bank.ts'
import { imported, running } from './running-cycle.ts'

eachEngine('an actual', (open) => {
  it('is corrected by superseding, never by overwriting', async () => {
    const db = await open()
    const cycleId = await running(db)
    await imported(db, cycleId, 'number,sales\nS-001,8\nS-002,5\n')
    const { counts } = await imported(db, cycleId, 'number,sales\nS-001,9\nS-002,5\n')
    expect(counts).toMatchObject({ add: 0, correct: 1, same: 1 })
    const [current] = await db.select().from(actuals).where(eq(actuals.value, '9'))
    const actual = await findActual(db, hr, current?.id ?? '')
    if (!actual) throw new Error('no actual')
    must(await correctActual(db, hr, { id: actual.id, value: '10', note: 'booked late' }, now))
    expect((await historyOf(db, actual)).map((row) => row.value)).toEqual(['10', '9', '8'])
    const late = await correctActual(db, otherHr, { id: actual.id, value: '11', note: 'no, more' }, now)
    expect(late).toMatchObject({ error: { code: 'changed-meanwhile', detail: { by: hr.name } } })
    expect(await findActual(db, person(2), actual.id)).toBeNull()
    expect(await findActual(db, person(1), actual.id)).not.toBeNull()
  })

  it('is not less than nothing where it is counted, neither from a file nor by hand', async () => {
    const db = await open()
    const cycleId = await running(db)
    const { counts } = await imported(db, cycleId, 'number,complaints,sales\nS-001,2,-1\nS-002,-1,5\n')
    expect(counts).toMatchObject({ add: 3, faults: 1 })
    const [complaints] = await db.select().from(actuals).where(eq(actuals.kpiCode, 'complaints'))
    const correction = { id: complaints?.id ?? '', note: 'withdrawn' }
    expect(await correctActual(db, hr, { ...correction, value: '-1' }, now)).toMatchObject({
      error: { code: 'below-zero' },
    })
    must(await correctActual(db, hr, { ...correction, value: '0' }, now))
  })
})
