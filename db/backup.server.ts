/** A consistent copy of the whole bank in one SQLite file, taken while it is in use, from either engine. */
import { existsSync, renameSync, rmSync } from 'node:fs'
import { type Client, createClient, type InValue, type Transaction } from '@libsql/client'
import Database from 'better-sqlite3'
import { databaseFile, isCluster } from './client.server.ts'

/** Writes the copy to `path`, which must not exist; a copy that failed leaves nothing there. */
export const copyDatabase = async (url: string, path: string): Promise<void> => {
  if (existsSync(path)) throw new Error(`${path} exists already`)
  const unfinished = `${path}.unfinished`
  rmSync(unfinished, { force: true })
  try {
    if (isCluster(url)) await copyCluster(url, unfinished)
    else copyFile(databaseFile(url), unfinished)
    renameSync(unfinished, path)
  } finally {
    rmSync(unfinished, { force: true })
  }
}

/** VACUUM INTO reads one snapshot and holds no writer up; the copy is compact and has no log beside it. */
const copyFile = (from: string, to: string): void => {
  const db = new Database(from, { readonly: true, fileMustExist: true, timeout: 5_000 })
  try {
    db.prepare('VACUUM INTO ?').run(to)
  } finally {
    db.close()
  }
}

/** sqld knows no VACUUM INTO: everything is read in one transaction and written to a file here. */
const copyCluster = async (url: string, to: string): Promise<void> => {
  const client: Client = createClient({ url, intMode: 'bigint' })
  const file = new Database(to)
  try {
    const read = await client.transaction('read')
    try {
      file.pragma('journal_mode = OFF')
      file.pragma('foreign_keys = OFF')
      file.exec('BEGIN')
      await copyAll(read, file)
      file.exec('COMMIT')
    } finally {
      read.close()
    }
  } finally {
    file.close()
    client.close()
  }
}

const copyAll = async (read: Transaction, file: Database.Database): Promise<void> => {
  const { rows } = await read.execute(
    "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'libsql_%'",
  )
  const made = rows.map((row) => ({ type: String(row.type), name: String(row.name), sql: String(row.sql) }))
  for (const table of made.filter((each) => each.type === 'table')) {
    file.exec(table.sql)
    await copyTable(read, file, table.name)
  }
  // Numbers given out by AUTOINCREMENT go on where they stopped.
  const sequences = await read.execute("SELECT name FROM sqlite_master WHERE name = 'sqlite_sequence'")
  if (sequences.rows.length > 0) {
    file.exec('DELETE FROM sqlite_sequence')
    await copyTable(read, file, 'sqlite_sequence')
  }
  // Indexes are quicker built at the end, and triggers must not fire meanwhile.
  for (const each of made.filter(({ type }) => type !== 'table')) file.exec(each.sql)
}

const rowsAtOnce = 1_000

const copyTable = async (read: Transaction, file: Database.Database, name: string): Promise<void> => {
  const quoted = `"${name.replaceAll('"', '""')}"`
  for (let last: InValue = -(2n ** 63n), insert: Database.Statement | null = null; ; ) {
    const { columns, rows } = await read.execute({
      sql: `SELECT rowid AS "rowid*", * FROM ${quoted} WHERE rowid > ? ORDER BY rowid LIMIT ${rowsAtOnce}`,
      args: [last],
    })
    const names = columns.slice(1)
    insert ??= file.prepare(
      `INSERT INTO ${quoted} (${names.map((each) => `"${each}"`).join()}) VALUES (${names.map(() => '?').join()})`,
    )
    for (const row of rows) insert.run(names.map((_, place) => stored(row[place + 1])))
    if (rows.length < rowsAtOnce) return
    last = BigInt(String(rows.at(-1)?.[0]))
  }
}

const stored = (value: unknown) => (value instanceof ArrayBuffer ? Buffer.from(value) : value)
