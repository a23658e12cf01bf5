/**
 * Brings the bank's database to this version's schema, forward only, or says in one sentence why it will not and
 * touches nothing. Called once at start, before anything else opens the database.
 */
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client'
import Database from 'better-sqlite3'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import { copyDatabase } from './backup.server.ts'
import { databaseFile, isCluster } from './client.server.ts'
import { checkFile, checkFolder, keptByAnother, unreachable } from './condition.server.ts'

type Migration = ReturnType<typeof readMigrationFiles>[number]
export type Migrated = {
  /** How many migrations were applied now. */
  applied: number
  /** The copy that was made before, when there was data. */
  backup: string | null
}
export type MigrateRefusal = 'unwritable' | 'corrupt' | 'newer' | 'foreign' | 'busy' | 'unreachable' | 'no-backup'

export type MigrateOptions = {
  url: string
  varDir: string
  migrationsFolder: string
  /** Names the copy made before a migration, such as '2026-09-30T10-00-00'. */
  stamp: string
  /** How long another writer of the file is waited for. */
  patienceMs?: number
  say?: (line: string) => void
}

/** A refusal's detail is the sentence for the person at the terminal. */
export const migrate = async (options: MigrateOptions): Promise<Outcome<Migrated, MigrateRefusal, string>> => {
  const folder = checkFolder(options.varDir)
  if (folder) return refused('unwritable', folder)
  const migrations = readMigrationFiles(options)
  return isCluster(options.url) ? migrateCluster(options, migrations) : migrateFile(options, migrations)
}

/** How many migrations a bank still waits for, or why this version does not know it. Changes nothing. */
export const migrationsPending = async (
  options: Pick<MigrateOptions, 'url' | 'migrationsFolder'>,
): Promise<Outcome<number, 'newer' | 'foreign', string>> => {
  const migrations = readMigrationFiles(options)
  const client = isCluster(options.url) ? createClient({ url: options.url }) : null
  try {
    const found = client
      ? await lookAtCluster(client, options.url, migrations)
      : look(databaseFile(options.url), migrations, 5_000)
    return found.ok ? done(found.value.length) : found
  } finally {
    client?.close()
  }
}

const table = '__drizzle_migrations'
const noteStatements = [
  `CREATE TABLE IF NOT EXISTS ${table} (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)`,
  // Of two that migrate at once, the second fails on this and finds everything done.
  `CREATE UNIQUE INDEX IF NOT EXISTS ${table}_once ON ${table} (hash)`,
]
const note = (migration: Migration) =>
  `INSERT INTO ${table} (hash, created_at) VALUES ('${migration.hash}', ${migration.folderMillis})`
/** Foreign keys are switched off around the whole, where that has an effect; inside a transaction it has none. */
const statementsOf = (migration: Migration) =>
  migration.sql
    .map((statement) => statement.trim())
    .filter((statement) => !/^(PRAGMA foreign_keys\b.*)?$/i.test(statement))

type Plan = Outcome<Migration[], 'newer' | 'foreign', string>

/** What is still to be applied, given what the database says was. */
const plan = (migrations: Migration[], applied: string[], hasTables: boolean, where: string): Plan => {
  const known = new Set(migrations.map((migration) => migration.hash))
  if (applied.some((hash) => !known.has(hash)))
    return refused(
      'newer',
      `${where} was made by another, newer version of Echelon: start that version, or restore a backup of this one into an empty folder (npm run restore).`,
    )
  if (hasTables && applied.length === 0)
    return refused(
      'foreign',
      `${where} holds tables but is no database of Echelon: name another one in DATABASE_URL or VAR_DIR.`,
    )
  return done(migrations.filter((migration) => !applied.includes(migration.hash)))
}

const migrateFile = async (
  options: MigrateOptions,
  migrations: Migration[],
): Promise<Outcome<Migrated, MigrateRefusal, string>> => {
  const path = databaseFile(options.url)
  const condition = checkFile(path)
  if (condition) return refused(condition.code, condition.sentence)
  const timeout = options.patienceMs ?? 5_000
  let db: Database.Database | null = null
  try {
    const first = look(path, migrations, timeout)
    if (!first.ok) return first
    if (first.value.length === 0) return done({ applied: 0, backup: null })
    db = new Database(path, { timeout })
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = OFF')
    db.exec('BEGIN IMMEDIATE')
    // Asked again under the lock: another start may have come first.
    const pending = plan(migrations, appliedIn(db), hasTables(db), path)
    if (!pending.ok) return pending
    const backup = hasTables(db) ? await saveFirst(options) : null
    if (backup && !backup.ok) return backup
    for (const statement of [
      ...noteStatements,
      ...pending.value.flatMap((each) => [...statementsOf(each), note(each)]),
    ])
      db.exec(statement)
    const broken = db.pragma('foreign_key_check')
    if (Array.isArray(broken) && broken.length > 0) throw new Error('a migration left rows that point at nothing')
    db.exec('COMMIT')
    return done({ applied: pending.value.length, backup: backup ? backup.value : null })
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      return refused('busy', keptByAnother(path))
    throw error
  } finally {
    if (db?.inTransaction) db.exec('ROLLBACK')
    db?.close()
  }
}

/**
 * Changes nothing of what may be refused: a writer would fold the log of a killed server into the file as it closes.
 * Where there is no log, it is the reader that would leave an empty one behind.
 */
const look = (path: string, migrations: Migration[], timeout: number): Plan => {
  const readonly = (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
  const db = new Database(path, { readonly, timeout })
  try {
    return plan(migrations, appliedIn(db), hasTables(db), path)
  } finally {
    db.close()
  }
}

const hasTables = (db: Database.Database) =>
  db.prepare(`SELECT 1 FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND name NOT LIKE '${table}%'`).get() !==
  undefined
const appliedIn = (db: Database.Database): string[] =>
  db.prepare('SELECT 1 FROM sqlite_master WHERE name = ?').get(table)
    ? db.prepare<[], string>(`SELECT hash FROM ${table}`).pluck().all()
    : []

const saveFirst = async ({
  url,
  varDir,
  stamp,
  say,
}: MigrateOptions): Promise<Outcome<string, 'no-backup', string>> => {
  const path = join(varDir, 'backups', `before-migration-${stamp}.db`)
  say?.(`Copying the bank to ${path} before its schema changes…`)
  try {
    mkdirSync(join(varDir, 'backups'), { recursive: true })
    await copyDatabase(url, path)
    return done(path)
  } catch (error) {
    return refused(
      'no-backup',
      `No copy of the bank could be made at ${path} (${(error as Error).message}): free some space there, then start again. Nothing was changed.`,
    )
  }
}

const lookAtCluster = async (
  client: Client,
  url: string,
  migrations: Migration[],
): Promise<Plan & { hasTables: boolean }> => {
  const names = await client.execute(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'libsql_%'`,
  )
  const tables = names.rows.map((row) => String(row.name))
  const noted = tables.includes(table) ? (await client.execute(`SELECT hash FROM ${table}`)).rows : []
  const hasTables = tables.some((name) => name !== table)
  const applied = noted.map((row) => String(row.hash))
  return { ...plan(migrations, applied, hasTables, `The cluster at ${new URL(url).host}`), hasTables }
}

const migrateCluster = async (
  options: MigrateOptions,
  migrations: Migration[],
): Promise<Outcome<Migrated, MigrateRefusal, string>> => {
  const client = createClient({ url: options.url })
  const look = () => lookAtCluster(client, options.url, migrations)
  try {
    const found = await look().catch(() => null)
    if (!found) return refused('unreachable', unreachable(options.url))
    if (!found.ok) return found
    if (found.value.length === 0) return done({ applied: 0, backup: null })
    const backup = found.hasTables ? await saveFirst(options) : null
    if (backup && !backup.ok) return backup
    try {
      await client.migrate([...noteStatements, ...found.value.flatMap((each) => [note(each), ...statementsOf(each)])])
    } catch (error) {
      const again = await look()
      if (!again.ok || again.value.length > 0) throw error
      return done({ applied: 0, backup: backup ? backup.value : null })
    }
    return done({ applied: found.value.length, backup: backup ? backup.value : null })
  } finally {
    client.close()
  }
}
