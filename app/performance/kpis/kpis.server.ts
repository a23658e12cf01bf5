/** The KPI library: one row per KPI; goal sheets keep what they were agreed on, so an edit here changes no scorecard. */

import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { record } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { canonical } from '#app/kernel/canonical.ts'
import type { Instant } from '#app/kernel/day.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import type { Words } from '#app/kernel/words.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { kpiDimensions, kpis } from '#db/schema/performance.ts'
import { newId, transact } from '#db/transact.server.ts'
import type { Curve, Direction } from '../curve.ts'
import type { KpiDefinition } from '../kpi.ts'
import { kpiLibrary } from './content.server.ts'

export type Kpi = typeof kpis.$inferSelect
export type Dimension = { code: string; name: Words }
const subject = (id: string) => ({ kind: 'kpi', id, unitPath: '/' })

/** Brings the library of `content/kpis` in: what is there already, and may have been edited, stays as it is. */
export const loadKpis = async (tx: Tx, actor: Actor, now: Instant): Promise<{ added: number }> => {
  const library = kpiLibrary()
  for (const [position, { code, name }] of library.dimensions.entries())
    await tx.insert(kpiDimensions).values({ code, name, position }).onConflictDoNothing()
  let added = 0
  for (const definition of library.kpis) {
    const id = newId(tx, 'kpi', now)
    const written = await tx
      .insert(kpis)
      .values({ id, code: definition.code, name: definition.name, definition, changedBy: actor.id, changedAt: now })
      .onConflictDoNothing()
      .returning({ id: kpis.id })
    added += written.length
  }
  if (added > 0) await record(tx, actor, 'kpi.loaded', subject('library'), { after: { added } }, now)
  return { added }
}

export const kpisInUse = async (db: Reader | Tx): Promise<Kpi[]> =>
  db.select().from(kpis).where(isNull(kpis.retiredAt)).orderBy(asc(kpis.code))

/** The whole library, what is retired last. */
export const allKpis = async (db: Reader | Tx): Promise<Kpi[]> =>
  db.select().from(kpis).orderBy(sql`${kpis.retiredAt} is not null`, asc(kpis.code))

export const findKpi = async (db: Reader | Tx, code: string): Promise<Kpi | null> => {
  const [row] = await db.select().from(kpis).where(eq(kpis.code, code))
  return row ?? null
}

/** Which way each KPI runs, by its code. */
export const directionsOfKpis = async (db: Reader | Tx): Promise<Map<string, Direction>> =>
  new Map((await allKpis(db)).map((kpi) => [kpi.code, kpi.definition.direction]))

/** Every curve that a KPI of the library has or had. */
export const curvesThroughTime = async (db: Reader | Tx): Promise<{ code: string; curve: Curve }[]> =>
  (await allKpis(db)).flatMap(({ code, definition, curvesBefore }) =>
    [definition.curve, ...curvesBefore].map((curve) => ({ code, curve })),
  )

export const dimensions = async (db: Reader | Tx): Promise<Dimension[]> =>
  db
    .select({ code: kpiDimensions.code, name: kpiDimensions.name })
    .from(kpiDimensions)
    .orderBy(asc(kpiDimensions.position), asc(kpiDimensions.code))

export type KpiRefusal = 'no-such-kpi' | 'not-allowed' | 'changed-meanwhile' | 'code-taken' | 'retired-already'

export const addKpi = (
  db: Db | Tx,
  actor: Actor,
  definition: KpiDefinition,
  now: Instant,
): Promise<Outcome<{ code: string }, KpiRefusal>> =>
  transact(db, async (tx) => {
    if (!can(actor, 'kpi.change')) return refused('not-allowed')
    if (await findKpi(tx, definition.code)) return refused('code-taken')
    const id = newId(tx, 'kpi', now)
    const { code, name } = definition
    await tx.insert(kpis).values({ id, code, name, definition, changedBy: actor.id, changedAt: now })
    await record(tx, actor, 'kpi.added', subject(id), { after: definition }, now)
    return done({ code })
  })

export const changeKpi = (
  db: Db | Tx,
  actor: Actor,
  { revision, definition }: { revision: number; definition: KpiDefinition },
  now: Instant,
): Promise<Outcome<{ code: string }, KpiRefusal>> =>
  transact(db, async (tx) => {
    if (!can(actor, 'kpi.change')) return refused('not-allowed')
    const kpi = await findKpi(tx, definition.code)
    if (!kpi) return refused('no-such-kpi')
    const before = kpi.definition
    const curvesBefore =
      canonical(before.curve) === canonical(definition.curve) ? kpi.curvesBefore : [...kpi.curvesBefore, before.curve]
    const change = { name: definition.name, definition, curvesBefore, changedBy: actor.id, changedAt: now }
    const [written] = await tx
      .update(kpis)
      .set({ ...change, revision: revision + 1 })
      .where(and(eq(kpis.id, kpi.id), eq(kpis.revision, revision)))
      .returning({ id: kpis.id })
    if (!written) return changedMeanwhile(tx, subject(kpi.id))
    await record(tx, actor, 'kpi.changed', subject(kpi.id), { before, after: definition }, now)
    return done({ code: kpi.code })
  })

/** New templates no longer offer it; sheets that have it go on. */
export const retireKpi = (
  db: Db | Tx,
  actor: Actor,
  { code, revision }: { code: string; revision: number },
  now: Instant,
): Promise<Outcome<{ code: string }, KpiRefusal>> =>
  transact(db, async (tx) => {
    if (!can(actor, 'kpi.change')) return refused('not-allowed')
    const kpi = await findKpi(tx, code)
    if (!kpi) return refused('no-such-kpi')
    if (kpi.retiredAt) return refused('retired-already')
    const [written] = await tx
      .update(kpis)
      .set({ retiredAt: now, changedBy: actor.id, changedAt: now, revision: revision + 1 })
      .where(and(eq(kpis.id, kpi.id), eq(kpis.revision, revision)))
      .returning({ id: kpis.id })
    if (!written) return changedMeanwhile(tx, subject(kpi.id))
    await record(tx, actor, 'kpi.retired', subject(kpi.id), { after: { retiredAt: now } }, now)
    return done({ code })
  })
