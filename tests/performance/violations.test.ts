/** Violations: which of them cap a cycle's rating, who sees them, and who records them. */
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Actor } from '#app/kernel/actor.ts'
import { openCycle } from '#app/performance/cycles.server.ts'
import { makeSheets } from '#app/performance/goals/make-sheets.server.ts'
import { capsOf, closeVeto, recordVeto, vetoesWithin, violationsOf } from '#app/performance/veto-events.server.ts'
import type { Db } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { appraisals, vetoEvents } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { actorOf, branchPath, hr, manager, openBank, otherHr, quarter } from './bank.ts'

const { now, today } = clock
const codeOf = (outcome: { ok: boolean; error?: { code: string } }) => (outcome.ok ? 'done' : outcome.error?.code)
const veto = { employeeId: 'emp_1', kind: 'cash', description: 'A till left open', isSerious: false }
const bank = async () => {
  const db = await freshDb()
  await openBank(db)
  return db
}
const happened = async (
  db: Db,
  description: string,
  happenedOn: string,
  more: Partial<typeof vetoEvents.$inferInsert>,
) =>
  transact(db, (tx) =>
    tx.insert(vetoEvents).values({
      ...{ ...veto, id: `vet_${description}`, description, happenedOn, capRating: 'D', ...more },
      ...{ recordedBy: hr.id, recordedAt: now },
    }),
  )

describe('a violation', () => {
  it('caps the rating of the cycle in which it happened, its first and its last day counted, unless it was closed by then', async () => {
    const db = await bank()
    await happened(db, 'before', '2026-06-30', {})
    await happened(db, 'first day', '2026-07-01', {})
    await happened(db, 'last day', '2026-09-30', {})
    await happened(db, 'after', '2026-10-01', {})
    await happened(db, 'closed in it', '2026-08-01', { closedOn: '2026-09-30' })
    await happened(db, 'closed after it', '2026-08-02', { closedOn: '2026-10-01' })
    await happened(db, 'caps nothing', '2026-08-03', { capRating: null })
    await happened(db, 'another’s', '2026-08-04', { employeeId: 'emp_2' })
    const caps = async (employeeId: string) =>
      (await capsOf(db, [employeeId], quarter)).map(({ event, cap }) => `${event} ${cap}`)
    expect(await caps('emp_1')).toEqual(['first day D', 'closed after it D', 'last day D'])
    expect(await caps('emp_2')).toEqual(['another’s D'])
    expect((await violationsOf(db, ['emp_2'])).map(({ from }) => from)).toEqual(['2026-08-04'])
  })

  it('is seen by HR over where its person stands or was appraised, whoever recorded it, the newest first', async () => {
    const db = await bank()
    await happened(db, 'one', '2026-08-01', {})
    await happened(db, 'two', '2026-08-02', { employeeId: 'emp_2' })
    const over = (officer: Actor, path: string) => ({ ...officer, grants: [{ role: 'hr-officer', path }] })
    const seen = async (...officers: Actor[]) => {
      const lists = await Promise.all(officers.map((actor) => vetoesWithin(db, actor, today)))
      return lists.map((list) => list.map(({ description }) => description))
    }
    const [here, elsewhere] = [over(otherHr, branchPath), over(hr, '/HO/B2/')]
    expect(await seen(otherHr, here, elsewhere)).toEqual([['two', 'one'], ['two', 'one'], []])
    const { id } = must(await openCycle(db, hr, quarter, now))
    must(await makeSheets(db, hr, id, now))
    await transact(db, (tx) =>
      tx.update(appraisals).set({ unitPath: '/HO/B2/' }).where(eq(appraisals.employeeId, 'emp_2')),
    )
    expect(await seen(otherHr, here, elsewhere, manager)).toEqual([['two', 'one'], ['two', 'one'], ['two'], []])
  })

  it('is recorded by HR of somebody with the bank, with a cap that a template has, and stands in the trail', async () => {
    const db = await bank()
    const given = { ...veto, happenedOn: '2026-08-01', capRating: 'D' }
    const recordIt = async (actor: Actor, more: Partial<typeof given> = {}) =>
      codeOf(await recordVeto(db, actor, { ...given, ...more }, now))
    expect(await recordIt(hr, { employeeId: 'emp_9' })).toBe('no-such-person')
    const elsewhere = actorOf(null, [], { grants: [{ role: 'hr-officer', path: '/HO/B2/' }] })
    expect([await recordIt(manager), await recordIt(elsewhere)]).toEqual(['not-allowed', 'not-allowed'])
    expect(await recordIt(hr, { capRating: 'Z' })).toBe('no-such-rating')
    const acts = () => db.$count(auditRecords, eq(auditRecords.act, 'veto.recorded'))
    expect([await db.$count(vetoEvents), await acts()]).toEqual([0, 0])
    expect(await recordIt(hr)).toBe('done')
    expect([await db.$count(vetoEvents), await acts()]).toEqual([1, 1])
  })

  it('is closed by nobody once its person is not on the roster', async () => {
    const db = await bank()
    await happened(db, 'one', '2026-08-01', {})
    const later = { ...hr, today: '2019-12-31' }
    expect(codeOf(await closeVeto(db, later, { id: 'vet_one', revision: 1 }, now))).toBe('not-allowed')
  })
})
