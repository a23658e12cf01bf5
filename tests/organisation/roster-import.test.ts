import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { assignmentsOn } from '#app/organisation/assignments/assignments.server.ts'
import { rosterCommit } from '#app/organisation/roster/roster-commit.job.ts'
import {
  askCommit,
  askPreview,
  findImport,
  type RosterChoices,
} from '#app/organisation/roster/roster-imports.server.ts'
import type { RosterMapping } from '#app/organisation/roster/roster-mapping.ts'
import { rosterPreview } from '#app/organisation/roster/roster-preview.job.ts'
import { rosterRows } from '#app/organisation/roster/roster-rows.server.ts'
import { uploadRoster } from '#app/organisation/roster/roster-uploads.server.ts'
import { firstSettings } from '#app/organisation/settings/settings.server.ts'
import { closeUnit } from '#app/organisation/units/unit-changes.server.ts'
import type { Db } from '#db/client.server.ts'
import { bankSettings, employees } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { clock, eachEngine, freshDb, freshFolder } from '../support/database.ts'
import { branchHr, hr, openBank, person, runQueued, runToFirstStep } from './bank.ts'

const columns: RosterMapping = {
  number: { from: 'column', heading: '工号' },
  name: { from: 'column', heading: '姓名' },
  unit: { from: 'column', heading: '机构' },
  post: { from: 'column', heading: '岗位' },
  base: { from: 'column', heading: '月薪' },
}
const choices: RosterChoices = {
  columns,
  effectiveOn: '2026-09-01',
  unitId: 'unt_ho',
  absentMeansLeft: false,
  makeUnits: false,
  makePosts: false,
}
const head = '工号,姓名,机构,岗位,月薪\n'

const upload = async (db: Db, varDir: string, text: string | Uint8Array, actor = hr) => {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const outcome = await uploadRoster(db, actor, varDir, { name: 'roster.csv', bytes }, clock.now)
  if (!outcome.ok) throw new Error(outcome.error.code)
  return outcome.value.id
}
const preview = async (db: Db, varDir: string, id: string, chosen: Partial<RosterChoices> = {}, actor = hr) => {
  const asked = await askPreview(db, actor, id, varDir, { ...choices, ...chosen }, clock.now)
  if (!asked.ok) throw new Error(asked.error.code)
  const job = await runQueued(db, rosterPreview, asked.value.jobId, varDir)
  expect(job.state, job.error ?? '').toBe('done')
  return (await findImport(db, actor, id))?.counts
}
const commit = async (db: Db, varDir: string, id: string) => {
  const asked = await askCommit(db, hr, id, clock.now)
  if (!asked.ok) throw new Error(asked.error.code)
  return runQueued(db, rosterCommit, asked.value.jobId, varDir)
}
const whole = async (db: Db, varDir: string, text: string | Uint8Array, chosen: Partial<RosterChoices> = {}) => {
  const id = await upload(db, varDir, text)
  const counts = await preview(db, varDir, id, chosen)
  const job = await commit(db, varDir, id)
  expect(job.state, job.error ?? '').toBe('done')
  return counts
}
/** From the day on the bank counts in dollars. */
const dollarsFrom = (db: Db, fromOn: string) =>
  transact(db, (tx) =>
    tx.insert(bankSettings).values({ ...firstSettings, currency: 'USD', fromOn, changedAt: clock.now }),
  )
const none = { add: 0, change: 0, move: 0, leave: 0, rehire: 0, same: 0, error: 0 }

eachEngine('a roster import', (open) => {
  it('adds, changes, moves, lets leave and takes back, and the same file again changes nothing', async () => {
    const db = await open()
    const varDir = freshFolder()
    await openBank(db)
    const first = `${head}E1,王小明,O1,柜员,8000\nE2,李芳,文晖支行,TELLER,8500.50\nE3,张伟,B2,RM,12000\nE4,赵敏,B2,RM,9000\n`
    expect(await whole(db, varDir, first, { absentMeansLeft: true })).toEqual({ ...none, add: 4 })
    expect(await whole(db, varDir, first, { absentMeansLeft: true })).toEqual({ ...none, same: 4 })

    const second = `${head}E1,王小明,O1,柜员,8200\nE2,李芳,B2,TELLER,8500.50\nE3,张伟,B2,RM,12000\n`
    const october = { effectiveOn: '2026-10-01', absentMeansLeft: true }
    expect(await whole(db, varDir, second, october)).toEqual({ ...none, change: 1, move: 1, same: 1, leave: 1 })
    expect(await whole(db, varDir, second, october)).toEqual({ ...none, same: 3 })
    const [e2] = await db.all<{ id: string }>(sql`select id from employees where number = 'E2'`)
    expect((await assignmentsOn(db, e2?.id ?? '', '2026-09-30')).map((each) => each.unitPath)).toEqual(['/HO/B1/O1/'])
    expect((await assignmentsOn(db, e2?.id ?? '', '2026-10-01')).map((each) => each.unitPath)).toEqual(['/HO/B2/'])
    const [left] = await db.all<{ n: number }>(sql`select count(*) n from employments where to_on = '2026-09-30'`)
    expect(left?.n).toBe(1)

    const third = `${head}E4,赵敏,B2,RM,9500\n`
    expect(await whole(db, varDir, third, { effectiveOn: '2026-12-01' })).toEqual({ ...none, rehire: 1 })
    const spans = await db.all(sql`
      select m.from_on, m.to_on from employments m join employees e on e.id = m.employee_id where e.number = 'E4' order by m.from_on`)
    expect(spans).toEqual([
      { from_on: '2026-09-01', to_on: '2026-09-30' },
      { from_on: '2026-12-01', to_on: null },
    ])
  })

  it('says what is wrong with each cell, and writes nothing while there is an error', async () => {
    const db = await open()
    const varDir = freshFolder()
    await openBank(db)
    const id = await upload(db, varDir, `${head}E1,王小明,火星支行,柜员,八千\nE1,李芳,O1,行长,-1\nE5,,O1,柜员,1\n`)
    expect(await preview(db, varDir, id)).toEqual({ ...none, error: 3 })
    const { rows } = await rosterRows(db, id, { kind: 'error', limit: 10, offset: 0 })
    expect(rows.map((row) => [row.row, row.detail.faults?.map((fault) => `${fault.field} ${fault.reason}`)])).toEqual([
      [2, ['base not-a-number', 'unit unit-unknown']],
      [3, ['base negative', 'number twice-in-file', 'post post-unknown']],
      [4, ['name empty']],
    ])
    expect(await askCommit(db, hr, id, clock.now)).toMatchObject({ ok: false, error: { code: 'has-errors' } })
  })

  it('refuses a preview that the bank has outrun', async () => {
    const db = await open()
    const varDir = freshFolder()
    await openBank(db)
    const id = await upload(db, varDir, `${head}E1,王小明,O1,柜员,8000\n`)
    await preview(db, varDir, id)
    await person(db, { number: 'E9' })
    const job = await commit(db, varDir, id)
    expect([job.state, job.error]).toEqual(['failed', '{"code":"stale-preview"}'])
    expect(await db.all(sql`select id from employees where number = 'E1'`)).toEqual([])
  })
})

describe('a roster import', () => {
  describe('whose preview was broken off after its first rows', () => {
    const lines = Array.from({ length: 2_100 }, (_, at) => `N${at + 1},王小明,O1,TELLER,8000`)
    /** Of the 2,100 rows the first are kept, and the process that worked them out is gone. */
    const brokenOff = async () => {
      const db = await freshDb()
      const varDir = freshFolder()
      await openBank(db)
      const id = await upload(db, varDir, head + lines.join('\n'))
      const asked = await askPreview(db, hr, id, varDir, choices, clock.now)
      if (!asked.ok) throw new Error(asked.error.code)
      await runToFirstStep(db, rosterPreview, asked.value.jobId, varDir)
      expect((await rosterRows(db, id, { limit: 10, offset: 0 })).total).toBe(2_000)
      const goOn = async () => {
        const job = await runQueued(db, rosterPreview, asked.value.jobId, varDir)
        expect(job.state, job.error ?? '').toBe('done')
        return (await findImport(db, hr, id))?.counts
      }
      const kindOf = async (number: string) => {
        const rows = await db.all<{ kind: string }>(
          sql`select kind from roster_import_rows where employee_number = ${number}`,
        )
        return rows.map(({ kind }) => kind)
      }
      return { db, goOn, kindOf }
    }

    it('is gone on with where it stood, if the bank is as it was', async () => {
      const { db, goOn, kindOf } = await brokenOff()
      await transact(db, async (tx) => {
        await tx.run(sql`update roster_import_rows set kind = 'same' where employee_number = 'N7'`)
      })
      expect(await goOn()).toEqual({ ...none, add: 2_100 })
      // Not made anew.
      expect(await kindOf('N7')).toEqual(['same'])
      expect(await kindOf('N2100')).toEqual(['add'])
    })

    it('is made anew from the first row, if the bank has changed since', async () => {
      const { db, goOn, kindOf } = await brokenOff()
      expect(await kindOf('N7')).toEqual(['add'])
      await person(db, { number: 'N7', unitId: 'unt_b2' })
      expect(await goOn()).toEqual({ ...none, add: 2_099, move: 1 })
      expect(await kindOf('N7')).toEqual(['move'])
      expect(await kindOf('N2100')).toEqual(['add'])
    })
  })

  it('takes the same figure in another currency for another base, and keeps its currency with it', async () => {
    const db = await freshDb()
    const varDir = freshFolder()
    await openBank(db)
    const file = `${head}E1,王小明,O1,柜员,8000\n`
    expect(await whole(db, varDir, file)).toEqual({ ...none, add: 1 })
    await dollarsFrom(db, '2026-08-01')
    const id = await upload(db, varDir, file)
    // On its own first day the row is rewritten.
    expect(await preview(db, varDir, id)).toEqual({ ...none, change: 1 })
    const { rows } = await rosterRows(db, id, { limit: 10, offset: 0 })
    expect(rows[0]?.detail.changes).toEqual([{ field: 'base', from: '800000', to: '800000', fromCurrency: 'CNY' }])
    expect((await commit(db, varDir, id)).state).toBe('done')
    const based = () => db.all(sql`select base_minor, currency, from_on, to_on from assignments order by from_on`)
    expect(await based()).toEqual([{ base_minor: 800_000, currency: 'USD', from_on: '2026-09-01', to_on: null }])
    expect(await whole(db, varDir, file)).toEqual({ ...none, same: 1 })
    expect(await whole(db, varDir, file, { effectiveOn: '2026-10-01' })).toEqual({ ...none, same: 1 })
  })

  it('is refused when the currency of its day has changed since the preview', async () => {
    const db = await freshDb()
    const varDir = freshFolder()
    await openBank(db)
    const id = await upload(db, varDir, `${head}E1,王小明,O1,柜员,8000\n`)
    await preview(db, varDir, id)
    await dollarsFrom(db, '2026-08-01')
    expect(await commit(db, varDir, id)).toMatchObject({ state: 'failed', error: '{"code":"stale-preview"}' })
  })

  it('brings in 366 people with numbers by pattern, base by constant and regions as units', async () => {
    const db = await freshDb()
    const varDir = freshFolder()
    await openBank(db)
    const bytes = readFileSync(join(import.meta.dirname, '../data/peopleanalytics/employee_performance.csv'))
    const counts = await whole(db, varDir, bytes, {
      makeUnits: true,
      makePosts: true,
      columns: {
        number: { from: 'pattern', pattern: 'S-{row:3}' },
        name: { from: 'pattern', pattern: 'Salesperson {row}' },
        unit: { from: 'column', heading: 'region' },
        post: { from: 'constant', value: 'Salesperson' },
        base: { from: 'constant', value: '1.00' },
        gender: { from: 'column', heading: 'gender' },
      },
    })
    expect(counts).toEqual({ ...none, add: 366 })
    const regions = await db.all<{ path: string; n: number }>(sql`
      select pl.path path, count(*) n from assignments a join unit_placements pl on pl.unit_id = a.unit_id
      where a.base_minor = 100 group by pl.path order by pl.path`)
    expect(regions.map(({ path }) => path)).toEqual(['/HO/EAST/', '/HO/NORTH/', '/HO/SOUTH/', '/HO/WEST/'])
    expect(regions.reduce((sum, { n }) => sum + n, 0)).toBe(366)
  })

  it('keeps a branch to its own people', async () => {
    const db = await freshDb()
    const varDir = freshFolder()
    await openBank(db)
    await person(db, { number: 'E7', unitId: 'unt_b2' })
    const id = await upload(db, varDir, `${head}E7,员工E7,O1,柜员,8000\nE8,新人,B2,柜员,8000\n`, branchHr)
    expect(await preview(db, varDir, id, { unitId: 'unt_b1' }, branchHr)).toEqual({ ...none, error: 2 })
    const { rows } = await rosterRows(db, id, { limit: 10, offset: 0 })
    expect(rows.map((row) => row.detail.faults?.[0]?.reason)).toEqual(['elsewhere', 'unit-outside'])
    const asked = await askPreview(db, branchHr, id, varDir, choices, clock.now)
    expect(asked).toMatchObject({ ok: false, error: { code: 'unit-out-of-reach' } })
  })

  it('brings nobody into a unit that closes, and no unit below one', async () => {
    const db = await freshDb()
    const varDir = freshFolder()
    await openBank(db)
    const closing = { lastDay: '2026-12-31', revision: 1 }
    expect(await closeUnit(db, hr, 'unt_o1', closing, clock.now)).toMatchObject({ ok: true })
    const id = await upload(db, varDir, `${head}E8,新人,O1,柜员,8000\nE9,新人,B2,柜员,8000\n`)
    expect(await preview(db, varDir, id)).toEqual({ ...none, add: 1, error: 1 })
    const { rows } = await rosterRows(db, id, { limit: 10, offset: 0 })
    expect(rows.map((row) => row.detail.faults?.[0]?.reason)).toEqual(['unit-closes', undefined])
    const below = { ...choices, unitId: 'unt_o1', makeUnits: true }
    expect(await askPreview(db, hr, id, varDir, below, clock.now)).toMatchObject({
      error: { code: 'parent-closes', detail: { day: '2026-12-31' } },
    })
    expect(await askPreview(db, hr, id, varDir, { ...below, unitId: 'unt_b1' }, clock.now)).toMatchObject({ ok: true })
  })

  it('previews and writes 20,000 people at once', async () => {
    const db = await freshDb()
    const varDir = freshFolder()
    await openBank(db)
    const lines = Array.from(
      { length: 20_000 },
      (_, at) => `N${at + 1},王小${at % 2 ? '明' : '芳'},${at % 3 ? 'O1' : 'B2'},TELLER,${8_000 + (at % 50)}`,
    )
    // How long it takes is measured by the bench.
    expect(await whole(db, varDir, head + lines.join('\n'))).toEqual({ ...none, add: 20_000 })
    expect(await db.$count(employees)).toBe(20_000)
  }, 60_000)
})
