/** Who takes part in a programme: mentors with their places, mentees with what they want to learn, and their wishes. */
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { record } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import { isWithin } from '#app/kernel/tree-path.ts'
import { standingOn } from '#app/organisation/assignments/assignments.server.ts'
import { employeeRows } from '#app/organisation/employees/employees.server.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { matchPreferences, pairings, programmeMentees, programmeMentors, programmes } from '#db/schema/mentoring.ts'
import { transact } from '#db/transact.server.ts'
import { programmeStateOn } from './programme.ts'
import { type Programme, programmeOn, subjectOf } from './programmes.server.ts'
import type { Side } from './session.ts'

const mostWishes = 3

/** Mentors and mentees of a programme with names and wishes, by employee number. */
export const participantsOf = async (db: Reader, programmeId: string, day: string) => {
  const mentors = await db.select().from(programmeMentors).where(eq(programmeMentors.programmeId, programmeId))
  const mentees = await db.select().from(programmeMentees).where(eq(programmeMentees.programmeId, programmeId))
  const wishes = await db
    .select()
    .from(matchPreferences)
    .where(eq(matchPreferences.programmeId, programmeId))
    .orderBy(asc(matchPreferences.rank))
  const ids = [...new Set([...mentors, ...mentees].map(({ employeeId }) => employeeId))]
  const people = new Map((await employeeRows(db, ids, day)).map((row) => [row.id, row]))
  const withPerson = <T extends { employeeId: string }>(row: T) => {
    const person = people.get(row.employeeId)
    return {
      ...row,
      number: person?.number ?? '',
      name: person?.name ?? '',
      unitName: person?.unitName ?? null,
      postName: person?.postName ?? null,
      joinedOn: person?.joinedOn ?? null,
      leftOn: person?.leftOn ?? null,
      wishes: wishes.filter((each) => each.fromEmployeeId === row.employeeId).map((each) => each.toEmployeeId),
    }
  }
  const byNumber = (a: { number: string }, b: { number: string }) => (a.number < b.number ? -1 : 1)
  return { mentors: mentors.map(withPerson).sort(byNumber), mentees: mentees.map(withPerson).sort(byNumber) }
}

/** Someone joining or leaving makes a preview that others look at an old one. */
const touch = (tx: Tx, programme: Programme) =>
  tx
    .update(programmes)
    .set({ revision: sql`${programmes.revision} + 1` })
    .where(eq(programmes.id, programme.id))

/** The programme, when it is open and the person is the actor, or in HR's hands. */
const leavable = async (tx: Tx, actor: Actor, programmeId: string, employeeId: string) => {
  const programme = await programmeOn(tx, programmeId, actor.today)
  if (!programme) return refused('no-such-programme')
  if (!can(actor, 'programme.join', { employeeId, unitPath: programme.unitPath })) return refused('no-such-programme')
  const state = programmeStateOn(programme, actor.today)
  return state === 'open' ? done(programme) : refused(`programme-${state}`)
}

/** The same of a person who belongs to its part of the bank. */
const joinable = async (tx: Tx, actor: Actor, programmeId: string, employeeId: string) => {
  const found = await leavable(tx, actor, programmeId, employeeId)
  const standing = (await standingOn(tx, [employeeId], actor.today)).get(employeeId)
  if (found.ok && !(standing && isWithin(standing.unitPath, found.value.unitPath))) return refused('no-such-programme')
  return found
}

const other = { mentor: programmeMentees, mentee: programmeMentors } as const
const isOnTheOtherSide = async (tx: Tx, programmeId: string, employeeId: string, side: Side) => {
  const table = other[side]
  const [row] = await tx
    .select({ id: table.employeeId })
    .from(table)
    .where(and(eq(table.programmeId, programmeId), eq(table.employeeId, employeeId)))
  return row !== undefined
}

/** Joins as a mentor, or changes for how many. */
export const joinAsMentor = (
  db: Db | Tx,
  actor: Actor,
  given: { programmeId: string; employeeId: string; capacity: number },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const { programmeId, employeeId, capacity } = given
    const found = await joinable(tx, actor, programmeId, employeeId)
    if (!found.ok) return found
    if (await isOnTheOtherSide(tx, programmeId, employeeId, 'mentor')) return refused('mentee-already')
    await tx
      .insert(programmeMentors)
      .values({ programmeId, employeeId, capacity, joinedAt: now })
      .onConflictDoUpdate({
        target: [programmeMentors.programmeId, programmeMentors.employeeId],
        set: { capacity },
      })
    await touch(tx, found.value)
    await record(tx, actor, 'programme.mentor-joined', subjectOf(found.value), { after: { employeeId, capacity } }, now)
    return done({ id: programmeId })
  })

/** Joins as a mentee, or changes what they want to learn. */
export const joinAsMentee = (
  db: Db | Tx,
  actor: Actor,
  given: { programmeId: string; employeeId: string; competencyIds: readonly string[] },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const { programmeId, employeeId } = given
    const found = await joinable(tx, actor, programmeId, employeeId)
    if (!found.ok) return found
    if (await isOnTheOtherSide(tx, programmeId, employeeId, 'mentee')) return refused('mentor-already')
    const competencyIds = given.competencyIds.slice(0, 5)
    await tx
      .insert(programmeMentees)
      .values({ programmeId, employeeId, competencyIds, joinedAt: now })
      .onConflictDoUpdate({
        target: [programmeMentees.programmeId, programmeMentees.employeeId],
        set: { competencyIds },
      })
    await touch(tx, found.value)
    const after = { employeeId, competencyIds }
    await record(tx, actor, 'programme.mentee-joined', subjectOf(found.value), { after }, now)
    return done({ id: programmeId })
  })

/** Writes one's first, second and third wish: people of the other side. */
export const wish = (
  db: Db | Tx,
  actor: Actor,
  given: { programmeId: string; employeeId: string; wishes: readonly string[] },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const { programmeId, employeeId } = given
    const found = await joinable(tx, actor, programmeId, employeeId)
    if (!found.ok) return found
    const { mentors, mentees } = await participantsOf(tx, programmeId, actor.today)
    const isMentor = mentors.some((each) => each.employeeId === employeeId)
    if (!isMentor && !mentees.some((each) => each.employeeId === employeeId)) return refused('not-joined')
    const others = new Set((isMentor ? mentees : mentors).map((each) => each.employeeId))
    const wishes = given.wishes.slice(0, mostWishes)
    if (wishes.some((id) => !others.has(id))) return refused('not-on-the-other-side')
    const own = and(eq(matchPreferences.programmeId, programmeId), eq(matchPreferences.fromEmployeeId, employeeId))
    await tx.delete(matchPreferences).where(own)
    if (wishes.length > 0)
      await tx.insert(matchPreferences).values(
        wishes.map((toEmployeeId, index) => ({
          programmeId,
          fromEmployeeId: employeeId,
          toEmployeeId,
          rank: index + 1,
        })),
      )
    await touch(tx, found.value)
    await record(tx, actor, 'programme.wished', subjectOf(found.value), { after: { employeeId, wishes } }, now)
    return done({ id: programmeId })
  })

/**
 * Leaves a programme, with one's wishes and those for one; a pairing that runs is ended first. Whoever has gone to another
 * part of the bank, or left it, is in it until then.
 */
export const leaveProgramme = (
  db: Db | Tx,
  actor: Actor,
  given: { programmeId: string; employeeId: string },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const { programmeId, employeeId } = given
    const found = await leavable(tx, actor, programmeId, employeeId)
    if (!found.ok) return found
    const [paired] = await tx
      .select({ id: pairings.id })
      .from(pairings)
      .where(
        and(
          eq(pairings.programmeId, programmeId),
          isNull(pairings.endedOn),
          sql`${employeeId} in (${pairings.mentorId}, ${pairings.menteeId})`,
        ),
      )
      .limit(1)
    if (paired) return refused('pairing-runs')
    for (const table of [programmeMentors, programmeMentees])
      await tx.delete(table).where(and(eq(table.programmeId, programmeId), eq(table.employeeId, employeeId)))
    await tx
      .delete(matchPreferences)
      .where(
        and(
          eq(matchPreferences.programmeId, programmeId),
          sql`${employeeId} in (${matchPreferences.fromEmployeeId}, ${matchPreferences.toEmployeeId})`,
        ),
      )
    await touch(tx, found.value)
    await record(tx, actor, 'programme.left', subjectOf(found.value), { before: { employeeId } }, now)
    return done({ id: programmeId })
  })
