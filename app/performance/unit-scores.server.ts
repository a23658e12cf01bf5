/** A unit's own score in a cycle: the source of unit multipliers and of pools divided among units. */
import { and, eq } from 'drizzle-orm'
import { record } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import type { DecimalText } from '#app/kernel/decimal.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import { unitOn } from '#app/organisation/units.server.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { unitScores } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { findCycle } from './cycles.server.ts'

/** By unit id. */
export const unitScoresOf = async (db: Reader | Tx, cycleId: string): Promise<Map<string, DecimalText>> => {
  const rows = await db
    .select({ unitId: unitScores.unitId, score: unitScores.score })
    .from(unitScores)
    .where(eq(unitScores.cycleId, cycleId))
  return new Map(rows.map(({ unitId, score }) => [unitId, score]))
}

export const recordUnitScore = (
  db: Db | Tx,
  actor: Actor,
  given: { cycleId: string; unitId: string; score: DecimalText },
  now: Instant,
): Promise<Outcome<undefined, 'no-such-cycle' | 'no-such-unit' | 'not-allowed' | 'closed-already'>> =>
  transact(db, async (tx) => {
    const cycle = await findCycle(tx, actor, given.cycleId)
    if (!cycle) return refused('no-such-cycle')
    const unit = await unitOn(tx, given.unitId, cycle.toOn)
    if (!unit?.path.startsWith(cycle.unitPath)) return refused('no-such-unit')
    if (!can(actor, 'actual.import', { unitPath: unit.path })) return refused('not-allowed')
    if (cycle.closedAt) return refused('closed-already')
    const [before] = await tx
      .select({ score: unitScores.score })
      .from(unitScores)
      .where(and(eq(unitScores.cycleId, cycle.id), eq(unitScores.unitId, unit.id)))
    const { score } = given
    await tx
      .insert(unitScores)
      .values({ cycleId: cycle.id, unitId: unit.id, score, recordedBy: actor.id, recordedAt: now })
      .onConflictDoUpdate({
        target: [unitScores.cycleId, unitScores.unitId],
        set: { score, recordedBy: actor.id, recordedAt: now },
      })
    const subject = { kind: 'unit-score', id: `${cycle.id}/${unit.id}`, unitPath: unit.path }
    await record(tx, actor, 'unit.scored', subject, { before: before?.score ?? null, after: score }, now)
    return done()
  })
