/**
 * Databases for tests: `freshDb()` is a new empty bank in a file of its own; `eachEngine` runs the same tests on a
 * file and on a real libSQL server. Ids are the same each time, and time stands still.
 */
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client'
import { afterAll, beforeAll, describe } from 'vitest'
import { type Day, type Instant, msPerDay } from '#app/kernel/day.ts'
import { type IdMaker, idMaker } from '#app/kernel/id.ts'
import { type Db, type OpenOptions, openDb } from '#db/client.server.ts'
import { afterEachFile } from './after-file.ts'
import { onCluster, type Sqld, startSqld } from './sqld.ts'
import { template } from './template.ts'

/** The constant time of the tests: 30 September 2026, 10:00 in Shanghai. */
export const now: Instant = Date.UTC(2026, 8, 30, 2)
export const today: Day = '2026-09-30'
export const timeZone = 'Asia/Shanghai'
const minute = 60_000
export const clock = {
  now,
  today,
  timeZone,
  minutes: (count: number): Instant => now + count * minute,
  days: (count: number): Instant => now + count * msPerDay,
} as const

/** The same ids in the same order, from a seed (mulberry32). */
export const seededIds = (seed = 1): IdMaker => idMaker(seededBytes(seed))

export const seededBytes = (seed: number) => {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return (count: number): Uint8Array => Uint8Array.from({ length: count }, () => Math.floor(next() * 256))
}

const opened: Db[] = []
const folders: string[] = []
afterEachFile(() => {
  for (const db of opened.splice(0)) db.engine.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A folder that goes when the test file ends. */
export const freshFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'echelon-test-'))
  folders.push(folder)
  return folder
}

/** Path of a new empty bank's file, for what opens it by itself. */
export const freshFile = async (): Promise<string> => {
  const path = join(freshFolder(), 'echelon.db')
  copyFileSync(await template(), path)
  return path
}

/** A new empty bank. It is closed and removed when the test file ends. */
export const freshDb = async (options: Partial<OpenOptions> = {}): Promise<Db> => {
  const db = openDb({ url: await freshFile(), ids: seededIds(), ...options })
  opened.push(db)
  return db
}

type Open = (options?: Partial<OpenOptions>) => Promise<Db>

/** Runs the tests that `define` makes on both engines; `open` gives each test an empty bank. */
export const eachEngine = (name: string, define: (open: Open, kind: 'embedded' | 'cluster') => void): void => {
  describe(`${name}, in one file`, () => define(freshDb, 'embedded'))
  onCluster(`${name}, on a cluster`, () => define(sharedCluster().open, 'cluster'))
}

/** One sqld for the tests of a describe block; `open` empties every table. */
export const sharedCluster = () => {
  let server: Sqld
  let admin: Client
  beforeAll(async () => {
    server = await startSqld()
    admin = createClient({ url: server.url })
    await admin.executeMultiple(readFileSync(`${await template()}.sql`, 'utf8'))
  })
  afterAll(async () => {
    admin.close()
    await server.stop()
  })
  const open: Open = async (options = {}) => {
    await empty(admin)
    const db = openDb({ url: server.wsUrl, ids: seededIds(), ...options })
    opened.push(db)
    return db
  }
  return { open, server: () => server }
}

const empty = async (admin: Client): Promise<void> => {
  const { rows } = await admin.execute(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name <> 'libsql_wasm_func_table' AND sql NOT LIKE 'CREATE VIRTUAL%'",
  )
  const names = rows.map((row) => String(row.name)).filter((name) => name !== 'sqlite_sequence')
  // Deferred, because tables may point at each other in a ring.
  await admin.batch(
    ['PRAGMA defer_foreign_keys = ON', ...names.map((name) => `DELETE FROM "${name}"`), 'DELETE FROM sqlite_sequence'],
    'write',
  )
}
