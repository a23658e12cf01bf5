/** What a pairing is to reach: either of the two sets a goal, and either says that it is reached. */

import { asc, eq } from 'drizzle-orm'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { record } from '#app/audit/records.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day, Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { pairingGoals } from '#db/schema/mentoring.ts'
import { newId, transact } from '#db/transact.server.ts'
import { ownPairing, subjectOf } from './pairings.server.ts'

/** Goals of a pairing that the caller has found, in the order in which they were set. */
export const goalsOf = (db: Reader, pairingId: string) =>
  db.select().from(pairingGoals).where(eq(pairingGoals.pairingId, pairingId)).orderBy(asc(pairingGoals.id))

/** Sets a goal of a running pairing: either of the two may. */
export const setGoal = (
  db: Db | Tx,
  actor: Actor,
  given: { pairingId: string; text: string; dueOn: Day | null },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const found = await ownPairing(tx, actor, given.pairingId)
    if (!found.ok) return found
    const id = newId(tx, 'pgo', now)
    await tx.insert(pairingGoals).values({ id, ...given })
    await record(tx, actor, 'pairing.goal-set', subjectOf(found.value), { after: { ...given } }, now)
    return done({ id })
  })

const findGoal = async (tx: Tx, actor: Actor, given: { id: string; revision: number }) => {
  const [goal] = await tx.select().from(pairingGoals).where(eq(pairingGoals.id, given.id))
  if (!goal) return refused('no-such-goal')
  const found = await ownPairing(tx, actor, goal.pairingId)
  if (!found.ok) return found
  const pairing = found.value
  return goal.revision === given.revision ? done({ goal, pairing }) : changedMeanwhile(tx, subjectOf(pairing))
}

/** Says that a goal is reached, or takes that back. */
export const reachGoal = (db: Db | Tx, actor: Actor, given: { id: string; revision: number }, now: Instant) =>
  transact(db, async (tx) => {
    const found = await findGoal(tx, actor, given)
    if (!found.ok) return found
    const { goal, pairing } = found.value
    const reached =
      goal.reachedAt === null ? { reachedAt: now, reachedBy: actor.id } : { reachedAt: null, reachedBy: null }
    await tx
      .update(pairingGoals)
      .set({ ...reached, revision: goal.revision + 1 })
      .where(eq(pairingGoals.id, goal.id))
    const change = { before: { reachedAt: goal.reachedAt }, after: { goal: goal.text, reachedAt: reached.reachedAt } }
    await record(tx, actor, 'pairing.goal-reached', subjectOf(pairing), change, now)
    return done({ id: pairing.id })
  })

/** Gives a goal up; what it was stays in the trail. */
export const dropGoal = (db: Db | Tx, actor: Actor, given: { id: string; revision: number }, now: Instant) =>
  transact(db, async (tx) => {
    const found = await findGoal(tx, actor, given)
    if (!found.ok) return found
    const { goal, pairing } = found.value
    await tx.delete(pairingGoals).where(eq(pairingGoals.id, goal.id))
    await record(tx, actor, 'pairing.goal-dropped', subjectOf(pairing), { before: { goal: goal.text } }, now)
    return done({ id: pairing.id })
  })
