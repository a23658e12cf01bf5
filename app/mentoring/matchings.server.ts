/** From people who joined to pairs: the proposal is computed anew each time, and only what is confirmed is kept. */

import { and, eq, isNull } from 'drizzle-orm'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { record } from '#app/audit/records.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day, Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import { notifyEach } from '#app/notices/notices.server.ts'
import { standingOn } from '#app/organisation/assignments/assignments.server.ts'
import { hasLeft } from '#app/organisation/employees/employee.ts'
import { accountsOfEmployees } from '#app/organisation/employees/employee-accounts.server.ts'
import { assessedLevels } from '#app/organisation/posts/competency-levels.server.ts'
import { paths } from '#app/paths.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { pairings, programmes } from '#db/schema/mentoring.ts'
import { newId, transact } from '#db/transact.server.ts'
import { fitWithReasons, type MatchMentee, type MatchMentor } from './fit.ts'
import { participantsOf } from './participants.server.ts'
import { barOf, mostAtOnce, programmeStateOn } from './programme.ts'
import { findProgramme, type Programme, subjectOf } from './programmes.server.ts'
import { propose } from './proposal.ts'

/** Mentors with a free place and mentees without a mentor, with what the rules and the fit read. */
const waitingIn = async (db: Reader, programme: Programme, day: Day) => {
  const participants = await participantsOf(db, programme.id, day)
  const mentors = participants.mentors.filter((each) => !hasLeft(each, day))
  const mentees = participants.mentees.filter((each) => !hasLeft(each, day))
  const running = await db
    .select({ mentorId: pairings.mentorId, menteeId: pairings.menteeId })
    .from(pairings)
    .where(and(eq(pairings.programmeId, programme.id), isNull(pairings.endedOn)))
  const ids = [...mentors, ...mentees].map(({ employeeId }) => employeeId)
  const standing = await standingOn(db, ids, day)
  const levels = await assessedLevels(db, ids, day)
  const partner = (each: { employeeId: string; number: string; joinedOn: Day | null }) => ({
    employeeId: each.employeeId,
    number: each.number,
    joinedOn: each.joinedOn,
    unitId: standing.get(each.employeeId)?.unitId ?? null,
    city: standing.get(each.employeeId)?.city ?? null,
    lineManagerId: standing.get(each.employeeId)?.lineManagerId ?? null,
    levels: levels.get(each.employeeId) ?? new Map<string, number>(),
  })
  const waitingMentors: MatchMentor[] = mentors.map((each) => ({
    ...partner(each),
    wishes: each.wishes,
    capacity: Math.max(0, each.capacity - running.filter(({ mentorId }) => mentorId === each.employeeId).length),
  }))
  const paired = new Set(running.map(({ menteeId }) => menteeId))
  const waitingMentees: MatchMentee[] = mentees
    .filter(({ employeeId }) => !paired.has(employeeId))
    .map((each) => ({ ...partner(each), wishes: each.wishes, wants: each.competencyIds }))
  const names = new Map([...mentors, ...mentees].map(({ employeeId, name }) => [employeeId, name]))
  return { mentors: waitingMentors, mentees: waitingMentees, nameOf: (id: string) => names.get(id) ?? '' }
}

/** The proposal of a programme for those who wait; null when there are too many to match at once. */
export const previewOf = async (db: Reader, programme: Programme, day: Day) => {
  const { mentors, mentees } = await waitingIn(db, programme, day)
  if (mentees.length > mostAtOnce) return null
  const proposal = propose(programme.rules, mentors, mentees, day)
  return {
    ...proposal,
    /** For whom a mentor may be chosen by hand: those whom the rules allow. */
    choices: mentees.map((mentee) => ({
      menteeId: mentee.employeeId,
      mentorIds: mentors.flatMap((mentor) =>
        mentor.capacity > 0 && barOf(programme.rules, mentor, mentee, day) === null ? [mentor.employeeId] : [],
      ),
    })),
  }
}
export type Preview = NonNullable<Awaited<ReturnType<typeof previewOf>>>

export type ChosenPair = { menteeId: string; mentorId: string | null; reason: string | null }

/** Makes the pairings as they were shown; where a mentor was chosen by hand, the reason is asked for and kept. */
export const confirmMatching = (
  db: Db | Tx,
  actor: Actor,
  given: { programmeId: string; revision: number; pairs: readonly ChosenPair[] },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const programme = await findProgramme(tx, actor, given.programmeId)
    if (!programme) return refused('no-such-programme')
    const state = programmeStateOn(programme, actor.today)
    if (state !== 'open') return refused(`programme-${state}`)
    if (programme.revision !== given.revision) return changedMeanwhile(tx, subjectOf(programme))
    const { mentors, mentees, nameOf } = await waitingIn(tx, programme, actor.today)
    if (mentees.length > mostAtOnce) return refused('too-many-at-once', { most: mostAtOnce })
    const proposal = propose(programme.rules, mentors, mentees, actor.today)
    const waiting = new Map(mentees.map((mentee) => [mentee.employeeId, mentee]))
    const taken = new Map<string, number>()
    const made: (typeof pairings.$inferInsert)[] = []
    for (const pair of given.pairs) {
      const mentee = waiting.get(pair.menteeId)
      waiting.delete(pair.menteeId)
      if (!mentee) return changedMeanwhile(tx, subjectOf(programme))
      const proposed = proposal.matches.find(({ menteeId }) => menteeId === pair.menteeId)?.mentorId ?? null
      const isManual = pair.mentorId !== proposed
      const of = { mentee: nameOf(pair.menteeId), mentor: nameOf(pair.mentorId ?? '') }
      if (isManual && pair.reason === null) return refused('reason-required', { mentee: of.mentee })
      if (pair.mentorId === null) continue
      const mentor = mentors.find(({ employeeId }) => employeeId === pair.mentorId)
      if (!mentor || barOf(programme.rules, mentor, mentee, actor.today) !== null) return refused('pair-forbidden', of)
      taken.set(mentor.employeeId, (taken.get(mentor.employeeId) ?? 0) + 1)
      if ((taken.get(mentor.employeeId) ?? 0) > mentor.capacity) return refused('mentor-full', { mentor: of.mentor })
      const { fit, reasons } = fitWithReasons(mentor, mentee)
      made.push({
        id: newId(tx, 'prg', now),
        programmeId: programme.id,
        mentorId: mentor.employeeId,
        menteeId: mentee.employeeId,
        fit: String(fit),
        reasons,
        isManual,
        manualReason: isManual ? pair.reason : null,
        startedOn: actor.today > programme.fromOn ? actor.today : programme.fromOn,
      })
    }
    if (made.length === 0) return refused('nobody-paired')
    for (const pairing of made) await tx.insert(pairings).values(pairing)
    await tx
      .update(programmes)
      .set({ matchedAt: now, revision: programme.revision + 1 })
      .where(eq(programmes.id, programme.id))
    const after = made.map(({ mentorId, menteeId, fit, manualReason }) => ({
      mentorId,
      menteeId,
      fit,
      manualReason: manualReason ?? null,
    }))
    await record(tx, actor, 'programme.matched', subjectOf(programme), { after }, now)
    await tell(tx, made, nameOf, now)
    return done({ pairs: made.length })
  })

/** Mentor and mentee of each pair hear of the other. */
const tell = async (
  tx: Tx,
  made: readonly { id: string; mentorId: string; menteeId: string }[],
  nameOf: (id: string) => string,
  now: Instant,
): Promise<void> => {
  const accounts = await accountsOfEmployees(
    tx,
    made.flatMap(({ mentorId, menteeId }) => [mentorId, menteeId]),
  )
  const tellings = made.flatMap(({ id, mentorId, menteeId }) => {
    const news = { kind: 'pairing-made', link: paths.pairing(id), onceKey: `pairing-${id}` }
    const telling = (to: string, of: string) => {
      const accountId = accounts.get(to)
      return accountId ? [{ ...news, accountId, params: { name: nameOf(of) } }] : []
    }
    return [...telling(mentorId, menteeId), ...telling(menteeId, mentorId)]
  })
  await notifyEach(tx, tellings, now)
}
