import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { freshFolder } from '../support/database.ts'
import { query } from '../support/query.ts'
import { runScript } from '../support/server.ts'
import { root } from '../support/template.ts'

const sales = join(root, 'tests/data/peopleanalytics/employee_performance.csv')
const on = ['--on', '2026-09-30']
const tables = [
  'employees',
  'assignments',
  'cycles',
  'goal_sheets',
  'actuals',
  'plan_versions',
  'runs',
  'audit_records',
]

const ask = <T>(varDir: string, sql: string): T[] => query(join(varDir, 'echelon.db'), sql)
const written = (name: string, text: string): string => {
  const file = join(freshFolder(), name)
  writeFileSync(file, text)
  return file
}

describe('npm run import', () => {
  it('brings 366 salespeople in, scores them and shares a pool out among them, up to where people decide', async () => {
    const varDir = freshFolder()
    const { code, error } = await runScript('import', ['performance', sales, ...on], varDir)
    expect(error).toBe('')
    expect(code).toBe(0)
    expect(ask(varDir, 'SELECT count(*) AS people FROM employees')).toEqual([{ people: 366 }])
    expect(ask(varDir, 'SELECT calculated_at IS NOT NULL AS calculated, submitted_at FROM runs')).toEqual([
      { calculated: 1, submitted_at: null },
    ])
    expect(ask(varDir, 'SELECT sum(awarded_minor) AS pool FROM run_lines')).toEqual([{ pool: 500_000_000 }])
    expect((await runScript('verify', [], varDir)).code).toBe(0)

    const stands = () => tables.map((table) => ask(varDir, `SELECT count(*) AS rows FROM ${table}`))
    const before = stands()
    const again = await runScript('import', ['performance', sales, ...on], varDir)
    expect(again.error).toBe('')
    expect(again.code).toBe(0)
    expect(again.out).toMatch(/2026-Q2 is imported already, with run run_\w+; nothing of employee_performance\.csv was/)
    expect(stands()).toEqual(before)
  })

  it('names the row of a value that is none, and goes on with the mended file', async () => {
    const varDir = freshFolder()
    const rows = (value: string) => `region,gender,sales,new_customers\nNorth,F,10.5,9\nWest,M,${value},17\n`
    const wrong = await runScript('import', ['performance', written('two.csv', rows('lots')), ...on], varDir)
    expect(wrong.code).toBe(1)
    expect(wrong.error.trim()).toBe('Row 3, sales, "lots": not-a-number.')
    const right = await runScript('import', ['performance', written('two.csv', rows('11.67')), ...on], varDir)
    expect(right.error).toBe('')
    expect(right.out).toMatch(/4 actuals from two\.csv; 2 people scored in 2026-Q2\./)
    expect(right.code).toBe(0)
  })

  it('leaves a cycle alone that somebody else opened', async () => {
    const varDir = freshFolder()
    await runScript('import', ['roster', written('roster.csv', 'number,name,unit,post,base\n'), ...on], varDir)
    const db = new Database(join(varDir, 'echelon.db'))
    db.exec(`INSERT INTO cycles (id, code, name, unit_id, from_on, to_on, opened_by, opened_at)
      SELECT 'cyc_1', '2026-Q2', '{"en":"HR’s own"}', id, '2026-04-01', '2026-06-30', 'acc_hr', 1 FROM units`)
    db.close()
    const { code, error } = await runScript('import', ['performance', sales, ...on], varDir)
    expect(code).toBe(1)
    expect(error).toMatch(/^The cycle: code-taken\./)
    expect(ask(varDir, 'SELECT count(*) AS sheets FROM goal_sheets')).toEqual([{ sheets: 0 }])
  })

  it('reads a roster, and the same roster again changes nothing', async () => {
    const varDir = freshFolder()
    const file = written(
      'roster.csv',
      'number,name,unit,post,base\nE1,王小明,城东支行,柜员,8000\nE2,李芳,城东支行,柜员,8500.50\n',
    )
    const first = await runScript('import', ['roster', file, ...on], varDir)
    expect(first.error).toBe('')
    expect(first.out).toMatch(/roster\.csv: 2 add\./)
    expect((await runScript('import', ['roster', file, ...on], varDir)).out).toMatch(/roster\.csv: 2 same\./)
  })

  it('refuses what it cannot read, with the row, and writes nobody', async () => {
    const varDir = freshFolder()
    const file = written('roster.csv', 'number,name,unit,post,base\nE1,王小明,城东支行,柜员,eight thousand\n')
    const { code, error } = await runScript('import', ['roster', file, ...on], varDir)
    expect(code).toBe(1)
    expect(error).toMatch(/1 rows? cannot be read; nothing was written\.\nRow 2: .*eight thousand/)
    expect(error).not.toMatch(/\n\s+at /)
    expect(ask(varDir, 'SELECT count(*) AS people FROM employees')).toEqual([{ people: 0 }])
  })

  it('says what it does not understand', async () => {
    const { code, error } = await runScript('import', ['payroll', sales], freshFolder())
    expect(code).toBe(1)
    expect(error).toMatch(/^Usage: npm run import/)
    const missing = await runScript('import', ['roster', '/no/such/file.csv'], freshFolder())
    expect(missing.code).toBe(1)
    expect(missing.error).toMatch(/no such file/)
  })
})
