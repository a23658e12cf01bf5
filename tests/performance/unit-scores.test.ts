import { eq, inArray, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { withUnitScores } from '#app/incentives/statements/statement-sources.server.ts'
import { step } from '#app/kernel/step.ts'
import { commitImport, uploadActuals } from '#app/performance/actuals/actual-imports.server.ts'
import { findCycle, openCycle } from '#app/performance/cycles.server.ts'
import {
  recordUnitScore,
  scoredUnits,
  sourcedScores,
  unitScoresOf,
  withdrawUnitScore,
} from '#app/performance/unit-scores.server.ts'
import type { Db } from '#db/client.server.ts'
import { auditContents, auditRecords } from '#db/schema/audit.ts'
import { cycles } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { eachEngine, now } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { actorOf, branchPath, head, hr, openBank, otherHr, quarter } from './bank.ts'

const opened = async (db: Db) => {
  await openBank(db)
  const outcome = await openCycle(db, hr, quarter, now)
  if (!outcome.ok) throw new Error(outcome.error.code)
  const cycle = await findCycle(db, outcome.value.id)
  if (!cycle) throw new Error('no cycle')
  return cycle
}
/** As a page sends it that showed a score of that time, or none. */
const of = (cycleId: string, unitId = 'unt_b1', shownAt: number | null = null) => ({
  ...{ cycleId, unitId, shownAt },
  ...{ score: '92.5', note: 'Scorecard of the branch' },
})
const after = (shownAt: number, cycleId: string) => of(cycleId, 'unt_b1', shownAt)
const importScores = async (db: Db, cycleId: string, csv: string, at = now) => {
  const bytes = new TextEncoder().encode(csv)
  const uploaded = await uploadActuals(db, hr, { cycleId, fileName: 'units.csv', bytes }, at)
  if (!uploaded.ok) throw new Error(uploaded.error.code)
  return commitImport(db, hr, { id: uploaded.value.id, revision: 1 }, at)
}

eachEngine('the score of a unit', (open) => {
  it('stands with its source, and is replaced by the next one', async () => {
    const db = await open()
    const cycle = await opened(db)
    expect(await recordUnitScore(db, hr, of(cycle.id), now)).toMatchObject({ ok: true })
    expect(await recordUnitScore(db, hr, { ...after(now, cycle.id), score: '90' }, now + 1)).toMatchObject({ ok: true })
    expect(await scoredUnits(db, cycle)).toMatchObject([
      { code: 'HO', scored: null },
      { code: 'B1', scored: { score: '90', note: 'Scorecard of the branch', file: null, recordedAt: now + 1 } },
    ])
    const [, second] = await db.select().from(auditRecords).where(eq(auditRecords.act, 'unit.scored'))
    expect(second?.subjectId).toBe(`${cycle.id}/unt_b1`)
  })

  it('comes from a file with its row, which a score by hand then takes the place of', async () => {
    const db = await open()
    const cycle = await opened(db)
    expect(await importScores(db, cycle.id, 'unit code,unit score\nHO,101.5\nB1,88.25\n')).toMatchObject({ ok: true })
    const branch = async () => (await scoredUnits(db, cycle))[1]?.scored
    expect(await branch()).toMatchObject({ score: '88.25', file: 'units.csv', row: 3, note: null })
    expect(await recordUnitScore(db, hr, after(now, cycle.id), now + 1)).toMatchObject({ ok: true })
    expect(await branch()).toMatchObject({ score: '92.5', file: null, row: null, note: 'Scorecard of the branch' })
    await importScores(db, cycle.id, 'unit code,unit score\nB1,88.25\n', now + 2)
    expect(await branch()).toMatchObject({ score: '88.25', file: 'units.csv', row: 2, note: null })
  })

  it('is of its own cycle and unit, whatever is set of others or taken back there', async () => {
    const db = await open()
    const cycle = await opened(db)
    const next = must(await openCycle(db, hr, { ...quarter, code: 'NEXT', toOn: '2026-12-31' }, now))
    await importScores(db, cycle.id, 'unit code,unit score\nHO,101.5\nB1,88.25\n')
    await recordUnitScore(db, hr, { ...of(next.id), score: '70' }, now)
    await recordUnitScore(db, hr, { ...of(next.id, 'unt_ho'), score: '71' }, now)
    const both = { unt_ho: '101.5', unt_b1: '88.25' }
    expect(Object.fromEntries(await unitScoresOf(db, cycle.id))).toEqual(both)
    const sourced = async (...units: string[]) =>
      [...(await sourcedScores(db, cycle.id, units))].map(([unit, { score }]) => [unit, score])
    expect([await sourced('unt_b1'), await sourced('unt_ho')]).toEqual([[['unt_b1', '88.25']], [['unt_ho', '101.5']]])
    const before = await db.select().from(auditRecords).where(eq(auditRecords.act, 'unit.scored'))
    expect(before).toHaveLength(2)
    must(await withdrawUnitScore(db, hr, after(now, cycle.id), now))
    expect(Object.fromEntries(await unitScoresOf(db, cycle.id))).toEqual({ unt_ho: '101.5' })
    expect(Object.fromEntries(await unitScoresOf(db, next.id))).toEqual({ unt_ho: '71', unt_b1: '70' })
    // What stood there before is kept by the trail: of that unit and cycle.
    await recordUnitScore(db, hr, { ...after(now, next.id), score: '72' }, now)
    const kept = await db
      .select({ before: sql<string | null>`${auditContents.content} ->> '$.before'` })
      .from(auditRecords)
      .innerJoin(auditContents, eq(auditContents.seq, auditRecords.seq))
      .where(inArray(auditRecords.act, ['unit.scored', 'unit.score-withdrawn']))
      .orderBy(auditRecords.seq)
    expect(kept.map((each) => each.before)).toEqual([null, null, '88.25', '70'])
  })

  it('is set of a unit of the cycle’s part of the bank, in a cycle that there is', async () => {
    const db = await open()
    await opened(db)
    const { id } = must(await openCycle(db, hr, { ...quarter, code: 'B1', unitId: 'unt_b1' }, now))
    expect(await recordUnitScore(db, hr, of(id, 'unt_ho'), now)).toMatchObject({ error: { code: 'no-such-unit' } })
    expect(await recordUnitScore(db, hr, of(id, 'unt_9'), now)).toMatchObject({ error: { code: 'no-such-unit' } })
    expect(await recordUnitScore(db, hr, of('cyc_9'), now)).toMatchObject({ error: { code: 'no-such-cycle' } })
  })

  it('is taken back once', async () => {
    const db = await open()
    const cycle = await opened(db)
    await recordUnitScore(db, hr, of(cycle.id), now)
    expect(await withdrawUnitScore(db, hr, after(now, cycle.id), now)).toMatchObject({ ok: true })
    expect(await withdrawUnitScore(db, hr, of(cycle.id), now)).toMatchObject({ error: { code: 'no-such-score' } })
    expect((await scoredUnits(db, cycle)).map(({ scored }) => scored)).toEqual([null, null])
    expect((await db.select().from(auditRecords)).map(({ act }) => act)).toContain('unit.score-withdrawn')
  })

  it('is replaced and taken back as its page showed it alone', async () => {
    const db = await open()
    const cycle = await opened(db)
    await recordUnitScore(db, otherHr, of(cycle.id), now)
    const overtaken = { error: { code: 'changed-meanwhile', detail: { by: otherHr.name } } }
    // Who saw none yet, and who saw one that was replaced since.
    expect(await recordUnitScore(db, hr, of(cycle.id), now + 1)).toMatchObject(overtaken)
    await recordUnitScore(db, otherHr, after(now, cycle.id), now + 2)
    for (const act of [recordUnitScore, withdrawUnitScore])
      expect(await act(db, hr, after(now, cycle.id), now + 3)).toMatchObject(overtaken)
    expect((await scoredUnits(db, cycle))[1]?.scored?.recordedAt).toBe(now + 2)
  })

  it('is set by HR of its part of the bank alone, in a cycle that is not closed', async () => {
    const db = await open()
    const cycle = await opened(db)
    const hrOfBranch = { ...hr, grants: [{ role: 'hr-officer' as const, path: branchPath }] }
    expect(await recordUnitScore(db, hrOfBranch, of(cycle.id), now)).toMatchObject({ ok: true })
    expect(await recordUnitScore(db, hrOfBranch, of(cycle.id, 'unt_ho'), now)).toMatchObject({
      error: { code: 'not-allowed' },
    })
    for (const actor of [head, actorOf(null, ['auditor']), actorOf(null, ['incentive-officer'])])
      for (const act of [recordUnitScore, withdrawUnitScore])
        expect(await act(db, actor, of(cycle.id), now)).toMatchObject({ error: { code: 'not-allowed' } })
    expect(await recordUnitScore(db, hr, of(cycle.id, 'unt_none'), now)).toMatchObject({
      error: { code: 'no-such-unit' },
    })
    await transact(db, (tx) => tx.update(cycles).set({ closedAt: now }).where(eq(cycles.id, cycle.id)))
    for (const act of [recordUnitScore, withdrawUnitScore])
      expect(await act(db, hr, of(cycle.id), now)).toMatchObject({ error: { code: 'closed-already' } })
  })

  it('shows a statement where it came from, as long as it stands as it was calculated with', async () => {
    const db = await open()
    const cycle = await opened(db)
    await importScores(db, cycle.id, 'unit code,unit score\nB1,88.25\n')
    const paid = step('unit-multiplier', 'unit', { unit: 'B1', score: '88.25' }, '0.9')
    const line = { kind: 'component', component: 'target', steps: [paid] } as never
    const shown = async (at: number) => (await withUnitScores(db, cycle, [line], at)) as unknown
    const sourced = { ...paid, inputs: { ...paid.inputs, file: 'units.csv', row: 2, note: null } }
    expect(await shown(now + 5)).toMatchObject([{ steps: [sourced] }])
    await recordUnitScore(db, hr, after(now, cycle.id), now + 9)
    expect(await shown(now + 5)).toMatchObject([{ steps: [paid] }])
  })
})
