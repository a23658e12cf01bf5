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

/**
 * What reads, as drizzle is to see it: on the writer's connection as long as no transaction is open there, else on the
 * reader's, so that nothing is seen before it is kept. A connection forgets the pages it holds when another has written,
 * and the reader's would read them anew after every commit; the writer's knows what it wrote itself.
 */
export const readingBeside = (writer: Database.Database, reader: Database.Database): Database.Database => {
  const prepare = (text: string): Database.Statement => {
    const within = writer.prepare(text)
    // The reader's connection refuses to write, and so does what reads on the writer's.
    if (!within.readonly) return reader.prepare(text)
    const now = () => (writer.inTransaction ? reader.prepare(text) : within)
    return handingOn(within, now, () => now().raw())
  }
  return Object.assign(Object.create(reader) as Database.Database, { prepare })
}

const readable = (connection: Database.Database, text: string): Database.Statement => {
  const statement = connection.prepare(text)
  let arrays: Database.Statement | null = null
  const raw = () => {
    arrays ??= connection.prepare(text).raw()
    return arrays
  }
  return handingOn(statement, () => statement, raw)
}

/** A statement that looks like another and leaves to `now` what it is asked; the runtime's own knows only itself as `this`. */
const handingOn = (
  like: Database.Statement,
  now: () => Database.Statement,
  raw: () => Database.Statement,
): Database.Statement =>
  Object.assign(Object.create(like) as Database.Statement, {
    run: (...values: unknown[]) => now().run(...values),
    get: (...values: unknown[]) => now().get(...values),
    all: (...values: unknown[]) => now().all(...values),
    raw,
  })
