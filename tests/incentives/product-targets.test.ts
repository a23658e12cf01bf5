import { describe, expect, it } from 'vitest'
import {
  importTargets,
  setTarget,
  targetsVisible,
  withdrawTarget,
} from '#app/incentives/credits/product-targets.server.ts'
import { targetVolume } from '#app/incentives/credits/target-row.ts'
import { productTargetsOf } from '#app/incentives/runs/run-facts.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { findCycleByCode, openCycle } from '#app/performance/cycles.server.ts'
import type { Db } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { actorOf, branchPath, hr, manager, quarter } from '../performance/bank.ts'
import { clock, eachEngine } from '../support/database.ts'
import { openSellingBank } from './selling-bank.ts'

const officer = actorOf(null, ['incentive-officer'])
const of = (path: string): Actor => ({ ...officer, grants: [{ role: 'incentive-officer', path }] })
const head = '工号,产品,目标\n'

const opened = async (db: Db): Promise<string> => {
  await openSellingBank(db)
  await openCycle(db, hr, quarter, clock.now)
  return (await findCycleByCode(db, quarter.code))?.id ?? ''
}
const file = (text: string) => ({
  fileName: 'targets.csv',
  bytes: new TextEncoder().encode(text),
  locale: 'en' as const,
})
const seen = async (db: Db, actor: Actor, cycleId: string) =>
  (await targetsVisible(db, actor, { cycleId, search: '', product: '' })).map(
    ({ employeeNumber, product, volume }) => `${employeeNumber} ${product} ${volume}`,
  )

describe('a target', () => {
  it.each([
    ['1,200.50', { volume: '1200.5' }],
    ['0', { reason: 'not-above-zero' }],
    ['-3', { reason: 'not-above-zero' }],
    ['', { reason: 'empty' }],
    ['many', { reason: 'not-a-number' }],
  ])('of %j is %j', (text, expected) => expect(targetVolume(text)).toEqual(expected))
})

eachEngine('product targets', (open) => {
  it('are set, replaced and taken back, each on record, and reach the calculation', async () => {
    const db = await open()
    const cycleId = await opened(db)
    const set = (volume: string) =>
      setTarget(db, officer, { cycleId, number: 'S-001', product: 'loan', volume }, clock.now)
    expect(await set('100')).toMatchObject({ ok: true })
    expect(await set('1,250.5')).toMatchObject({ ok: true })
    expect(await productTargetsOf(db, ['emp_1'], cycleId)).toEqual([
      { employeeId: 'emp_1', product: 'loan', volume: '1250.5' },
    ])
    const given = { cycleId, employeeId: 'emp_1', product: 'loan' }
    expect(await withdrawTarget(db, officer, given, clock.now)).toMatchObject({ ok: true })
    expect(await withdrawTarget(db, officer, given, clock.now)).toMatchObject({ error: { code: 'no-such-target' } })
    expect(await productTargetsOf(db, ['emp_1'], cycleId)).toEqual([])
    const acts = (await db.select().from(auditRecords)).filter(({ act }) => act.startsWith('product-target.'))
    expect(acts.map(({ act, unitPath }) => [act, unitPath])).toEqual([
      ['product-target.set', branchPath],
      ['product-target.set', branchPath],
      ['product-target.withdrawn', branchPath],
    ])
  })

  it('come from a file by code or name, and the same file again changes nothing', async () => {
    const db = await open()
    const cycleId = await opened(db)
    const text = `${head}S-001,loan,"1,200"\nS-002,小微贷款,900\nS-001,card,30\n`
    expect(await importTargets(db, officer, { cycleId, ...file(text) }, clock.now)).toEqual({
      ok: true,
      value: { changed: 3 },
    })
    expect(await importTargets(db, officer, { cycleId, ...file(text) }, clock.now)).toEqual({
      ok: true,
      value: { changed: 0 },
    })
    expect((await seen(db, officer, cycleId)).sort()).toEqual(['S-001 card 30', 'S-001 loan 1200', 'S-002 loan 900'])
  })

  it('are not written at all when one cell is wrong, and every fault is named with its place', async () => {
    const db = await open()
    const cycleId = await opened(db)
    const text = `${head}S-001,loan,5\nS-009,loan,5\nS-001,fund,5\nS-001,card,0\nS-001,loan,6\n,loan,five\n`
    expect(await importTargets(db, officer, { cycleId, ...file(text) }, clock.now)).toMatchObject({
      error: {
        code: 'target-faults',
        detail: {
          count: 6,
          faults: [
            { row: 3, column: '工号', value: 'S-009', reason: 'no-such-employee' },
            { row: 4, column: '产品', value: 'fund', reason: 'not-paid-for' },
            { row: 5, column: '目标', value: '0', reason: 'not-above-zero' },
            { row: 6, column: '产品', value: 'loan', reason: 'stands-twice' },
            { row: 7, column: '工号', value: '', reason: 'empty' },
            { row: 7, column: '目标', value: 'five', reason: 'not-a-number' },
          ],
        },
      },
    })
    expect(await seen(db, officer, cycleId)).toEqual([])
    expect(
      await importTargets(db, officer, { cycleId, ...file('number,product\nS-001,loan\n') }, clock.now),
    ).toMatchObject({
      error: { code: 'missing-columns' },
    })
  })

  it('are set and seen within the scope only, and by nobody for oneself', async () => {
    const db = await open()
    const cycleId = await opened(db)
    const one = { cycleId, number: 'S-001', product: 'loan', volume: '5' }
    for (const actor of [hr, manager, of('/HO/B2/'), { ...officer, employeeId: 'emp_1' }])
      expect(await setTarget(db, actor, one, clock.now)).toMatchObject({ error: { code: 'employee-unknown' } })
    expect(await setTarget(db, officer, one, clock.now)).toMatchObject({ ok: true })
    expect(await seen(db, of(branchPath), cycleId)).toEqual(['S-001 loan 5'])
    expect(await seen(db, of('/HO/B2/'), cycleId)).toEqual([])
    const given = { cycleId, employeeId: 'emp_1', product: 'loan' }
    expect(await withdrawTarget(db, of('/HO/B2/'), given, clock.now)).toMatchObject({ error: { code: 'not-allowed' } })
  })

  it('are each of one cycle, person and product: what is done to one is done to no other', async () => {
    const db = await open()
    const cycleId = await opened(db)
    await openCycle(db, hr, { ...quarter, code: 'NEXT', fromOn: '2026-10-01', toOn: '2026-12-31' }, clock.now)
    const next = (await findCycleByCode(db, 'NEXT'))?.id ?? ''
    const text = `${head}S-001,loan,100\nS-001,card,30\nS-002,loan,900\n`
    for (const id of [cycleId, next])
      expect(await importTargets(db, officer, { cycleId: id, ...file(text) }, clock.now)).toMatchObject({ ok: true })
    const changed = `${head}S-001,loan,100\nS-001,card,31\nS-002,loan,900\n`
    expect(await importTargets(db, officer, { cycleId, ...file(changed) }, clock.now)).toEqual({
      ok: true,
      value: { changed: 1 },
    })
    const given = { cycleId, employeeId: 'emp_1', product: 'loan' }
    expect(await withdrawTarget(db, officer, given, clock.now)).toMatchObject({ ok: true })
    const all = async (id: string) => (await seen(db, officer, id)).sort()
    expect(await all(cycleId)).toEqual(['S-001 card 31', 'S-002 loan 900'])
    expect(await all(next)).toEqual(['S-001 card 30', 'S-001 loan 100', 'S-002 loan 900'])
    const found = async (search: string, product: string) =>
      (await targetsVisible(db, officer, { cycleId: next, search, product })).map(({ volume }) => volume).sort()
    expect([await found('S-002', ''), await found('', 'card'), await found('S-002', 'card')]).toEqual([
      ['900'],
      ['30'],
      [],
    ])
    const trail = (await db.select().from(auditRecords)).filter(({ act }) => act.startsWith('product-target.'))
    const imported = 'product-target.imported'
    expect(trail.map(({ act }) => act)).toEqual([imported, imported, imported, 'product-target.withdrawn'])
  })

  it('are set and imported for a cycle, a person and a product that there are, by who pays by them', async () => {
    const db = await open()
    const cycleId = await opened(db)
    const one = { cycleId, number: 'S-001', product: 'loan', volume: '5' }
    const codeOf = (outcome: { ok: boolean; error?: { code: string } }) => (outcome.ok ? 'done' : outcome.error?.code)
    const set = async (more: Partial<typeof one>) =>
      codeOf(await setTarget(db, officer, { ...one, ...more }, clock.now))
    expect(await set({ cycleId: 'cyc_9' })).toBe('cycle-unknown')
    expect(await set({ number: 'S-999' })).toBe('employee-unknown')
    expect(await set({ product: 'fund' })).toBe('not-paid-for')
    expect(await set({ volume: '0' })).toBe('not-above-zero')
    const bring = async (actor: Actor, id: string, text: string) =>
      codeOf(await importTargets(db, actor, { cycleId: id, ...file(text) }, clock.now))
    const row = `${head}S-001,loan,5\n`
    expect(await bring(manager, cycleId, row)).toBe('not-allowed')
    expect(await bring(officer, 'cyc_9', row)).toBe('cycle-unknown')
    expect(await bring(officer, cycleId, '')).toBe('file-empty')
    const given = { cycleId: 'cyc_9', employeeId: 'emp_1', product: 'loan' }
    expect(codeOf(await withdrawTarget(db, officer, given, clock.now))).toBe('cycle-unknown')
    expect(await seen(db, officer, cycleId)).toEqual([])
  })
})
