import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Json } from '#app/kernel/canonical.ts'
import { instant, json } from './columns.ts'

/** The chain: each digest covers the one before it and a salted digest of the content, which lies beside. */
export const auditRecords = sqliteTable(
  'audit_records',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    at: instant().notNull(),
    actorId: text().notNull(),
    actorName: text().notNull(),
    onBehalfOf: text(),
    act: text().notNull(),
    subjectKind: text().notNull(),
    subjectId: text().notNull(),
    /** The unit path that the subject belonged to: the reach of who may read the record. */
    unitPath: text().notNull(),
    contentDigest: text().notNull(),
    previousDigest: text().notNull(),
    digest: text().notNull(),
  },
  (t) => [
    index('audit_by_subject').on(t.subjectKind, t.subjectId, t.seq),
    index('audit_by_actor').on(t.actorId, t.seq),
    index('audit_by_act').on(t.act, t.seq),
    index('audit_by_day').on(t.at),
  ],
)

/** What was changed. May be erased by a retention rule without breaking the chain. */
export const auditContents = sqliteTable('audit_contents', {
  seq: integer()
    .primaryKey()
    .references(() => auditRecords.seq),
  salt: text().notNull(),
  content: json<Json>(),
  erasedAt: instant(),
  erasedRule: text(),
})

/** Every approval of the bank: who decided what about which subject. */
export const approvals = sqliteTable(
  'approvals',
  {
    id: text().primaryKey(),
    subjectKind: text().notNull(),
    subjectId: text().notNull(),
    step: text().notNull(),
    by: text().notNull(),
    byName: text().notNull(),
    at: instant().notNull(),
    decision: text().$type<'approved' | 'returned' | 'released' | 'cancelled' | 'submitted'>().notNull(),
    reason: text(),
  },
  (t) => [index('approvals_by_subject').on(t.subjectKind, t.subjectId, t.at)],
)

/** One request that showed somebody another person's pay or ratings; sealed hourly into the chain. */
export const sightings = sqliteTable(
  'sightings',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    at: instant().notNull(),
    accountId: text().notNull(),
    accountName: text().notNull(),
    what: text().$type<'pay' | 'rating'>().notNull(),
    /** The address that was opened. */
    place: text().notNull(),
    /** Whose it was, by id. */
    employees: json<readonly string[]>().notNull().default([]),
    sealedBySeq: integer().references(() => auditRecords.seq),
  },
  (t) => [index('sightings_unsealed').on(t.sealedBySeq, t.id)],
)

/**
 * Whose sightings there are, of those that are sealed. Spread out then and not when somebody looks: each person's
 * entries lie on a page of their own, and a list of twenty would write forty pages before it is shown.
 */
export const sightedEmployees = sqliteTable(
  'sighted_employees',
  {
    sightingId: integer()
      .notNull()
      .references(() => sightings.id),
    employeeId: text().notNull(),
  },
  (t) => [uniqueIndex('sighted_once').on(t.employeeId, t.sightingId), index('sighted_together').on(t.sightingId)],
)
