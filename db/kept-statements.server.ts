/** Statements of an embedded connection, prepared once for the same text: drizzle prepares anew for every query. */
import type Database from 'better-sqlite3'

/** Texts kept; the one that was wanted longest ago goes first. */
const most = 400

/** The connection as drizzle is to see it. It reads rows as objects and as arrays; a statement can do only one of them. */
export const keepingStatements = (connection: Database.Database): Database.Database => {
  const kept = new Map<string, Database.Statement>()
  const prepare = (text: string): Database.Statement => {
    const known = kept.get(text)
    if (known) kept.delete(text)
    const statement = known ?? readable(connection, text)
    kept.set(text, statement)
    if (kept.size > most) for (const oldest of [...kept.keys()].slice(0, kept.size - most)) kept.delete(oldest)
    return statement
  }
  return Object.assign(Object.create(connection) as Database.Database, { prepare })
}

const readable = (connection: Database.Database, text: string): Database.Statement => {
  const statement = connection.prepare(text)
  let arrays: Database.Statement | null = null
  const raw = () => {
    arrays ??= connection.prepare(text).raw()
    return arrays
  }
  return Object.assign(Object.create(statement) as Database.Statement, {
    run: (...values: unknown[]) => statement.run(...values),
    get: (...values: unknown[]) => statement.get(...values),
    all: (...values: unknown[]) => statement.all(...values),
    raw,
  })
}
