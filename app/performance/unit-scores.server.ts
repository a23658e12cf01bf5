/** A unit's own score in a cycle: the source of unit multipliers and of pools divided among units. */
import { and, eq, sql } from 'drizzle-orm'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { record } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import type { DecimalText } from '#app/kernel/decimal.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import { isWithin } from '#app/kernel/tree-path.ts'
import { unitOn, unitsOn } from '#app/organisation/units/units.server.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { actualImports, unitScores } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { type Cycle, findCycle } from './cycles.server.ts'

/** By unit id. */
export const unitScoresOf = async (db: Reader | Tx, cycleId: string): Promise<Map<string, DecimalText>> => {
  const rows = await db
    .select({ unitId: unitScores.unitId, score: unitScores.score })
    .from(unitScores)
    .where(eq(unitScores.cycleId, cycleId))
  return new Map(rows.map(({ unitId, score }) => [unitId, score]))
}

/** Scores of a cycle, or of the named units in it, by unit id, each with where it came from: a row of a file, or words. */
export const sourcedScores = async (db: Reader, cycleId: string, unitIds?: readonly string[]) => {
  const rows = await db
    .select({
      unitId: unitScores.unitId,
      score: unitScores.score,
      file: actualImports.fileName,
      row: unitScores.sourceRow,
      note: unitScores.sourceNote,
      recordedAt: unitScores.recordedAt,
    })
    .from(unitScores)
    .leftJoin(actualImports, eq(actualImports.id, unitScores.importId))
    .where(and(eq(unitScores.cycleId, cycleId), unitIds && anyOf(unitScores.unitId, unitIds)))
  return new Map(rows.map(({ unitId, ...score }) => [unitId, score]))
}

/** Every unit of a cycle in the order of the tree, with its score; null where none is set. */
export const scoredUnits = async (db: Reader, cycle: Cycle) => {
  const scored = await sourcedScores(db, cycle.id)
  const units = await unitsOn(db, cycle.toOn, cycle.unitPath)
  return units.map(({ id, code, name, path }) => ({ id, code, name, path, scored: scored.get(id) ?? null }))
}

/** Sets scores in place of those before; the caller has decided that they may be set, and records it. */
export const writeUnitScores = async (
  tx: Tx,
  actor: Actor,
  cycleId: string,
  scores: readonly { unitId: string; score: DecimalText; importId?: string; sourceRow?: number; sourceNote?: string }[],
  now: Instant,
): Promise<void> => {
  for (let at = 0; at < scores.length; at += atOnce)
    await tx
      .insert(unitScores)
      .values(scores.slice(at, at + atOnce).map((row) => ({ ...row, cycleId, recordedBy: actor.id, recordedAt: now })))
      .onConflictDoUpdate({
        target: [unitScores.cycleId, unitScores.unitId],
        set: {
          score: sql`excluded.score`,
          importId: sql`excluded.import_id`,
          sourceRow: sql`excluded.source_row`,
          sourceNote: sql`excluded.source_note`,
          recordedBy: actor.id,
          recordedAt: now,
        },
      })
}
/** Rows of one statement. */
const atOnce = 400

type ScoreRefusal = 'no-such-cycle' | 'no-such-unit' | 'not-allowed' | 'closed-already' | 'changed-meanwhile'

/** `shownAt` is when the score that its page showed was recorded; null where it showed none. */
type Shown = { cycleId: string; unitId: string; shownAt: Instant | null }

/** A unit of a running cycle whose score the actor may set, with the score that stands, which is the one that they saw. */
const openUnit = async (tx: Tx, actor: Actor, given: Shown) => {
  const cycle = await findCycle(tx, given.cycleId)
  if (!cycle) return refused('no-such-cycle')
  const unit = await unitOn(tx, given.unitId, cycle.toOn)
  if (!unit || !isWithin(unit.path, cycle.unitPath)) return refused('no-such-unit')
  if (!can(actor, 'actual.import', { unitPath: unit.path })) return refused('not-allowed')
  if (cycle.closedAt) return refused('closed-already')
  const at = and(eq(unitScores.cycleId, cycle.id), eq(unitScores.unitId, unit.id))
  const stands = { score: unitScores.score, recordedAt: unitScores.recordedAt }
  const [before] = await tx.select(stands).from(unitScores).where(at)
  const subject = { kind: 'unit-score', id: `${cycle.id}/${unit.id}`, unitPath: unit.path }
  if ((before?.recordedAt ?? null) !== given.shownAt) return changedMeanwhile(tx, subject)
  return done({ cycle, unit, at, before: before?.score ?? null, subject })
}

/** Sets a unit's score by hand, in place of the one before; says where it comes from. */
export const recordUnitScore = (
  db: Db | Tx,
  actor: Actor,
  given: Shown & { score: DecimalText; note: string },
  now: Instant,
): Promise<Outcome<undefined, ScoreRefusal>> =>
  transact(db, async (tx) => {
    const opened = await openUnit(tx, actor, given)
    if (!opened.ok) return opened
    const { cycle, unit, before, subject } = opened.value
    const { score, note } = given
    await writeUnitScores(tx, actor, cycle.id, [{ unitId: unit.id, score, sourceNote: note }], now)
    await record(tx, actor, 'unit.scored', subject, { before, after: { score, note } }, now)
    return done()
  })

/** Takes a unit's score back: what is paid by it becomes an exception of the next run, or goes by the unit above. */
export const withdrawUnitScore = (
  db: Db | Tx,
  actor: Actor,
  given: Shown,
  now: Instant,
): Promise<Outcome<undefined, ScoreRefusal | 'no-such-score'>> =>
  transact(db, async (tx) => {
    const opened = await openUnit(tx, actor, given)
    if (!opened.ok) return opened
    const { at, before, subject } = opened.value
    if (before === null) return refused('no-such-score')
    await tx.delete(unitScores).where(at)
    await record(tx, actor, 'unit.score-withdrawn', subject, { before }, now)
    return done()
  })
