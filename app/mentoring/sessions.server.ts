/** The session log of a pairing: one of the two logs, the other confirms; only then it counts. */

import { desc, eq } from 'drizzle-orm'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { record } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day, Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import { notifyEmployee } from '#app/notices/notices.server.ts'
import { paths } from '#app/paths.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { mentoringSessions } from '#db/schema/mentoring.ts'
import { newId, transact } from '#db/transact.server.ts'
import { findPairing, ownPairing, type Pairing, subjectOf } from './pairings.server.ts'
import { sessionState, sideOf, waitsFor } from './session.ts'

/** Sessions of a pairing that the caller has found, the newest first. */
export const sessionsOf = (db: Reader, pairingId: string) =>
  db
    .select()
    .from(mentoringSessions)
    .where(eq(mentoringSessions.pairingId, pairingId))
    .orderBy(desc(mentoringSessions.heldOn), desc(mentoringSessions.loggedAt))

export type SessionInput = { heldOn: Day; minutes: number; topics: string; agreed: string }

const faultOf = (pairing: Pairing, { heldOn }: SessionInput, today: Day) => {
  if (heldOn > today) return refused('not-yet')
  return heldOn < pairing.startedOn ? refused('before-the-pairing') : null
}

/** Logs a session: the logger's own side is confirmed with it, and the other is asked. */
export const logSession = (db: Db | Tx, actor: Actor, pairingId: string, input: SessionInput, now: Instant) =>
  transact(db, async (tx) => {
    const found = await ownPairing(tx, actor, pairingId)
    if (!found.ok) return found
    const fault = faultOf(found.value, input, actor.today)
    if (fault) return fault
    const side = sideOf(found.value, actor.employeeId)
    const id = newId(tx, 'mss', now)
    await tx.insert(mentoringSessions).values({
      id,
      pairingId,
      ...input,
      loggedBy: actor.id,
      loggedAt: now,
      mentorConfirmedAt: side === 'mentor' ? now : null,
      menteeConfirmedAt: side === 'mentee' ? now : null,
    })
    await record(tx, actor, 'pairing.session-logged', subjectOf(found.value), { after: { session: id, ...input } }, now)
    const other = side === 'mentor' ? found.value.menteeId : found.value.mentorId
    const news = { kind: 'session-to-confirm', params: { name: actor.name }, link: paths.pairing(pairingId) }
    await notifyEmployee(tx, other, { ...news, onceKey: `session-${id}` }, now)
    return done({ id })
  })

const findSession = async (tx: Tx, actor: Actor, given: { id: string; revision: number }) => {
  const [session] = await tx.select().from(mentoringSessions).where(eq(mentoringSessions.id, given.id))
  const pairing = session && (await findPairing(tx, actor, session.pairingId))
  if (!session || !pairing) return refused('no-such-session')
  if (!can(actor, 'pairing.keep', pairing)) return refused('not-allowed')
  if (session.revision !== given.revision) return changedMeanwhile(tx, subjectOf(pairing))
  return done({ session, pairing })
}

/** Confirms a session for the actor's own side; with both it counts. */
export const confirmSession = (db: Db | Tx, actor: Actor, given: { id: string; revision: number }, now: Instant) =>
  transact(db, async (tx) => {
    const found = await findSession(tx, actor, given)
    if (!found.ok) return found
    const { session, pairing } = found.value
    const side = sideOf(pairing, actor.employeeId)
    if (!waitsFor(session, side)) return refused('nothing-to-confirm')
    await tx
      .update(mentoringSessions)
      .set({
        ...(side === 'mentor' ? { mentorConfirmedAt: now } : { menteeConfirmedAt: now }),
        revision: session.revision + 1,
      })
      .where(eq(mentoringSessions.id, session.id))
    await record(tx, actor, 'pairing.session-confirmed', subjectOf(pairing), { after: { session: session.id } }, now)
    return done({ id: session.id })
  })

/** Only who logged it, and only while the other has not confirmed. */
const unconfirmedOwn = async (tx: Tx, actor: Actor, given: { id: string; revision: number }) => {
  const found = await findSession(tx, actor, given)
  if (!found.ok) return found
  const { session } = found.value
  if (session.loggedBy !== actor.id) return refused('not-allowed')
  return sessionState(session) === 'waits' ? found : refused('session-settled')
}

/** Corrects a session of one's own that the other has not confirmed. */
export const correctSession = (
  db: Db | Tx,
  actor: Actor,
  { id, revision, ...input }: SessionInput & { id: string; revision: number },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const found = await unconfirmedOwn(tx, actor, { id, revision })
    if (!found.ok) return found
    const { session, pairing } = found.value
    const fault = faultOf(pairing, input, actor.today)
    if (fault) return fault
    await tx
      .update(mentoringSessions)
      .set({ ...input, revision: revision + 1 })
      .where(eq(mentoringSessions.id, id))
    const { heldOn, minutes, topics, agreed } = session
    const before = { heldOn, minutes, topics, agreed }
    await record(tx, actor, 'pairing.session-corrected', subjectOf(pairing), { before, after: { ...input } }, now)
    return done({ id })
  })

/** Takes back a session of one's own that the other has not confirmed. */
export const withdrawSession = (db: Db | Tx, actor: Actor, given: { id: string; revision: number }, now: Instant) =>
  transact(db, async (tx) => {
    const found = await unconfirmedOwn(tx, actor, given)
    if (!found.ok) return found
    const { session, pairing } = found.value
    await tx
      .update(mentoringSessions)
      .set({ withdrawnAt: now, revision: session.revision + 1 })
      .where(eq(mentoringSessions.id, session.id))
    await record(tx, actor, 'pairing.session-withdrawn', subjectOf(pairing), { before: { session: session.id } }, now)
    return done({ id: session.id })
  })
