/**
 * Opens the bank's database: one file by default, a libSQL cluster when DATABASE_URL names one. Both sit behind the
 * same awaited drizzle queries; only transact.server.ts and insert-rows.server.ts know the difference.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { drizzle as drizzleEmbedded } from 'drizzle-orm/better-sqlite3'
import { drizzle as drizzleCluster } from 'drizzle-orm/libsql'
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'
import { type IdMaker, idMaker } from '#app/kernel/id.ts'
import { inTurn, inTurnOrToldSo } from './in-turn.server.ts'
import { keepingStatements, readingBeside } from './kept-statements.server.ts'
import { patientClient } from './patient-client.server.ts'

type Queries = Omit<BaseSQLiteDatabase<'sync' | 'async', unknown, Record<string, never>>, 'transaction' | '_'>

/** Everything that only reads. */
export type Reader = Pick<Queries, 'select' | 'selectDistinct' | 'with' | '$with' | '$count' | 'all' | 'get' | 'values'>
/** A transaction in progress: reads and writes, and the ids of what it makes. */
export type Tx = Queries & { readonly transaction: TransactionState }
/** The bank's database: reads at once, writes through transact. */
export type Db = Reader & { readonly engine: Engine }

export type TransactionState = {
  readonly ids: IdMaker
  /** A refusal inside: the whole rolls back when the outermost call ends. */
  refusal: boolean
  readonly engine: Engine
}

export type Engine = {
  readonly kind: 'embedded' | 'cluster'
  readonly ids: IdMaker
  /** Which asynchronous flow holds the writer, so that a nested transact(db) is refused instead of waiting for itself. */
  readonly inside: AsyncLocalStorage<true>
  /** Runs work in one transaction; it commits when `keep` says so of the answer. */
  readonly transaction: <T>(work: (tx: Tx) => Promise<T>, keep: (answer: T, tx: Tx) => boolean) => Promise<T>
  /** The same bank read from a replica, where there is one. */
  readonly replica: Reader | null
  readonly close: () => void
  /** The embedded writer, for backup and checks; null on a cluster. */
  readonly file: Database.Database | null
  /** A statement of the embedded writer, prepared once for the same text; null on a cluster. */
  readonly prepare: ((text: string) => Database.Statement) | null
}

export type OpenOptions = {
  url: string
  replicaUrl?: string
  authToken?: string
  ids?: IdMaker
  /** How long SQLite itself waits for another writer. 0 on the serving thread, where a wait would freeze every page. */
  busyTimeoutMs?: number
  /** How long a libSQL server may take for an answer. */
  answerMs?: number
}

/** Whether an address names a libSQL server rather than a file. */
export const isCluster = (url: string) => /^(wss?|https?|libsql):/.test(url)

export const openDb = (options: OpenOptions): Db =>
  isCluster(options.url) ? openCluster(options) : openEmbedded(options)

const randomIds = () => idMaker((count) => randomBytes(count))

/** Path of an embedded database: 'file:/x/y.db' or a plain path. */
export const databaseFile = (url: string): string => url.replace(/^file:/, '')

const openEmbedded = ({ url, ids = randomIds(), busyTimeoutMs = 5_000 }: OpenOptions): Db => {
  const path = databaseFile(url)
  mkdirSync(dirname(path), { recursive: true })
  const writer = new Database(path, { timeout: busyTimeoutMs })
  writer.pragma('journal_mode = WAL')
  writer.pragma('synchronous = FULL')
  writer.pragma('foreign_keys = ON')
  // 16 MiB of log instead of 4 before it is written into the file: what many commits touch is written there once.
  writer.pragma('wal_autocheckpoint = 4000')
  const reader = new Database(path, { readonly: true, timeout: 5_000 })
  reader.pragma('query_only = ON')
  for (const connection of [writer, reader]) {
    connection.pragma('cache_size = -32000')
    connection.pragma('mmap_size = 268435456')
    connection.pragma('temp_store = MEMORY')
  }
  const kept = keepingStatements(writer)
  const writing = drizzleEmbedded(kept, { casing: 'snake_case' })
  const reading = drizzleEmbedded(readingBeside(kept, keepingStatements(reader)), { casing: 'snake_case' })
  const queued = inTurn()
  const engine: Engine = {
    kind: 'embedded',
    ids,
    inside: new AsyncLocalStorage(),
    replica: null,
    file: writer,
    prepare: (text) => kept.prepare(text),
    transaction: (work, keep) =>
      queued(async () => {
        await begin(writer)
        try {
          const tx: Tx = Object.assign(Object.create(writing) as typeof writing, {
            transaction: { ids, refusal: false, engine } satisfies TransactionState,
          })
          const answer = await work(tx)
          writer.exec(keep(answer, tx) ? 'COMMIT' : 'ROLLBACK')
          return answer
        } catch (error) {
          if (writer.inTransaction) writer.exec('ROLLBACK')
          throw error
        }
      }),
    close: () => {
      reader.close()
      writer.close()
    },
  }
  return Object.assign(reading, { engine })
}

/** Takes the write lock, asking again for up to five seconds while another process or thread has it. */
const begin = async (writer: Database.Database): Promise<void> => {
  for (let waited = 0; ; waited += 5) {
    try {
      writer.exec('BEGIN IMMEDIATE')
      return
    } catch (error) {
      const isBusy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
      if (!isBusy || waited >= 5_000) throw error
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
}

/** So long a write waits for those before it while none of them gets through. */
const turnMs = 5_000

const openCluster = ({ url, replicaUrl, authToken, ids = randomIds(), answerMs }: OpenOptions): Db => {
  const token = authToken ? { authToken } : {}
  const client = patientClient({ url, ...token }, answerMs)
  const primary = drizzleCluster(client, { casing: 'snake_case' })
  const replicaClient = replicaUrl ? patientClient({ url: replicaUrl, ...token }, answerMs) : null
  const rolledBack = new Error('rolled back')
  // The primary writes one at a time anyway, and 200 transactions open at once make sqld drop the connection.
  const queued = inTurnOrToldSo(Math.min(turnMs, answerMs ?? turnMs))
  const engine: Engine = {
    kind: 'cluster',
    ids,
    inside: new AsyncLocalStorage(),
    replica: replicaClient ? drizzleCluster(replicaClient, { casing: 'snake_case' }) : null,
    file: null,
    prepare: null,
    transaction: (work, keep) =>
      queued(async () => {
        let answer: { value: Awaited<ReturnType<typeof work>> } | null = null
        try {
          await primary.transaction(
            async (open) => {
              const tx = Object.assign(Object.create(open) as Omit<typeof open, 'transaction'>, {
                transaction: { ids, refusal: false, engine } satisfies TransactionState,
              })
              const value = await work(tx)
              answer = { value }
              if (!keep(value, tx)) throw rolledBack
            },
            { behavior: 'immediate' },
          )
        } catch (error) {
          if (error !== rolledBack) throw error
        }
        if (!answer) throw new Error('a transaction ended without an answer')
        return (answer as { value: Awaited<ReturnType<typeof work>> }).value
      }),
    close: () => {
      client.close()
      replicaClient?.close()
    },
  }
  return Object.assign(primary, { engine })
}
