/**
 * The template that every test database is a copy of: an empty bank with the schema as the code has it now. That the
 * migrations lead to the same schema is a test of its own (tests/db/migrate.test.ts). Made once per schema, under a
 * lock, and kept in node_modules/.cache.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import Database from 'better-sqlite3'
import { readMigrationFiles } from 'drizzle-orm/migrator'

export const root = resolve(import.meta.dirname, '../..')
const schemaFolder = join(root, 'db/schema')
export const migrationsFolder = join(root, 'db/migrations')
const cache = join(root, 'node_modules/.cache/echelon')

const schemaFiles = () =>
  readdirSync(schemaFolder)
    .filter((name) => name.endsWith('.ts'))
    .sort()

const digest = (): string => {
  const hash = createHash('sha256')
  for (const name of schemaFiles()) hash.update(name).update(readFileSync(join(schemaFolder, name)))
  hash.update(readFileSync(join(migrationsFolder, 'meta/_journal.json')))
  return hash.digest('hex').slice(0, 16)
}

/** Path of the template; the first caller makes it, the others wait for that. */
export const template = async (): Promise<string> => {
  const path = join(cache, `template-${digest()}.db`)
  if (existsSync(path)) return path
  mkdirSync(cache, { recursive: true })
  const release = await lock(`${path}.lock`)
  try {
    if (!existsSync(path)) await make(path)
  } finally {
    release()
  }
  return path
}

const lock = async (folder: string): Promise<() => void> => {
  for (;;) {
    try {
      mkdirSync(folder)
      return () => rmSync(folder, { recursive: true, force: true })
    } catch {
      // A maker that died leaves its lock behind; a living one needs seconds.
      const since = statSync(folder, { throwIfNoEntry: false })?.mtimeMs
      if (since !== undefined && Date.now() - since > 60_000) rmSync(folder, { recursive: true, force: true })
      await new Promise((done) => setTimeout(done, 50))
    }
  }
}

const make = async (path: string): Promise<void> => {
  const unfinished = `${path}.${process.pid}`
  rmSync(unfinished, { force: true })
  const db = new Database(unfinished)
  for (const statement of await schemaStatements()) db.exec(statement)
  db.exec('CREATE TABLE __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)')
  db.exec('CREATE UNIQUE INDEX __drizzle_migrations_once ON __drizzle_migrations (hash)')
  const note = db.prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)')
  for (const migration of readMigrationFiles({ migrationsFolder })) note.run(migration.hash, migration.folderMillis)
  db.close()
  renameSync(unfinished, path)
  // Beside the file, as text: what a cluster is set up from.
  writeFileSync(`${path}.sql`, dump(path))
}

/** What drizzle-kit would write as the first migration of this schema. */
export const schemaStatements = async (): Promise<string[]> => {
  const kit: typeof import('drizzle-kit/api') = createRequire(import.meta.url)('drizzle-kit/api')
  const tables: Record<string, unknown> = {}
  for (const name of schemaFiles()) Object.assign(tables, await import(pathToFileURL(join(schemaFolder, name)).href))
  const nothing = await kit.generateSQLiteDrizzleJson({}, undefined, 'snake_case')
  const now = await kit.generateSQLiteDrizzleJson(tables, undefined, 'snake_case')
  return kit.generateSQLiteMigration(nothing, now)
}

const dump = (path: string): string => {
  const db = new Database(path, { readonly: true })
  const made = db
    .prepare<[], { sql: string }>(
      "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type = 'index', rowid",
    )
    .all()
  const rows = db
    .prepare<[], { hash: string; created_at: number }>('SELECT hash, created_at FROM __drizzle_migrations')
    .all()
  db.close()
  const notes = rows.map(
    (row) => `INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('${row.hash}', ${row.created_at})`,
  )
  return [...made.map((each) => each.sql), ...notes].join(';\n')
}
