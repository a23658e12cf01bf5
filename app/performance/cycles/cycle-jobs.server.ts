/** Long work on a cycle, put in the queue and remembered with it, so that its page shows how far it is. */
import { eq, sql } from 'drizzle-orm'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day, Instant } from '#app/kernel/day.ts'
import { enqueue } from '#app/kernel/jobs.server.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import { accountActor } from '#app/organisation/accounts/account-actor.server.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { appraisals, cycles } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { mayScore, type ScoreRefusal } from '../appraisals/score-cycle.server.ts'
import { findCycle } from '../cycles.server.ts'
import type { SheetsRefusal } from '../goals/make-sheets.server.ts'

export const scoreCycleKind = 'score-cycle'
export const makeSheetsKind = 'make-goal-sheets'

/** A job asked for before it was written down in whose name has none. */
type Asked = { requestedBy: string; input: { onBehalfOf?: string | null } }
/** Who asked for the work, and in whose name: both stand in its record. */
export const askerOf = async (db: Reader, { requestedBy, input }: Asked, day: Day): Promise<Actor> => ({
  ...(await accountActor(db, requestedBy, day)),
  onBehalfOf: input.onBehalfOf ?? null,
})

export const requestSheets = (
  db: Db | Tx,
  actor: Actor,
  cycleId: string,
  now: Instant,
): Promise<Outcome<{ jobId: string }, SheetsRefusal>> =>
  transact(db, async (tx) => {
    const cycle = await findCycle(tx, cycleId)
    if (!cycle) return refused('no-such-cycle')
    if (!can(actor, 'cycle.open', cycle)) return refused('not-allowed')
    if (cycle.closedAt) return refused('closed-already')
    const input = { cycleId, onBehalfOf: actor.onBehalfOf }
    const jobId = await enqueue(tx, { kind: makeSheetsKind, input, requestedBy: actor.id }, now)
    await tx.update(cycles).set({ sheetsJobId: jobId }).where(eq(cycles.id, cycleId))
    return done({ jobId })
  })

export const requestScoring = (
  db: Db | Tx,
  actor: Actor,
  cycleId: string,
  now: Instant,
): Promise<Outcome<{ jobId: string }, ScoreRefusal>> =>
  transact(db, async (tx) => {
    const allowed = mayScore(actor, await findCycle(tx, cycleId))
    if (!allowed.ok) return allowed
    const [count] = await tx
      .select({ total: sql<number>`count(*)` })
      .from(appraisals)
      .where(eq(appraisals.cycleId, cycleId))
    const input = { cycleId, total: count?.total ?? 0, onBehalfOf: actor.onBehalfOf }
    const jobId = await enqueue(tx, { kind: scoreCycleKind, input, requestedBy: actor.id }, now)
    await tx.update(cycles).set({ scoreJobId: jobId }).where(eq(cycles.id, cycleId))
    return done({ jobId })
  })
