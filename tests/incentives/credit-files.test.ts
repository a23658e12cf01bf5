/** Files of credits and of targets at their bounds, and what is done to one credit of several. */
import { describe, expect, it } from 'vitest'
import { importCredits, unitAbove, withdrawCredit } from '#app/incentives/credits/credits.server.ts'
import { importTargets } from '#app/incentives/credits/product-targets.server.ts'
import { findCycleByCode, openCycle } from '#app/performance/cycles.server.ts'
import type { Db } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { productCredits } from '#db/schema/incentives.ts'
import { actorOf, hr, manager, quarter } from '../performance/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { openSellingBank } from './selling-bank.ts'

const officer = actorOf(null, ['incentive-officer'])
const bank = async () => {
  const db = await freshDb()
  await openSellingBank(db)
  return db
}
const file = (head: string, rows: readonly string[]) => ({
  fileName: 'sales.csv',
  bytes: new TextEncoder().encode(`${head}\n${rows.join('\n')}\n`),
  locale: 'en' as const,
})
const take = (db: Db, ...rows: string[]) =>
  importCredits(db, officer, file('number,product,volume,day,deal', rows), clock.now)
type Named = { count: number; faults: { column: string; reason: string }[] }
/** Column and reason of every fault that the file is refused for. */
const faults = (outcome: { ok: boolean; error?: { detail?: unknown } }) =>
  ((outcome.error?.detail as Named | undefined)?.faults ?? []).map(({ column, reason }) => [column, reason])

describe('a file of credits', () => {
  it('is written whole however long it is, each row once', async () => {
    const db = await bank()
    const rows = (count: number, of: string) =>
      Array.from({ length: count }, (_, at) => `S-001,loan,1,2026-09-01,${of}-${at}`)
    expect(must(await take(db, ...rows(500, 'A')))).toEqual({ rows: 500 })
    expect(must(await take(db, ...rows(501, 'B')))).toEqual({ rows: 501 })
    expect(await db.$count(productCredits)).toBe(1_001)
  })

  it('is refused with the count of its faults and the first five hundred of them', async () => {
    const db = await bank()
    const wrong = Array.from({ length: 501 }, (_, at) => `S-999,loan,1,2026-09-01,D-${at}`)
    const outcome = await take(db, ...wrong)
    expect(outcome).toMatchObject({ error: { code: 'credit-faults', detail: { count: 501 } } })
    expect(faults(outcome)).toHaveLength(500)
  })

  it('names an empty cell once, as empty', async () => {
    const db = await bank()
    const outcome = await take(db, ',,1,2026-09-01,D-1')
    expect(faults(outcome)).toEqual([
      ['number', 'empty'],
      ['product', 'empty'],
    ])
  })

  it('takes a deal of a hundred letters and no longer one', async () => {
    const db = await bank()
    must(await take(db, `S-001,loan,1,2026-09-01,${'D'.repeat(100)}`))
    expect(faults(await take(db, `S-001,loan,1,2026-09-01,${'D'.repeat(101)}`))).toEqual([['deal', 'too-long']])
  })

  it('is refused where it cannot be read', async () => {
    const db = await bank()
    const empty = { fileName: 'sales.csv', bytes: new Uint8Array(), locale: 'en' as const }
    expect(await importCredits(db, officer, empty, clock.now)).toMatchObject({ error: { code: 'file-empty' } })
  })

  it('is recorded under the unit above all whom it names', () => {
    expect(unitAbove(['/HO/B1/', '/HO/B2/'])).toBe('/HO/')
    expect(unitAbove(['/HO/B1/O1/', '/HO/B1/'])).toBe('/HO/B1/')
    expect(unitAbove(['/HO/B1/', '/HO/B1/'])).toBe('/HO/B1/')
    expect(unitAbove([])).toBe('/')
  })
})

describe('a credit', () => {
  it('is taken back alone, and only by who may record it', async () => {
    const db = await bank()
    must(await take(db, 'S-001,loan,1,2026-09-01,D-1', 'S-002,loan,2,2026-09-01,D-2'))
    const [, second] = await db.select().from(productCredits).orderBy(productCredits.deal)
    must(await withdrawCredit(db, officer, { creditId: second?.id ?? '' }, clock.now))
    const rows = await db.select().from(productCredits).orderBy(productCredits.deal)
    expect(rows.map(({ deal, withdrawnAt }) => [deal, withdrawnAt !== null])).toEqual([
      ['D-1', false],
      ['D-2', true],
    ])
    // Who may record none does not hear either which there are.
    const unknown = { creditId: 'crd_9' }
    expect(await withdrawCredit(db, manager, unknown, clock.now)).toMatchObject({ error: { code: 'not-allowed' } })
    expect(await withdrawCredit(db, officer, unknown, clock.now)).toMatchObject({
      error: { code: 'withdrawn-already' },
    })
  })
})

describe('a file of targets', () => {
  const bring = async (db: Db, actor: typeof officer, ...rows: string[]) => {
    const cycleId = (await findCycleByCode(db, quarter.code))?.id ?? ''
    return importTargets(db, actor, { cycleId, ...file('number,product,target', rows) }, clock.now)
  }
  const withCycle = async () => {
    const db = await bank()
    must(await openCycle(db, hr, quarter, clock.now))
    return db
  }

  it('that changes nothing leaves nothing in the trail', async () => {
    const db = await withCycle()
    for (const changed of [1, 0]) expect(must(await bring(db, officer, 'S-001,loan,5'))).toEqual({ changed })
    const acts = (await db.select().from(auditRecords)).filter(({ act }) => act === 'product-target.imported')
    expect(acts).toHaveLength(1)
  })

  it('says of one’s own target that it is, and names an empty cell as empty', async () => {
    const db = await withCycle()
    const self = { ...officer, employeeId: 'emp_1' }
    expect(faults(await bring(db, self, 'S-001,loan,5'))).toEqual([['number', 'own-target']])
    expect(faults(await bring(db, officer, 'S-001,,5'))).toEqual([['product', 'empty']])
  })

  it('is refused with the count of its faults and the first five hundred of them', async () => {
    const db = await withCycle()
    const outcome = await bring(db, officer, ...Array.from({ length: 501 }, (_, at) => `X-${at},loan,1`))
    expect(outcome).toMatchObject({ error: { detail: { count: 501 } } })
    expect(faults(outcome)).toHaveLength(500)
  })
})
