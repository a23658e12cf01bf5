import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { migrate } from '#db/migrate.server.ts'
import { freshFile, freshFolder } from '../support/database.ts'
import { query } from '../support/query.ts'
import { onCluster, startSqld } from '../support/sqld.ts'
import { migrationsFolder, template } from '../support/template.ts'

const options = (varDir: string, url = `file:${join(varDir, 'echelon.db')}`) => ({
  url,
  varDir,
  migrationsFolder,
  stamp: '2026-09-30T10-00-00',
})

const journalOf = (folder: string): { entries: unknown[] } =>
  JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8'))
const ofTheCode = journalOf(migrationsFolder).entries.length

/** The migrations of the code and one more. */
const oneMore = (sql: string): string => {
  const folder = join(freshFolder(), 'migrations')
  cpSync(migrationsFolder, folder, { recursive: true })
  const journalPath = join(folder, 'meta/_journal.json')
  const journal = JSON.parse(readFileSync(journalPath, 'utf8'))
  journal.entries.push({ ...journal.entries.at(-1), when: journal.entries.at(-1).when + 1, tag: 'one_more' })
  writeFileSync(journalPath, JSON.stringify(journal))
  writeFileSync(join(folder, 'one_more.sql'), sql)
  return folder
}

/** The migrations of an earlier version of the code: those before one of them. */
const until = (tag: string): string => {
  const folder = join(freshFolder(), 'migrations')
  cpSync(migrationsFolder, folder, { recursive: true })
  const journalPath = join(folder, 'meta/_journal.json')
  const journal: { entries: { tag: string }[] } = JSON.parse(readFileSync(journalPath, 'utf8'))
  const at = journal.entries.findIndex((each) => each.tag === tag)
  writeFileSync(journalPath, JSON.stringify({ ...journal, entries: journal.entries.slice(0, at) }))
  return folder
}

const columns = `SELECT m.name AS "table", c.name, c.type, c."notnull", c.dflt_value, c.pk FROM sqlite_master m, pragma_table_info(m.name) c
  WHERE m.type = 'table' ORDER BY 1, 2`
const indexes = `SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY 1, 2`

describe('the migrations', () => {
  it('lead to the schema that the code has', async () => {
    const varDir = freshFolder()
    expect(await migrate(options(varDir))).toMatchObject({ ok: true })
    const made = join(varDir, 'echelon.db')
    expect(query(made, columns)).toEqual(query(await template(), columns))
    expect(query(made, indexes)).toEqual(query(await template(), indexes))
  })

  it('are applied once', async () => {
    const varDir = freshFolder()
    expect(await migrate(options(varDir))).toEqual({ ok: true, value: { applied: ofTheCode, backup: null } })
    expect(await migrate(options(varDir))).toEqual({ ok: true, value: { applied: 0, backup: null } })
  })

  it('are applied once when two start at the same moment', async () => {
    const varDir = freshFolder()
    const both = await Promise.all([migrate(options(varDir)), migrate(options(varDir))])
    expect(both.every((each) => each.ok)).toBe(true)
    expect(query(join(varDir, 'echelon.db'), 'SELECT count(*) AS n FROM __drizzle_migrations')).toEqual([
      { n: ofTheCode },
    ])
  })

  it('copy a bank that holds data before they change it', async () => {
    const varDir = freshFolder()
    await migrate(options(varDir))
    const folder = oneMore(
      'CREATE TABLE one_more (a integer);--> statement-breakpoint\nINSERT INTO one_more VALUES (1);',
    )
    const outcome = await migrate({ ...options(varDir), migrationsFolder: folder })
    const backup = join(varDir, 'backups/before-migration-2026-09-30T10-00-00.db')
    expect(outcome).toEqual({ ok: true, value: { applied: 1, backup } })
    expect(query(backup, "SELECT name FROM sqlite_master WHERE name = 'one_more'")).toEqual([])
    expect(query(join(varDir, 'echelon.db'), 'SELECT a FROM one_more')).toEqual([{ a: 1 }])
  })

  it('give each KPI the curves that it has had, as far as the trail still holds them', async () => {
    const varDir = freshFolder()
    await migrate({ ...options(varDir), migrationsFolder: until('0009_curves_of_kpis') })
    const bank = new Database(join(varDir, 'echelon.db'))
    const kpi = bank.prepare(
      "INSERT INTO kpis (id, code, name, definition, changed_by, changed_at) VALUES (?, ?, '{}', '{}', 'acc', 0)",
    )
    for (const id of ['changed', 'erased', 'added']) kpi.run(id, id)
    const record = bank.prepare(
      "INSERT INTO audit_records (seq, at, actor_id, actor_name, act, subject_kind, subject_id, unit_path, content_digest, previous_digest, digest) VALUES (?, 0, '', '', ?, 'kpi', ?, '/', '', '', '')",
    )
    const content = bank.prepare("INSERT INTO audit_contents (seq, salt, content) VALUES (?, '', ?)")
    const curve = (per: string) => ({ kind: 'deduct', per, floor: '0' })
    const [first, second] = [curve('1'), curve('2')]
    const acts: [act: string, id: string, content: unknown][] = [
      ['kpi.changed', 'changed', { before: { curve: first }, after: { curve: second } }],
      ['kpi.changed', 'changed', { before: { curve: second }, after: { curve: first } }],
      ['kpi.changed', 'erased', null],
      ['kpi.added', 'added', { before: null, after: { curve: first } }],
    ]
    for (const [seq, [act, id, changed]] of acts.entries()) {
      record.run(seq + 1, act, id)
      content.run(seq + 1, changed && JSON.stringify(changed))
    }
    bank.close()
    expect(await migrate(options(varDir))).toMatchObject({ ok: true })
    expect(query(join(varDir, 'echelon.db'), 'SELECT id, curves_before FROM kpis ORDER BY id')).toEqual([
      { id: 'added', curves_before: '[]' },
      { id: 'changed', curves_before: JSON.stringify([first, second]) },
      { id: 'erased', curves_before: '[]' },
    ])
  })

  it('write whom each sighting was of beside it, and spread out by person those that are sealed', async () => {
    const varDir = freshFolder()
    await migrate({ ...options(varDir), migrationsFolder: until('0010_sightings_spread_when_sealed') })
    const file = join(varDir, 'echelon.db')
    const bank = new Database(file)
    bank.exec(`
      INSERT INTO audit_records (seq, at, actor_id, actor_name, act, subject_kind, subject_id, unit_path, content_digest, previous_digest, digest)
        VALUES (1, 0, '', '', 'sightings.sealed', 'sightings', '1-1', '/', '', '', '');
      INSERT INTO sightings (id, at, account_id, account_name, what, place, sealed_by_seq)
        VALUES (1, 0, 'acc', '', 'pay', '/runs/1', 1), (2, 0, 'acc', '', 'pay', '/runs/1', NULL);
      INSERT INTO sighted_employees (sighting_id, employee_id) VALUES (1, 'emp_2'), (1, 'emp_1'), (2, 'emp_3');
    `)
    bank.close()
    expect(await migrate(options(varDir))).toMatchObject({ ok: true })
    expect(query(file, 'SELECT id, employees FROM sightings ORDER BY id')).toEqual([
      { id: 1, employees: '["emp_1","emp_2"]' },
      { id: 2, employees: '["emp_3"]' },
    ])
    expect(query(file, 'SELECT sighting_id FROM sighted_employees')).toEqual([{ sighting_id: 1 }, { sighting_id: 1 }])
  })

  it('change nothing when one of them fails', async () => {
    const varDir = freshFolder()
    await migrate(options(varDir))
    const folder = oneMore('CREATE TABLE one_more (a integer);--> statement-breakpoint\nINSERT INTO absent VALUES (1);')
    await expect(migrate({ ...options(varDir), migrationsFolder: folder })).rejects.toThrow('no such table: absent')
    expect(query(join(varDir, 'echelon.db'), "SELECT name FROM sqlite_master WHERE name = 'one_more'")).toEqual([])
  })
})

/** What is in a folder, to the byte. */
const contents = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => [each.name, readFileSync(join(each.parentPath, each.name)).toString('base64')])

const refusalTouchesNothing = async (varDir: string, folder = migrationsFolder) => {
  const before = contents(varDir)
  const outcome = await migrate({ ...options(varDir), migrationsFolder: folder })
  expect(contents(varDir)).toEqual(before)
  if (outcome.ok) throw new Error('this should have been refused')
  return outcome.error
}

const bank = async (change: (path: string) => void): Promise<string> => {
  const path = await freshFile()
  change(path)
  return join(path, '..')
}

describe('a start is refused, in one sentence and touching nothing,', () => {
  it('on a database of a newer version', async () => {
    const varDir = freshFolder()
    await migrate({ ...options(varDir), migrationsFolder: oneMore('CREATE TABLE one_more (a integer);') })
    const error = await refusalTouchesNothing(varDir)
    expect(error.code).toBe('newer')
    expect(error.detail).toMatch(/newer version of Echelon: start that version/)
  })

  it('on a file that is no database', async () => {
    const varDir = await bank((path) => writeFileSync(path, 'These are the minutes of a meeting. '.repeat(99)))
    const error = await refusalTouchesNothing(varDir)
    expect(error.code).toBe('corrupt')
    expect(error.detail).toMatch(/damaged \(file is not a database\).*npm run restore/)
  })

  it('on a truncated file', async () => {
    const varDir = await bank((path) => truncateSync(path, statSync(path).size - 8_192))
    expect((await refusalTouchesNothing(varDir)).detail).toMatch(/damaged \(its end is missing\)/)
  })

  it('on a file with overwritten pages', async () => {
    const varDir = await bank((path) => {
      const bytes = readFileSync(path)
      bytes.fill(0xa5, 4_096 * 3, 4_096 * 6)
      writeFileSync(path, bytes)
    })
    expect((await refusalTouchesNothing(varDir)).code).toBe('corrupt')
  })

  it('on the database of another program', async () => {
    const varDir = await bank((path) => {
      rmSync(path)
      new Database(path).exec('CREATE TABLE shopping (item text)').close()
    })
    expect((await refusalTouchesNothing(varDir)).detail).toMatch(/no database of Echelon/)
  })

  it('where the folder cannot be made', async () => {
    const file = join(freshFolder(), 'file')
    writeFileSync(file, '')
    const outcome = await migrate(options(join(file, 'var')))
    expect(outcome).toMatchObject({ ok: false, error: { code: 'unwritable' } })
    expect(existsSync(join(file, 'var'))).toBe(false)
  })

  it('while another process keeps the database to itself', async () => {
    const varDir = freshFolder()
    const other = new Database(join(varDir, 'echelon.db'))
    other.pragma('journal_mode = WAL')
    other.exec('BEGIN IMMEDIATE')
    const outcome = await migrate({ ...options(varDir), patienceMs: 100 })
    other.close()
    expect(outcome).toMatchObject({ ok: false, error: { code: 'busy' } })
  })
})

onCluster('the migrations on a cluster', () => {
  it('are applied once, also when two start together, and copy what they change', async () => {
    const server = await startSqld()
    try {
      const varDir = freshFolder()
      const here = options(varDir, server.url)
      const both = await Promise.all([migrate(here), migrate(here)])
      expect(both.map((each) => each.ok)).toEqual([true, true])
      expect(await migrate(here)).toEqual({ ok: true, value: { applied: 0, backup: null } })

      const client = createClient({ url: server.url })
      await client.execute(`INSERT INTO marks (key, value, at) VALUES ('a', '"值"', 1)`)
      const more = { ...here, migrationsFolder: oneMore('CREATE TABLE one_more (a integer);') }
      const outcome = await migrate(more)
      const backup = join(varDir, 'backups/before-migration-2026-09-30T10-00-00.db')
      expect(outcome).toEqual({ ok: true, value: { applied: 1, backup } })
      expect(query(backup, 'SELECT key, value FROM marks')).toEqual([{ key: 'a', value: '"值"' }])
      expect(query(backup, columns)).toEqual(query(await template(), columns))
      expect(await migrate(here)).toMatchObject({ ok: false, error: { code: 'newer' } })
      client.close()
    } finally {
      await server.stop()
    }
  })

  it('say so when no server answers', async () => {
    const outcome = await migrate(options(freshFolder(), 'http://127.0.0.1:9'))
    expect(outcome).toMatchObject({ ok: false, error: { code: 'unreachable' } })
  })
})
