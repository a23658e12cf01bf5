import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Json } from '#app/kernel/canonical.ts'
import type { JobState } from '#app/kernel/job-state.ts'
import type { Locale } from '#app/kernel/words.ts'
import { instant, json } from './columns.ts'

/** Durable jobs: leased by one worker at a time, resumed from their cursor after a crash. */
export const jobs = sqliteTable(
  'jobs',
  {
    id: text().primaryKey(),
    kind: text().notNull(),
    state: text().$type<JobState>().notNull().default('queued'),
    /** The account that asked for it; only it and those who may read the subject see the job. */
    requestedBy: text().notNull(),
    input: json<Json>().notNull(),
    /** Where the next chunk begins; written in the chunk's own transaction. */
    cursor: json<Json>(),
    progressDone: integer().notNull().default(0),
    progressTotal: integer(),
    result: json<Json>(),
    error: text(),
    /** Two requests with the same key are one job. */
    onceKey: text(),
    attempts: integer().notNull().default(0),
    queuedAt: instant().notNull(),
    runAfter: instant().notNull(),
    startedAt: instant(),
    finishedAt: instant(),
    cancelRequestedAt: instant(),
    leaseOwner: text(),
    leaseUntil: instant(),
  },
  (t) => [
    uniqueIndex('jobs_once').on(t.onceKey),
    index('jobs_in_turn').on(t.state, t.kind, t.runAfter),
    index('jobs_at_once').on(t.state, t.runAfter).where(sql`${t.startedAt} is null and ${t.runAfter} <= ${t.queuedAt}`),
    index('jobs_by_requester').on(t.requestedBy, t.queuedAt),
  ],
)

/** Content-addressed files under var/files. */
export const files = sqliteTable('files', {
  digest: text().primaryKey(),
  name: text().notNull(),
  mediaType: text().notNull(),
  size: integer().notNull(),
  addedBy: text().notNull(),
  addedAt: instant().notNull(),
})

/** A form key makes a double submit one act: the second finds where the first went. */
export const formKeys = sqliteTable(
  'form_keys',
  {
    actorId: text().notNull(),
    key: text().notNull(),
    at: instant().notNull(),
    answer: json<Json>(),
  },
  (t) => [primaryKey({ columns: [t.actorId, t.key] }), index('form_keys_age').on(t.at)],
)

/** How a person last mapped a file's columns, so that the next import starts there. */
export const importMappings = sqliteTable(
  'import_mappings',
  {
    kind: text().notNull(),
    accountId: text().notNull(),
    header: text().notNull(),
    mapping: json<Json>().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.accountId, t.header] })],
)

/** A list's filter, sort and columns under a name. */
export const savedViews = sqliteTable(
  'saved_views',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    list: text().notNull(),
    name: text().notNull(),
    query: text().notNull(),
    savedAt: instant().notNull(),
  },
  (t) => [uniqueIndex('saved_views_name').on(t.accountId, t.list, t.name)],
)

/** Small facts that the machinery keeps: where the last digest mail stopped, what content is loaded. */
export const marks = sqliteTable('marks', {
  key: text().primaryKey(),
  value: json<Json>().notNull(),
  at: instant().notNull().default(sql`0`),
})

/** Mail to be sent: at least once, under an id that stays the same. */
export const mails = sqliteTable(
  'mails',
  {
    /** Its local part of the Message-ID. */
    id: text().primaryKey(),
    to: text().notNull(),
    language: text().$type<Locale>().notNull(),
    subject: text().notNull(),
    body: text().notNull(),
    queuedAt: instant().notNull(),
    sendAfter: instant().notNull(),
    attempts: integer().notNull().default(0),
    lastError: text(),
    sentAt: instant(),
  },
  (t) => [index('mails_waiting').on(t.sentAt, t.sendAfter), index('mails_age').on(t.queuedAt)],
)
