import { rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, it } from 'vitest'
import { verifyChain } from '#app/audit/chain.server.ts'
import { smallestGroup } from '#app/feedback/pulse.ts'
import { passwordFits } from '#app/identity/passwords.server.ts'
import { grantedRoles } from '#app/identity/roles.ts'
import { calculatedRuns, holds, verifyRun } from '#app/incentives/runs/run-verification.server.ts'
import { openDb } from '#db/client.server.ts'
import { loadDemo } from '../../scripts/demo/load.ts'
import { demoPassword, stories } from '../../scripts/demo/stories.ts'
import { freshFile, freshFolder, today } from '../support/database.ts'

const load = async (asOf = today, seed = 7) => {
  const path = await freshFile()
  const surroundings = { varDir: freshFolder(), origin: 'http://localhost', smtpUrl: null, secret: 'x' }
  const loaded = await loadDemo({ url: `file:${path}`, surroundings, asOf, seed })
  if (!loaded.ok) throw new Error(loaded.error.code)
  return path
}

/** Every row of every table, in an order that does not depend on how it was written. */
const contentsOf = (path: string): Map<string, string> => {
  const file = new Database(path, { readonly: true })
  const names = file
    .prepare<[], string>("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by 1")
    .pluck()
    .all()
  const contents = names.map((name): [string, string] => {
    const rows = file.prepare(`select * from "${name}"`).raw().all()
    return [
      name,
      rows
        .map((row) => JSON.stringify(row))
        .sort()
        .join('\n'),
    ]
  })
  file.close()
  return new Map(contents)
}

describe('the demo bank', () => {
  let path: string
  let file: Database.Database
  const count = (sql: string, ...values: unknown[]) =>
    file
      .prepare(sql)
      .pluck()
      .get(...values)
  beforeAll(async () => {
    path = await load()
    file = new Database(path, { readonly: true })
    return () => file.close()
  }, 60_000)

  it('is the same for the same seed and day, table by table, and another for another seed', async () => {
    const [first, again, other] = [contentsOf(path), contentsOf(await load()), contentsOf(await load(today, 8))]
    for (const [table, rows] of first) expect(again.get(table) === rows, table).toBe(true)
    expect(other.get('employees')).not.toBe(first.get('employees'))
  }, 60_000)

  it('has keys that point at rows, a whole audit trail, and runs that come to the same again', async () => {
    expect(file.pragma('foreign_key_check')).toEqual([])
    const db = openDb({ url: `file:${path}` })
    expect((await verifyChain(db)).broken).toBeNull()
    const runs = await calculatedRuns(db)
    expect(runs).toHaveLength(2)
    for (const { id } of runs) expect(holds(await verifyRun(db, id))).toBe(true)
    db.engine.close()
  }, 60_000)

  it('gives nobody more than full time on a day, and weights of 100 on every sheet', () => {
    const over = `select count(*) from assignments a where 10000 < (select sum(b.fte_bp) from assignments b
      where b.employee_id = a.employee_id and b.from_on <= a.from_on and (b.to_on is null or b.to_on >= a.from_on))`
    expect(count(over)).toBe(0)
    expect(
      count('select count(*) from (select sum(weight_bp) s from goal_lines group by sheet_id) where s <> 10000'),
    ).toBe(0)
    expect(
      count(
        'select count(*) from product_credits where 10000 <> (select sum(split_bp) from product_credits d where d.deal = product_credits.deal)',
      ),
    ).toBe(0)
  })

  it('lets every role sign in with the one password', async () => {
    const hash = String(count('select password_hash from accounts where sign_in_name = ?', 'employee'))
    expect(await passwordFits(hash, demoPassword)).toBe(true)
    expect(count('select count(distinct password_hash) from accounts')).toBe(1)
    for (const { key } of stories)
      expect(count('select count(*) from accounts where sign_in_name = ?', key), key).toBe(1)
    for (const role of grantedRoles)
      expect(count('select count(*) from role_grants where role = ?', role), role).toBeGreaterThan(0)
  })

  it('tells its stories', () => {
    const heldFor = `select count(*) from held_payables h join employees e on e.id = h.employee_id
      join accounts a on a.id = e.account_id where a.sign_in_name = ? and h.paid_by_run_id is null`
    expect(count(heldFor, 'lapsed')).toBeGreaterThan(0)
    const deferredOf = `select count(*) from deferral_instalments d join employees e on e.id = d.employee_id
      join accounts a on a.id = e.account_id where a.sign_in_name = ? and a.closed_at is not null`
    expect(count(deferredOf, 'leaver')).toBeGreaterThan(0)
    const sheets = `select count(*) from goal_sheets s join employees e on e.id = s.employee_id
      join accounts a on a.id = e.account_id where a.sign_in_name = ? group by s.cycle_id order by 1 desc`
    expect(count(sheets, 'transfer')).toBe(2)
    const marks = `select avg(m.mark) from marks_given m join accounts a on a.id = m.by
      where m.perspective = 'manager' and (a.sign_in_name = 'severe') = ?`
    expect(Number(count(marks, 1))).toBeLessThan(Number(count(marks, 0)) - 1)
    expect(count("select count(*) from appeals where outcome = 'upheld'")).toBe(1)
    expect(count('select count(*) from appraisals where manager_reviewed_at is null')).toBeGreaterThan(100)
  })

  it('shows only groups of five and more in its pulses', () => {
    expect(
      count('select min(n) from (select count(*) n from pulse_answers group by pulse_id, group_path)'),
    ).toBeGreaterThanOrEqual(smallestGroup)
  })

  it('is refused where there is a bank already', async () => {
    const surroundings = { varDir: freshFolder(), origin: 'http://localhost', smtpUrl: null, secret: 'x' }
    const again = await loadDemo({ url: `file:${path}`, surroundings, asOf: today })
    expect(again).toMatchObject({ ok: false, error: { code: 'not-empty' } })
  })

  it.each(['2026-01-03', '2026-07-31', '2027-12-31'])(
    'is alive on %s',
    async (day) => {
      const made = await load(day)
      const other = new Database(made, { readonly: true })
      const runs = other.prepare('select released_at is not null r from runs order by prepared_at').pluck().all()
      expect(runs).toEqual([1, 0])
      expect(other.prepare('select count(*) from appraisals where published_at is null').pluck().get()).toBeGreaterThan(
        200,
      )
      other.close()
      rmSync(join(made), { force: true })
    },
    60_000,
  )
})
