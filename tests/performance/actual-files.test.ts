/** Files of actuals: who may bring them and when, what each of them may write, and what stands of them afterwards. */
import { asc, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Actor } from '#app/kernel/actor.ts'
import {
  commitImport,
  findImport,
  previewOf,
  remapImport,
  uploadActuals,
} from '#app/performance/actuals/actual-imports.server.ts'
import { sampleOf } from '#app/performance/actuals/actual-sample.server.ts'
import { openCycle } from '#app/performance/cycles.server.ts'
import { makeSheets } from '#app/performance/goals/make-sheets.server.ts'
import type { Db } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { actualImports, actuals, appraisals, cycles } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { hr, openBank, quarter } from './bank.ts'
import { bytes, imported, running } from './running-cycle.ts'

const { now } = clock
const codeOf = (outcome: { ok: boolean; error?: { code: string } }) => (outcome.ok ? 'done' : outcome.error?.code)
const nextQuarter = { ...quarter, code: '2026-Q4', fromOn: '2026-10-01', toOn: '2026-12-31' }
const upload = (db: Db, cycleId: string, csv: string, actor: Actor = hr) =>
  uploadActuals(db, actor, { cycleId, fileName: 'q3.csv', bytes: bytes(csv) }, now)
const previewed = async (db: Db, cycleId: string, csv: string) => {
  const found = await findImport(db, hr, must(await upload(db, cycleId, csv)).id)
  if (!found) throw new Error('no import')
  return previewOf(db, found)
}
const close = (db: Db, id: string) =>
  transact(db, (tx) => tx.update(cycles).set({ closedAt: now }).where(eq(cycles.id, id)))

describe('a file of actuals', () => {
  it('is taken for a cycle that there is and that is not closed, where it can be read', async () => {
    const db = await freshDb()
    const cycleId = await running(db)
    const csv = 'number,sales\nS-001,8\n'
    expect(codeOf(await upload(db, cycleId, ''))).toBe('file-empty')
    expect(codeOf(await upload(db, 'cyc_9', csv))).toBe('no-such-cycle')
    expect(await findImport(db, hr, 'aim_9')).toBeNull()
    await close(db, cycleId)
    expect(codeOf(await upload(db, cycleId, csv))).toBe('closed-already')
    expect(await db.$count(actualImports)).toBe(0)
  })

  it('is written once, leaves its upload and its writing in the trail, and touches no other file', async () => {
    const db = await freshDb()
    const cycleId = await running(db)
    const { id } = must(await upload(db, cycleId, 'number,sales\nS-001,8\n'))
    const { id: other } = must(await upload(db, cycleId, 'number,sales\nS-002,5\n'))
    expect(codeOf(await commitImport(db, hr, { id: 'aim_9', revision: 1 }, now))).toBe('no-such-import')
    must(await commitImport(db, hr, { id, revision: 1 }, now))
    expect(codeOf(await commitImport(db, hr, { id, revision: 2 }, now))).toBe('written-already')
    const stands = await db.select().from(actualImports).orderBy(asc(actualImports.id))
    expect(stands.map(({ committedAt, revision, preview }) => [committedAt, revision, preview === null])).toEqual([
      [now, 2, true],
      [null, 1, false],
    ])
    expect(stands[0]?.counts).toMatchObject({ add: 1 })
    const found = await findImport(db, hr, id)
    expect(found && (await previewOf(db, found))).toEqual({ values: [], faults: [], counts: {} })
    await close(db, cycleId)
    expect(codeOf(await commitImport(db, hr, { id: other, revision: 1 }, now))).toBe('closed-already')
    const acts = (await db.select().from(auditRecords).orderBy(asc(auditRecords.seq))).map(({ act }) => act)
    expect(acts.filter((act) => act.startsWith('actuals.'))).toEqual([
      'actuals.uploaded',
      'actuals.uploaded',
      'actuals.written',
    ])
  })

  it('is taken as its reader says, it alone, and their next one in the same way', async () => {
    const db = await freshDb()
    const cycleId = await running(db)
    const csv = 'number,A\nS-001,8\n'
    const { id } = must(await upload(db, cycleId, csv))
    const { id: other } = must(await upload(db, cycleId, csv))
    const [found, untouched] = [await findImport(db, hr, id), await findImport(db, hr, other)]
    if (!found) throw new Error('no import')
    const columns = { ...found.mapping.columns, 'kpi:sales': { from: 'column', heading: 'A' } as const }
    const given = { ...found.mapping, columns }
    expect(codeOf(await remapImport(db, hr, { id: 'aim_9', revision: 1 }, given, now))).toBe('no-such-import')
    must(await remapImport(db, hr, { id, revision: 1 }, given, now))
    expect((await findImport(db, hr, other))?.mapping).toEqual(untouched?.mapping)
    expect((await findImport(db, hr, id))?.mapping).toEqual(given)
    expect((await previewed(db, cycleId, csv)).counts).toMatchObject({ add: 1 })
  })

  it('writes what is new or other, and leaves what stands as it is', async () => {
    const db = await freshDb()
    const cycleId = await running(db)
    await imported(db, cycleId, 'number,sales\nS-001,8\nS-002,5\n')
    await imported(db, cycleId, 'number,sales\nS-001,9\nS-002,5\n')
    expect(await db.$count(actuals)).toBe(3)
    // What it is compared with is what holds, and not what was before.
    expect((await previewed(db, cycleId, 'number,sales\nS-001,8\n')).values).toMatchObject([
      { before: '9', kind: 'correct' },
    ])
    const [current] = await db.select().from(actuals).where(eq(actuals.value, '9'))
    if (!current) throw new Error('no actual')
    const gone = { id: 'act_zzz', value: '3', supersededAt: now, supersededBy: current.id }
    await transact(db, (tx) => tx.insert(actuals).values({ ...current, ...gone }))
    expect((await previewed(db, cycleId, 'number,sales\nS-001,3\n')).values).toMatchObject([{ before: '9' }])
  })

  it('is of the people and values of its own cycle', async () => {
    const db = await freshDb()
    const cycleId = await running(db)
    const { id: nextId } = must(await openCycle(db, hr, nextQuarter, now))
    must(await makeSheets(db, hr, nextId, now))
    await imported(db, nextId, 'number,sales\nS-001,8\n')
    expect((await previewed(db, cycleId, 'number,sales\nS-001,8\n')).counts).toMatchObject({ add: 1, same: 0 })
    await transact(db, (tx) => tx.delete(appraisals).where(eq(appraisals.cycleId, cycleId)))
    expect((await previewed(db, cycleId, 'number,sales\nS-001,8\n')).faults).toMatchObject([{ reason: 'not-in-cycle' }])
  })

  it('of units is of those within the cycle’s part of the bank', async () => {
    const db = await freshDb()
    await openBank(db)
    const { id } = must(await openCycle(db, hr, { ...quarter, unitId: 'unt_b1' }, now))
    const { values, faults } = await previewed(db, id, 'unit code,unit score\nB1,88\nHO,77\nB9,1\n')
    expect(values).toMatchObject([{ subject: 'B1', value: '88' }])
    expect(faults.map(({ value, reason }) => [value, reason])).toEqual([
      ['HO', 'not-in-cycle'],
      ['B9', 'no-such-subject'],
    ])
  })
})

describe('the sample of a file', () => {
  it('has a column for each KPI that is measured in the cycle, and none that is judged', async () => {
    const db = await freshDb()
    const cycleId = await running(db, { post: 'teller' })
    const { id: none } = must(await openCycle(db, hr, nextQuarter, now))
    const columns = async (id: string) =>
      (await sampleOf(db, id, { subject: 'employee', locale: 'en', example: 'X' })).columns.map(({ title }) => title)
    const [ofCycle, ofLibrary] = [await columns(cycleId), await columns(none)]
    expect(ofCycle.length).toBeLessThan(ofLibrary.length)
    expect(ofLibrary).not.toContain('Teamwork')
  })
})
