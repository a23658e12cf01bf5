/** Reads the trail, within the part of the bank that the reader audits. */
import { and, asc, desc, eq, gt, gte, lt, or, type SQL, sql } from 'drizzle-orm'
import { can, scopeOf } from '#app/identity/policy.ts'
import { withinScope } from '#app/identity/scope.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Json } from '#app/kernel/canonical.ts'
import { addDays, startOfDay } from '#app/kernel/day.ts'
import { findMark } from '#app/kernel/marks.server.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader } from '#db/client.server.ts'
import { auditContents, auditRecords } from '#db/schema/audit.ts'
import type { ChainVerified } from './chain-check.ts'
import type { TrailFilter } from './trail-filter.ts'

export type TrailRow = Omit<typeof auditRecords.$inferSelect, 'contentDigest' | 'previousDigest'>

const trailPageSize = 50

const row = {
  seq: auditRecords.seq,
  at: auditRecords.at,
  actorId: auditRecords.actorId,
  actorName: auditRecords.actorName,
  onBehalfOf: auditRecords.onBehalfOf,
  act: auditRecords.act,
  subjectKind: auditRecords.subjectKind,
  subjectId: auditRecords.subjectId,
  unitPath: auditRecords.unitPath,
  digest: auditRecords.digest,
}

const withinTrail = (actor: Actor): SQL => withinScope(scopeOf(actor, 'trail'), auditRecords.unitPath)

const beginsWith = (text: string) => `${text.replace(/[\\%_]/g, '\\$&')}%`

const matching = (filter: TrailFilter, timeZone: string): (SQL | undefined)[] => [
  filter.act ? sql`${auditRecords.act} like ${beginsWith(filter.act)} escape '\\'` : undefined,
  filter.who
    ? or(
        eq(auditRecords.actorId, filter.who),
        sql`${auditRecords.actorName} like ${`%${beginsWith(filter.who)}`} escape '\\'`,
      )
    : undefined,
  filter.subject
    ? or(
        eq(auditRecords.subjectId, filter.subject),
        eq(auditRecords.subjectKind, filter.subject),
        anyOf(auditRecords.subjectId, filter.named ?? []),
      )
    : undefined,
  filter.day ? gte(auditRecords.at, startOfDay(filter.day, timeZone)) : undefined,
  filter.day ? lt(auditRecords.at, startOfDay(addDays(filter.day, 1), timeZone)) : undefined,
]

/** A page of records, newest first, older than `before`. */
export const trailOf = async (
  db: Reader,
  actor: Actor,
  filter: TrailFilter,
  timeZone: string,
  before?: number,
): Promise<{ rows: TrailRow[]; more: boolean }> => {
  const rows = await db
    .select(row)
    .from(auditRecords)
    .where(
      and(
        withinTrail(actor),
        ...matching(filter, timeZone),
        before === undefined ? undefined : lt(auditRecords.seq, before),
      ),
    )
    .orderBy(desc(auditRecords.seq))
    .limit(trailPageSize + 1)
  return { rows: rows.slice(0, trailPageSize), more: rows.length > trailPageSize }
}

/** All of them, oldest first, a stretch at a time: read as they are written out. */
export async function* wholeTrail(
  db: Reader,
  actor: Actor,
  filter: TrailFilter,
  timeZone: string,
): AsyncGenerator<TrailRow[]> {
  for (let after = 0; ; ) {
    const rows = await db
      .select(row)
      .from(auditRecords)
      .where(and(withinTrail(actor), ...matching(filter, timeZone), gt(auditRecords.seq, after)))
      .orderBy(asc(auditRecords.seq))
      .limit(1_000)
    const last = rows.at(-1)
    if (!last) return
    yield rows
    after = last.seq
  }
}

export type TrailRecord = TrailRow & {
  before: Json
  after: Json
  erasedAt: number | null
  erasedRule: string | null
}

/** One record with what it changed; null when it is not there or not in the reader's reach. */
export const findRecord = async (db: Reader, actor: Actor, seq: number): Promise<TrailRecord | null> => {
  const [found] = await db
    .select({
      ...row,
      content: auditContents.content,
      erasedAt: auditContents.erasedAt,
      erasedRule: auditContents.erasedRule,
    })
    .from(auditRecords)
    .leftJoin(auditContents, eq(auditContents.seq, auditRecords.seq))
    .where(eq(auditRecords.seq, seq))
  if (!found || !can(actor, 'audit.read', found)) return null
  const { content, ...rest } = found
  const change = (content ?? {}) as { before?: Json; after?: Json }
  return { ...rest, before: change.before ?? null, after: change.after ?? null }
}

/** The kinds of acts that have happened within the reader's part of the bank, for the filter: 'run', 'appraisal' … */
export const actKinds = async (db: Reader, actor: Actor): Promise<string[]> => {
  // From one act to the next by index: reading every record to know two hundred words would take a second in a few years.
  const rows = await db.all<{ act: string }>(
    sql`with recursive acts(act) as (
        select min(act) from audit_records
        union all select (select min(act) from audit_records where act > acts.act) from acts where acts.act is not null
      ) select act from acts where act like '%.%'
        and exists (select 1 from audit_records where act = acts.act and ${withinTrail(actor)})`,
  )
  return [...new Set(rows.map(({ act }) => act.split('.')[0] ?? act))].sort()
}

export const verifiedKey = 'audit verified'

/** When the whole chain was last walked, and what was found; null before the first time. */
export const lastVerified = async (db: Reader): Promise<ChainVerified | null> =>
  (await findMark(db, verifiedKey)) as ChainVerified | null
