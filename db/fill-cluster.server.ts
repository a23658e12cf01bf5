/** Puts the contents of an SQLite file into a libSQL server, replacing what is there. */
import { type Client, createClient, type InStatement, type InValue } from '@libsql/client'
import Database from 'better-sqlite3'

const names = "name NOT LIKE 'sqlite_%' AND name NOT LIKE 'libsql_%'"

const tablesOf = async (client: Client): Promise<string[]> => {
  const { rows } = await client.execute(`SELECT name FROM sqlite_master WHERE type = 'table' AND ${names}`)
  return rows.map((row) => String(row.name))
}

export const isClusterEmpty = async (url: string): Promise<boolean> => {
  const client = createClient({ url })
  try {
    return (await tablesOf(client)).length === 0
  } finally {
    client.close()
  }
}

/** The schema stands complete only after the last row is in: a restore that broke off is seen as no bank. */
export const fillCluster = async (path: string, url: string): Promise<void> => {
  const client = createClient({ url })
  const file = new Database(path, { readonly: true })
  file.defaultSafeIntegers(true)
  try {
    const old = await tablesOf(client)
    // migrate() switches foreign keys off around its batch.
    await client.migrate(old.map((name) => `DROP TABLE ${quoted(name)}`))
    const made = file
      .prepare<[], { type: string; name: string; sql: string }>(
        `SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND ${names} ORDER BY type <> 'table', name = '__drizzle_migrations', rowid`,
      )
      .all()
    for (const each of made.filter(({ type }) => type === 'table')) {
      await client.execute(each.sql)
      for (const batch of rowsOf(file, each.name)) await client.migrate(batch)
    }
    await client.migrate(sequencesOf(file))
    await client.migrate(made.filter(({ type }) => type !== 'table').map((each) => each.sql))
  } finally {
    file.close()
    client.close()
  }
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
const rowsAtOnce = 500

function* rowsOf(file: Database.Database, table: string): Generator<InStatement[]> {
  const all = file.prepare<[], InValue[]>(`SELECT * FROM ${quoted(table)} ORDER BY rowid`)
  const columns = all.columns().map((column) => column.name)
  const sql = `INSERT INTO ${quoted(table)} (${columns.map(quoted).join()}) VALUES (${columns.map(() => '?').join()})`
  let batch: InStatement[] = []
  for (const args of all.raw().iterate() as Iterable<InValue[]>) {
    batch.push({ sql, args })
    if (batch.length < rowsAtOnce) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

const sequencesOf = (file: Database.Database): InStatement[] => {
  if (!file.prepare("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'").get()) return []
  const rows = file.prepare<[], { name: string; seq: bigint }>('SELECT name, seq FROM sqlite_sequence').all()
  return [
    'DELETE FROM sqlite_sequence',
    ...rows.map(({ name, seq }) => ({
      sql: 'INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)',
      args: [name, seq],
    })),
  ]
}
