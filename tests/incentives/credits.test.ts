import { describe, expect, it } from 'vitest'
import { splitBpOf } from '#app/incentives/credits/credit-row.ts'
import { creditsVisible, importCredits, withdrawCredit } from '#app/incentives/credits/credits.server.ts'
import type { ExplainedLine } from '#app/incentives/payout/run-result.ts'
import { creditsOf } from '#app/incentives/runs/run-facts.server.ts'
import { withCreditRows } from '#app/incentives/statements/statement-sources.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Db } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { productCredits } from '#db/schema/incentives.ts'
import { actorOf, branchPath, hr, manager } from '../performance/bank.ts'
import { clock, eachEngine } from '../support/database.ts'
import { openSellingBank } from './selling-bank.ts'

const officer = actorOf(null, ['incentive-officer'])
const of = (path: string): Actor => ({ ...officer, grants: [{ role: 'incentive-officer', path }] })
const all = { search: '', product: '' }
const head = '工号,产品,数量,日期,业务编号,分成\n'
const whole = `${head}S-001,loan,"1,200.50",2026/9/1,D-1,60%\nS-002,小微贷款,1200.5,2026-09-01,D-1,40\nS-001,card,3,20260902,D-2,\n`

const file = (text: string) => ({
  fileName: 'credits.csv',
  bytes: new TextEncoder().encode(text),
  locale: 'en' as const,
})
const take = (db: Db, text: string, actor = officer) => importCredits(db, actor, file(text), clock.now)
const rows = (db: Db) => db.select().from(productCredits)

describe('the share of a deal', () => {
  it.each([
    ['', 10_000],
    ['60', 6_000],
    ['60%', 6_000],
    ['33.33', 3_333],
    ['0', null],
    ['101', null],
    ['-5', null],
    ['33.333', null],
    ['half', null],
  ])('%s is %s basis points', (text, bp) => expect(splitBpOf(text)).toBe(bp))
})

eachEngine('product credits', (open) => {
  it('are written from a file with their rows, are on record, and reach the calculation', async () => {
    const db = await open()
    await openSellingBank(db)
    expect(await take(db, whole)).toEqual({ ok: true, value: { rows: 3 } })
    expect(await creditsOf(db, ['emp_1', 'emp_2'], '2026-09-01', '2026-09-01', null)).toMatchObject([
      { employeeId: 'emp_1', id: 'D-1', product: 'loan', volume: '1200.5', shareBp: 6_000 },
      { employeeId: 'emp_2', id: 'D-1', product: 'loan', volume: '1200.5', shareBp: 4_000 },
    ])
    expect((await rows(db)).map(({ fileName, sourceRow }) => `${fileName} ${sourceRow}`)).toEqual([
      'credits.csv 2',
      'credits.csv 3',
      'credits.csv 4',
    ])
    const acts = (await db.select().from(auditRecords)).filter(({ act }) => act.startsWith('credit.'))
    expect(acts).toMatchObject([{ act: 'credit.imported', unitPath: branchPath }])
  })

  it('may be of the very day on which they are recorded', async () => {
    const db = await open()
    await openSellingBank(db)
    expect(await take(db, `${head}S-001,card,3,2026-09-30,D-9,100\n`)).toMatchObject({ ok: true })
  })

  it('change nothing when the same file comes again, and refuse a deal that is whole already', async () => {
    const db = await open()
    await openSellingBank(db)
    await take(db, whole)
    expect(await take(db, whole)).toMatchObject({ error: { code: 'imported-already' } })
    expect(await take(db, `${head}S-002,card,3,2026-09-02,D-2,100\n`)).toMatchObject({
      error: { code: 'credit-faults', detail: { faults: [{ row: 2, column: '分成', reason: 'split-not-whole' }] } },
    })
    expect(await rows(db)).toHaveLength(3)
  })

  it('are not written at all when one cell is wrong, and every fault is named with its place', async () => {
    const db = await open()
    await openSellingBank(db)
    const wrong = [
      'S-001,loan,5,2026-09-01,D-1,100',
      'S-009,loan,5,2026-09-01,D-2,100',
      'S-001,loan,five,2026-09-01,D-3,100',
      'S-001,loan,5,2026-02-30,D-4,100',
      'S-001,fund,5,2026-09-01,D-5,100',
      'S-001,loan,5,2026-09-01,D-6,60',
      'S-001,loan,5,2026-10-01,D-7,100',
      'S-001,loan,5,2026-09-01,,100',
      'S-001,loan,5,2026-09-01,D-9,200',
    ]
    expect(await take(db, head + wrong.join('\n'))).toMatchObject({
      error: {
        code: 'credit-faults',
        detail: {
          count: 8,
          faults: [
            { row: 3, column: '工号', value: 'S-009', reason: 'no-such-employee' },
            { row: 4, column: '数量', value: 'five', reason: 'not-a-number' },
            { row: 5, column: '日期', value: '2026-02-30', reason: 'no-such-day' },
            { row: 6, column: '产品', value: 'fund', reason: 'not-paid-for' },
            { row: 7, column: '分成', value: 'D-6: 60%', reason: 'split-not-whole' },
            { row: 8, column: '日期', value: '2026-10-01', reason: 'day-ahead' },
            { row: 9, column: '业务编号', value: '', reason: 'empty' },
            { row: 10, column: '分成', value: '200', reason: 'not-a-share' },
          ],
        },
      },
    })
    expect(await rows(db)).toEqual([])
    expect(await take(db, 'number,product\nS-001,loan\n')).toMatchObject({ error: { code: 'missing-columns' } })
  })

  it('are recorded and seen within the scope only, and by nobody for oneself', async () => {
    const db = await open()
    await openSellingBank(db)
    const one = `${head}S-001,loan,5,2026-09-01,D-1,100\n`
    for (const actor of [hr, manager])
      expect(await take(db, one, actor)).toMatchObject({ error: { code: 'not-allowed' } })
    expect(await take(db, one, of('/HO/B2/'))).toMatchObject({
      error: { detail: { faults: [{ reason: 'no-such-employee' }] } },
    })
    expect(await take(db, one, actorOf('emp_1', ['incentive-officer']))).toMatchObject({
      error: { detail: { faults: [{ reason: 'own-credit' }] } },
    })
    expect(await take(db, one, of(branchPath))).toMatchObject({ ok: true })
    for (const actor of [hr, officer, of(branchPath)])
      expect(await creditsVisible(db, actor, all)).toMatchObject([{ employeeNumber: 'S-001', unitPath: branchPath }])
    for (const actor of [manager, of('/HO/B2/')]) expect(await creditsVisible(db, actor, all)).toEqual([])
  })

  it('are found by person, by deal and by product, newest first', async () => {
    const db = await open()
    await openSellingBank(db)
    await take(db, whole)
    const deals = async (filter: Partial<typeof all>) =>
      (await creditsVisible(db, officer, { ...all, ...filter })).map(({ employeeNumber, deal }) => [
        employeeNumber,
        deal,
      ])
    expect((await deals({}))[0]).toEqual(['S-001', 'D-2'])
    expect(await deals({ search: 'S-002' })).toEqual([['S-002', 'D-1']])
    expect((await deals({ search: 'D-1' })).sort()).toEqual([
      ['S-001', 'D-1'],
      ['S-002', 'D-1'],
    ])
    expect(await creditsVisible(db, of('/HO/B2/'), { ...all, search: 'D-1' })).toEqual([])
    expect(await deals({ product: 'card' })).toEqual([['S-001', 'D-2']])
  })

  it('are withdrawn once and by the officer, are then not paid, and can be imported anew', async () => {
    const db = await open()
    await openSellingBank(db)
    const one = `${head}S-001,loan,5,2026-09-01,D-1,100\n`
    await take(db, one)
    const given = { creditId: (await rows(db))[0]?.id ?? '' }
    for (const actor of [hr, of('/HO/B2/'), actorOf('emp_1', ['incentive-officer'])])
      expect(await withdrawCredit(db, actor, given, clock.now)).toMatchObject({ error: { code: 'not-allowed' } })
    expect(await withdrawCredit(db, officer, given, clock.now)).toMatchObject({ ok: true })
    expect(await withdrawCredit(db, officer, given, clock.now)).toMatchObject({ error: { code: 'withdrawn-already' } })
    expect(await creditsOf(db, ['emp_1'], '2026-09-01', '2026-09-30', null)).toEqual([])
    expect((await db.select().from(auditRecords)).map(({ act }) => act)).toContain('credit.withdrawn')
    expect(await take(db, one)).toMatchObject({ ok: true })
    expect(await creditsVisible(db, officer, all)).toHaveLength(2)
  })

  it('show a statement their file and row, also when they were taken back after the run was calculated', async () => {
    const db = await open()
    await openSellingBank(db)
    await take(db, whole)
    const steps = [
      { label: 'D-1', rule: 'credit', inputs: { product: 'loan', volume: '1200.5', shareBp: 6_000 }, result: '720.3' },
      { label: 'sales', rule: 'round', inputs: { exact: '1.5', toMinor: 1 }, result: 2 },
    ]
    const line = { kind: 'component', component: 'sales', steps } as unknown as ExplainedLine
    const rowsAt = async (at: number) =>
      (await withCreditRows(db, 'emp_1', [line], at)).flatMap((each) => each.steps.map(({ inputs }) => inputs))
    const shown = { product: 'loan', volume: '1200.5', shareBp: 6_000, on: '2026-09-01', file: 'credits.csv', row: 2 }
    expect(await rowsAt(clock.now + 1)).toEqual([shown, { exact: '1.5', toMinor: 1 }])
    const [credit] = (await rows(db)).filter(({ employeeId, product }) => employeeId === 'emp_1' && product === 'loan')
    await withdrawCredit(db, officer, { creditId: credit?.id ?? '' }, clock.now + 5)
    expect((await rowsAt(clock.now + 1))[0]).toEqual(shown)
    // A run that was calculated afterwards did not pay it, and a deal of the same number is another.
    expect((await rowsAt(clock.now + 9))[0]).toEqual({ product: 'loan', volume: '1200.5', shareBp: 6_000 })
  })

  it('show each step its own row where one person has two rows of a deal', async () => {
    const db = await open()
    await openSellingBank(db)
    await take(db, `${head}S-001,loan,100,2026-09-01,D-1,60\nS-001,loan,100,2026-09-02,D-1,40\n`)
    const step = (shareBp: number) => ({
      label: 'D-1',
      rule: 'credit',
      inputs: { product: 'loan', volume: '100', shareBp },
      result: '1',
    })
    const line = {
      kind: 'component',
      component: 'sales',
      steps: [step(6_000), step(4_000)],
    } as unknown as ExplainedLine
    const [shown] = await withCreditRows(db, 'emp_1', [line], clock.now + 1)
    expect(shown?.steps.map(({ inputs }) => [inputs.shareBp, inputs.on, inputs.row])).toEqual([
      [6_000, '2026-09-01', 2],
      [4_000, '2026-09-02', 3],
    ])
  })
})
