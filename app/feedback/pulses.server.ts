/**
 * Pulses: who took part is one table, what was answered another, and nothing joins them. Answers can be read only
 * once their batch is published, at five or more together.
 */
import { and, asc, count, desc, eq, gte, inArray, isNotNull, isNull, lte, max } from 'drizzle-orm'
import { record } from '#app/audit/records.server.ts'
import { can, scopeOf } from '#app/identity/policy.ts'
import { withinScope } from '#app/identity/scope.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day, Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import { isWithin } from '#app/kernel/tree-path.ts'
import type { Words } from '#app/kernel/words.ts'
import { assignmentParts, standingOn } from '#app/organisation/assignments/assignments.server.ts'
import { unitPathColumn } from '#app/organisation/units/unit-paths.server.ts'
import { pathOfUnit } from '#app/organisation/units/units.server.ts'
import { findCycle } from '#app/performance/cycles.server.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { pulseAnswers, pulseParticipations, pulses } from '#db/schema/feedback.ts'
import { newId, transact } from '#db/transact.server.ts'
import { chanceKey } from './chance.server.ts'
import { groupsShown, type PulseQuestion, resultsOf, smallestGroup, standardQuestions } from './pulse.ts'

/** Whether a pulse on a cycle has something to ask of the person: whoever joined once it was over knows nothing of it. */
const wasThere = async (db: Reader | Tx, employeeId: string, cycleId: string | null): Promise<boolean> => {
  if (cycleId === null) return true
  const cycle = await findCycle(db, cycleId)
  return cycle !== null && (await assignmentParts(db, [employeeId], cycle.fromOn, cycle.toOn)).length > 0
}

/** Open pulses that ask this person, with whether they have answered. */
export const pulsesFor = async (db: Reader, actor: Actor, today: Day) => {
  const { employeeId } = actor
  if (employeeId === null) return []
  const standing = (await standingOn(db, [employeeId], today)).get(employeeId)
  const rows = await db
    .select({
      pulse: pulses,
      unitPath: unitPathColumn(pulses.unitId, today),
      tookPartOn: pulseParticipations.tookPartOn,
    })
    .from(pulses)
    .leftJoin(
      pulseParticipations,
      and(eq(pulseParticipations.pulseId, pulses.id), eq(pulseParticipations.employeeId, employeeId)),
    )
    .where(and(isNull(pulses.closedAt), lte(pulses.opensOn, today), gte(pulses.closesOn, today)))
    .orderBy(asc(pulses.closesOn))
  const near = rows.filter(({ unitPath }) => standing && isWithin(standing.unitPath, unitPath))
  const asked = await Promise.all(near.map(({ pulse }) => wasThere(db, employeeId, pulse.cycleId)))
  return near.filter((_, at) => asked[at]).map(({ pulse, tookPartOn }) => ({ ...pulse, tookPartOn }))
}

/** Pulses of the part of the bank that the actor oversees, newest first, with how many took part. */
export const pulsesOverseen = async (db: Reader, actor: Actor) =>
  db
    .select({
      id: pulses.id,
      name: pulses.name,
      opensOn: pulses.opensOn,
      closesOn: pulses.closesOn,
      closedAt: pulses.closedAt,
      tookPart: db.$count(pulseParticipations, eq(pulseParticipations.pulseId, pulses.id)),
    })
    .from(pulses)
    .where(withinScope(scopeOf(actor, 'pulses'), unitPathColumn(pulses.unitId, actor.today)))
    .orderBy(desc(pulses.openedAt))

export const findPulse = async (db: Reader | Tx, pulseId: string, day: Day) => {
  const [row] = await db
    .select({ pulse: pulses, unitPath: unitPathColumn(pulses.unitId, day) })
    .from(pulses)
    .where(eq(pulses.id, pulseId))
  return row ? { ...row.pulse, unitPath: row.unitPath } : null
}

export type NewPulse = {
  name: Words
  unitId: string
  /** What it is about: only those who were employed during it are asked. */
  cycleId: string | null
  runId: string | null
  opensOn: Day
  closesOn: Day
  questions?: readonly PulseQuestion[]
}

export const openPulse = (db: Db | Tx, actor: Actor, given: NewPulse, now: Instant) =>
  transact(db, async (tx) => {
    const unitPath = await pathOfUnit(tx, given.unitId, given.opensOn)
    if (!unitPath) return refused('no-such-unit')
    if (!can(actor, 'pulse.open', { unitPath })) return refused('not-allowed')
    if (given.closesOn < given.opensOn) return refused('ends-before-it-begins')
    if (given.cycleId !== null && !(await findCycle(tx, given.cycleId))) return refused('no-such-cycle')
    const id = newId(tx, 'pls', now)
    const { questions = standardQuestions, ...fields } = given
    await tx.insert(pulses).values({ id, ...fields, questions: [...questions], openedBy: actor.id, openedAt: now })
    await record(
      tx,
      actor,
      'pulse.opened',
      { kind: 'pulse', id, unitPath },
      { after: { opensOn: given.opensOn, closesOn: given.closesOn } },
      now,
    )
    return done({ id })
  })

export type PulseAnswer = { pulseId: string; answers: Record<string, number>; comment: string | null }

/** Takes an answer: participation with its day here, the answer with neither person nor time there. No audit record. */
export const answerPulse = (db: Db | Tx, actor: Actor, given: PulseAnswer, now: Instant) =>
  transact(db, async (tx) => {
    const pulse = await findPulse(tx, given.pulseId, actor.today)
    const standing = actor.employeeId
      ? (await standingOn(tx, [actor.employeeId], actor.today)).get(actor.employeeId)
      : undefined
    if (!pulse || !standing || !isWithin(standing.unitPath, pulse.unitPath)) return refused('no-such-pulse')
    if (!(await wasThere(tx, standing.employeeId, pulse.cycleId))) return refused('no-such-pulse')
    if (pulse.closedAt !== null || actor.today < pulse.opensOn || actor.today > pulse.closesOn)
      return refused('pulse-closed')
    const keys = new Set(pulse.questions.map(({ key }) => key))
    const answers = Object.fromEntries(Object.entries(given.answers).filter(([key]) => keys.has(key)))
    if (Object.keys(answers).length < keys.size) return refused('answer-all')
    const taken = await tx
      .insert(pulseParticipations)
      .values({ pulseId: pulse.id, employeeId: standing.employeeId, tookPartOn: actor.today })
      .onConflictDoNothing()
      .returning({ day: pulseParticipations.tookPartOn })
    if (taken.length === 0) return refused('answered-already')
    await tx.insert(pulseAnswers).values({
      id: chanceKey(tx, now),
      pulseId: pulse.id,
      groupPath: branchOf(standing.unitPath),
      answers,
      comment: given.comment,
    })
    // Five stay back for the batch of the closing, so that a last one or two never stand alone in it.
    await publish(tx, pulse.id, smallestGroup)
    return done({ id: pulse.id })
  })

/** The branch, the second level of the tree, and nothing finer. */
const branchOf = (unitPath: string): string => `/${unitPath.split('/').filter(Boolean).slice(0, 2).join('/')}/`

/**
 * Publishes what waits, all but the last `kept` of it, where that is five answers or more. Whoever looks before and after
 * sees the difference: no batch may be smaller than a group that is shown, the last one included.
 */
const publish = async (tx: Tx, pulseId: string, kept: number): Promise<void> => {
  const waiting = and(eq(pulseAnswers.pulseId, pulseId), isNull(pulseAnswers.batch))
  // Keys are chance: their order says nothing of who came first.
  const ids = (await tx.select({ id: pulseAnswers.id }).from(pulseAnswers).where(waiting).orderBy(asc(pulseAnswers.id)))
    .slice(kept)
    .map(({ id }) => id)
  if (ids.length < smallestGroup) return
  const [last] = await tx
    .select({ batch: max(pulseAnswers.batch) })
    .from(pulseAnswers)
    .where(eq(pulseAnswers.pulseId, pulseId))
  await tx
    .update(pulseAnswers)
    .set({ batch: (last?.batch ?? 0) + 1 })
    .where(inArray(pulseAnswers.id, ids))
}

/** Closes a pulse; the audit says how many answered. Where fewer than five did, their answers stay unread. */
export const closePulse = (db: Db | Tx, actor: Actor, pulseId: string, now: Instant) =>
  transact(db, async (tx) => {
    const pulse = await findPulse(tx, pulseId, actor.today)
    if (!pulse) return refused('no-such-pulse')
    if (!can(actor, 'pulse.open', pulse)) return refused('not-allowed')
    if (pulse.closedAt !== null) return refused('pulse-closed')
    const [all] = await tx.select({ n: count() }).from(pulseAnswers).where(eq(pulseAnswers.pulseId, pulseId))
    await publish(tx, pulseId, 0)
    await tx
      .update(pulses)
      .set({ closedAt: now, revision: pulse.revision + 1 })
      .where(eq(pulses.id, pulseId))
    await record(
      tx,
      actor,
      'pulse.closed',
      { kind: 'pulse', id: pulseId, unitPath: pulse.unitPath },
      { after: { answers: all?.n ?? 0 } },
      now,
    )
    return done({ id: pulseId })
  })

/**
 * Results of a pulse as a whole and, once it is closed, by branch, groups of five or more only. From one batch to the next a
 * branch may grow by a single answer, which the difference would tell.
 */
export const pulseResults = async (db: Reader, actor: Actor, pulseId: string) => {
  const pulse = await findPulse(db, pulseId, actor.today)
  if (!pulse || !can(actor, 'pulse.read', pulse)) return null
  const answers = await db
    .select({ groupPath: pulseAnswers.groupPath, answers: pulseAnswers.answers, comment: pulseAnswers.comment })
    .from(pulseAnswers)
    .where(and(eq(pulseAnswers.pulseId, pulseId), isNotNull(pulseAnswers.batch)))
  const sizes = new Map<string, number>()
  const grouped = pulse.closedAt === null ? [] : answers
  for (const { groupPath } of grouped) sizes.set(groupPath, (sizes.get(groupPath) ?? 0) + 1)
  const shown = groupsShown(sizes)
  return {
    pulse,
    whole: resultsOf(pulse.questions, answers),
    groups: [...shown].sort().map((path) => ({
      path,
      results: resultsOf(
        pulse.questions,
        answers.filter((answer) => answer.groupPath === path),
      ),
    })),
    hiddenGroups: sizes.size - shown.size,
    // Comments in the order of their words: no other order may tell anything.
    comments: answers.length < smallestGroup ? [] : answers.flatMap(({ comment }) => (comment ? [comment] : [])).sort(),
  }
}
