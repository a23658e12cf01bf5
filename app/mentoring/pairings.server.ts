/** Pairings: found by those in them and by HR, with their agenda, evaluations and end. */

import { and, asc, desc, eq, isNull, or, sql } from 'drizzle-orm'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { record } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day, Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import { notifyEmployee, notifyThoseWho } from '#app/notices/notices.server.ts'
import { employeeNameColumn, employeePathColumn } from '#app/organisation/employees/employee-columns.server.ts'
import { paths } from '#app/paths.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { mentoringSessions, pairings, programmes } from '#db/schema/mentoring.ts'
import { transact } from '#db/transact.server.ts'
import { programmeStateOn } from './programme.ts'
import { programmeOn } from './programmes.server.ts'
import { sideOf } from './session.ts'

const isConfirmed = sql`${mentoringSessions.mentorConfirmedAt} is not null and ${mentoringSessions.menteeConfirmedAt} is not null and ${mentoringSessions.withdrawnAt} is null`
const isWaiting = sql`(${mentoringSessions.mentorConfirmedAt} is null or ${mentoringSessions.menteeConfirmedAt} is null) and ${mentoringSessions.withdrawnAt} is null`

const listed = (db: Reader) => ({
  id: pairings.id,
  programmeId: pairings.programmeId,
  programmeName: programmes.name,
  mentorId: pairings.mentorId,
  mentorName: employeeNameColumn(pairings.mentorId),
  menteeId: pairings.menteeId,
  menteeName: employeeNameColumn(pairings.menteeId),
  fit: pairings.fit,
  reasons: pairings.reasons,
  isManual: pairings.isManual,
  manualReason: pairings.manualReason,
  startedOn: pairings.startedOn,
  endedOn: pairings.endedOn,
  nextOn: pairings.nextOn,
  confirmed: db.$count(mentoringSessions, and(eq(mentoringSessions.pairingId, pairings.id), isConfirmed)),
  waiting: db.$count(mentoringSessions, and(eq(mentoringSessions.pairingId, pairings.id), isWaiting)),
})
const rows = (db: Reader) =>
  db.select(listed(db)).from(pairings).innerJoin(programmes, eq(programmes.id, pairings.programmeId)).$dynamic()

/** Pairings in which a person stands, running ones first. */
export const pairingsOf = (db: Reader, employeeId: string) =>
  rows(db)
    .where(or(eq(pairings.mentorId, employeeId), eq(pairings.menteeId, employeeId)))
    .orderBy(sql`${pairings.endedOn} is not null`, desc(pairings.startedOn), asc(pairings.id))

/** Pairings of a programme, running ones first. Whoever calls has found the programme in their reach. */
export const pairingsIn = (db: Reader, programmeId: string) =>
  rows(db)
    .where(eq(pairings.programmeId, programmeId))
    .orderBy(sql`${pairings.endedOn} is not null`, asc(pairings.mentorId), asc(pairings.menteeId))

export type Pairing = typeof pairings.$inferSelect & {
  unitPath: string
  programmeName: typeof programmes.$inferSelect.name
  programmeToOn: Day
  mentorName: string
  menteeName: string
}

/** A pairing of the actor's own or within HR's reach, or null. */
export const findPairing = async (db: Reader, actor: Actor, id: string): Promise<Pairing | null> => {
  const [row] = await db
    .select({
      pairing: pairings,
      programmeName: programmes.name,
      programmeToOn: programmes.toOn,
      mentorName: employeeNameColumn(pairings.mentorId),
      menteeName: employeeNameColumn(pairings.menteeId),
      unitPath: employeePathColumn(pairings.menteeId, actor.today),
    })
    .from(pairings)
    .innerJoin(programmes, eq(programmes.id, pairings.programmeId))
    .where(eq(pairings.id, id))
  if (!row) return null
  const { pairing, unitPath, ...names } = row
  const found = { ...pairing, ...names, unitPath: unitPath || '/' }
  return can(actor, 'pairing.read', found) ? found : null
}

export const subjectOf = ({ id, unitPath }: { id: string; unitPath: string }) => ({ kind: 'pairing', id, unitPath })

/** The pairing, when the actor is one of the two and it runs. */
export const ownPairing = async (tx: Tx, actor: Actor, id: string) => {
  const pairing = await findPairing(tx, actor, id)
  if (!pairing) return refused('no-such-pairing')
  if (!can(actor, 'pairing.keep', pairing)) return refused('not-allowed')
  return pairing.endedOn === null ? done(pairing) : refused('pairing-ended')
}

const change = (tx: Tx, pairing: Pairing, columns: Partial<typeof pairings.$inferInsert>) =>
  tx
    .update(pairings)
    .set({ ...columns, revision: pairing.revision + 1 })
    .where(eq(pairings.id, pairing.id))

/** Writes what will be spoken about next, and when. */
export const keepAgenda = (
  db: Db | Tx,
  actor: Actor,
  given: { id: string; agenda: string | null; nextOn: Day | null; revision: number },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const found = await ownPairing(tx, actor, given.id)
    if (!found.ok) return found
    const pairing = found.value
    if (pairing.revision !== given.revision) return changedMeanwhile(tx, subjectOf(pairing))
    const { agenda, nextOn } = given
    await change(tx, pairing, { agenda, nextOn })
    const before = { agenda: pairing.agenda, nextOn: pairing.nextOn }
    await record(tx, actor, 'pairing.agenda-written', subjectOf(pairing), { before, after: { agenda, nextOn } }, now)
    return done({ id: pairing.id })
  })

/** What one of the two says at the end; each writes their own, once the pairing is over also. */
export const evaluate = (
  db: Db | Tx,
  actor: Actor,
  given: { id: string; text: string; revision: number },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const pairing = await findPairing(tx, actor, given.id)
    const side = pairing && sideOf(pairing, actor.employeeId)
    if (!pairing) return refused('no-such-pairing')
    if (!side || !can(actor, 'pairing.keep', pairing)) return refused('not-allowed')
    if (pairing.revision !== given.revision) return changedMeanwhile(tx, subjectOf(pairing))
    await change(tx, pairing, side === 'mentor' ? { mentorEvaluation: given.text } : { menteeEvaluation: given.text })
    await record(tx, actor, 'pairing.evaluated', subjectOf(pairing), { after: { side, text: given.text } }, now)
    return done({ id: pairing.id })
  })

/** Ends a pairing; sessions that wait for a confirmation can still be confirmed. */
export const endPairing = (
  db: Db | Tx,
  actor: Actor,
  given: { id: string; reason: string; revision: number },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const pairing = await findPairing(tx, actor, given.id)
    if (!pairing) return refused('no-such-pairing')
    if (!can(actor, 'pairing.end', pairing)) return refused('not-allowed')
    if (pairing.endedOn !== null) return refused('pairing-ended')
    if (pairing.revision !== given.revision) return changedMeanwhile(tx, subjectOf(pairing))
    await change(tx, pairing, { endedOn: actor.today, endReason: given.reason })
    const after = { endedOn: actor.today, reason: given.reason }
    await record(tx, actor, 'pairing.ended', subjectOf(pairing), { after }, now)
    // Whoever did not end it hears of it: the other, or both where it was HR.
    for (const [told, other] of [
      [pairing.mentorId, pairing.menteeName],
      [pairing.menteeId, pairing.mentorName],
    ] as const) {
      if (told === actor.employeeId) continue
      const news = { kind: 'pairing-ended', params: { name: other }, link: paths.pairing(pairing.id) }
      await notifyEmployee(tx, told, { ...news, onceKey: `pairing-ended-${pairing.id}` }, now)
    }
    await tellWhoPairs(tx, actor, pairing, now)
    return done({ id: pairing.id })
  })

/** Whoever pairs people hears that somebody is without a mentor again, while there is a programme to pair them in. */
const tellWhoPairs = async (tx: Tx, actor: Actor, pairing: Pairing, now: Instant): Promise<void> => {
  const programme = await programmeOn(tx, pairing.programmeId, actor.today)
  if (!programme || programmeStateOn(programme, actor.today) !== 'open') return
  const pairs = (holder: Actor) => holder.id !== actor.id && can(holder, 'programme.run', programme)
  const link = paths.programme(programme.id, 'preview')
  const news = { kind: 'mentee-waits', params: { name: pairing.menteeName }, link }
  await notifyThoseWho(tx, actor.today, pairs, pairing, news, now)
}

/** Sessions that wait for the actor's own confirmation, over all their pairings. */
export const sessionsToConfirm = async (db: Reader, actor: Actor) =>
  actor.employeeId === null
    ? []
    : db
        .select({
          id: mentoringSessions.id,
          pairingId: pairings.id,
          heldOn: mentoringSessions.heldOn,
          minutes: mentoringSessions.minutes,
          mentorName: employeeNameColumn(pairings.mentorId),
          menteeName: employeeNameColumn(pairings.menteeId),
        })
        .from(mentoringSessions)
        .innerJoin(pairings, eq(pairings.id, mentoringSessions.pairingId))
        .where(
          and(
            isNull(mentoringSessions.withdrawnAt),
            or(
              and(eq(pairings.mentorId, actor.employeeId), isNull(mentoringSessions.mentorConfirmedAt)),
              and(eq(pairings.menteeId, actor.employeeId), isNull(mentoringSessions.menteeConfirmedAt)),
            ),
          ),
        )
        .orderBy(asc(mentoringSessions.heldOn))
