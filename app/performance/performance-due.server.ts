/** What waits for a person in the open cycles: goals, self review, scoring, acknowledgement — and how the last scores went. */
import { and, asc, count, desc, eq, gte, isNotNull, isNull, lte, sql } from 'drizzle-orm'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day } from '#app/kernel/day.ts'
import type { Words } from '#app/kernel/words.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader } from '#db/client.server.ts'
import { prepared } from '#db/prepared.server.ts'
import { appraisals, cyclePhases, cycles, goalSheets } from '#db/schema/performance.ts'
import type { Phase } from './cycle.ts'

export type PerformanceDue =
  | {
      kind: 'propose-goals' | 'agree-goals' | 'self-review' | 'acknowledge'
      subjectId: string
      cycleName: Words
      dueOn: Day
    }
  | { kind: 'score-people' | 'agree-peoples-goals'; subjectId: string; people: number; cycleName: Words; dueOn: Day }

const openPhases = prepared((db) =>
  db
    .select({ cycleId: cycles.id, name: cycles.name, phase: cyclePhases.phase, closesOn: cyclePhases.closesOn })
    .from(cyclePhases)
    .innerJoin(cycles, eq(cycles.id, cyclePhases.cycleId))
    .where(
      and(
        isNull(cycles.closedAt),
        lte(cyclePhases.opensOn, sql.placeholder('day')),
        gte(cyclePhases.closesOn, sql.placeholder('day')),
      ),
    )
    .orderBy(asc(cyclePhases.closesOn))
    .prepare(),
)
const ownSheets = prepared((db) =>
  db
    .select({
      id: goalSheets.id,
      proposedBy: goalSheets.proposedBy,
      proposedAt: goalSheets.proposedAt,
      agreedAt: goalSheets.agreedAt,
    })
    .from(goalSheets)
    .where(
      and(eq(goalSheets.employeeId, sql.placeholder('employeeId')), eq(goalSheets.cycleId, sql.placeholder('cycleId'))),
    )
    .prepare(),
)
const ownAppraisal = prepared((db) =>
  db
    .select({
      id: appraisals.id,
      selfReviewedAt: appraisals.selfReviewedAt,
      publishedAt: appraisals.publishedAt,
      acknowledgedAt: appraisals.acknowledgedAt,
    })
    .from(appraisals)
    .where(
      and(eq(appraisals.employeeId, sql.placeholder('employeeId')), eq(appraisals.cycleId, sql.placeholder('cycleId'))),
    )
    .prepare(),
)
const toScore = prepared((db) =>
  db
    .select({ people: count() })
    .from(appraisals)
    .where(
      and(
        eq(appraisals.managerId, sql.placeholder('employeeId')),
        eq(appraisals.cycleId, sql.placeholder('cycleId')),
        isNull(appraisals.managerReviewedAt),
      ),
    )
    .prepare(),
)
const toAgree = prepared((db) =>
  db
    .select({ people: count() })
    .from(goalSheets)
    .where(
      and(
        eq(goalSheets.managerId, sql.placeholder('employeeId')),
        eq(goalSheets.cycleId, sql.placeholder('cycleId')),
        isNotNull(goalSheets.proposedAt),
        isNull(goalSheets.agreedAt),
      ),
    )
    .prepare(),
)

export const performanceDue = async (db: Reader, actor: Actor): Promise<PerformanceDue[]> => {
  const { employeeId, today } = actor
  if (employeeId === null) return []
  const due: PerformanceDue[] = []
  for (const phase of await openPhases(db).all({ day: today })) due.push(...(await dueIn(db, actor, employeeId, phase)))
  return due
}

/** People whose scoring or goals were lent to the actor and wait, in the cycle; none for whoever acts for themselves. */
const lentIn = async (db: Reader, actor: Actor, cycleId: string, waits: 'score' | 'agree'): Promise<number> => {
  // Whoever acts for their own manager is one of those people, and does not score themselves.
  const people = actor.manages.filter((id) => id !== actor.employeeId)
  if (!actor.onBehalfOf || people.length === 0 || !can(actor, 'appraisal.score-any')) return 0
  if (waits === 'score')
    return db.$count(
      appraisals,
      and(eq(appraisals.cycleId, cycleId), anyOf(appraisals.employeeId, people), isNull(appraisals.managerReviewedAt)),
    )
  return db.$count(
    goalSheets,
    and(
      eq(goalSheets.cycleId, cycleId),
      anyOf(goalSheets.employeeId, people),
      isNotNull(goalSheets.proposedAt),
      isNull(goalSheets.agreedAt),
    ),
  )
}

type OpenPhase = { cycleId: string; name: Words; phase: Phase; closesOn: Day }

const dueIn = async (db: Reader, actor: Actor, employeeId: string, phase: OpenPhase): Promise<PerformanceDue[]> => {
  const keys = { employeeId, cycleId: phase.cycleId }
  const about = { cycleName: phase.name, dueOn: phase.closesOn }
  switch (phase.phase) {
    case 'goal-setting': {
      const mine = (await ownSheets(db).all(keys)).flatMap((sheet): PerformanceDue[] => {
        if (sheet.agreedAt !== null) return []
        if (sheet.proposedAt === null) return [{ kind: 'propose-goals', subjectId: sheet.id, ...about }]
        return sheet.proposedBy === actor.id ? [] : [{ kind: 'agree-goals', subjectId: sheet.id, ...about }]
      })
      const people = ((await toAgree(db).get(keys))?.people ?? 0) + (await lentIn(db, actor, phase.cycleId, 'agree'))
      return people > 0 ? [...mine, { kind: 'agree-peoples-goals', subjectId: phase.cycleId, people, ...about }] : mine
    }
    case 'self-review': {
      const appraisal = await ownAppraisal(db).get(keys)
      return appraisal && appraisal.selfReviewedAt === null
        ? [{ kind: 'self-review', subjectId: appraisal.id, ...about }]
        : []
    }
    case 'manager-review': {
      const people = ((await toScore(db).get(keys))?.people ?? 0) + (await lentIn(db, actor, phase.cycleId, 'score'))
      return people > 0 ? [{ kind: 'score-people', subjectId: phase.cycleId, people, ...about }] : []
    }
    case 'acknowledgement': {
      const appraisal = await ownAppraisal(db).get(keys)
      const waits = appraisal && appraisal.publishedAt !== null && appraisal.acknowledgedAt === null
      return waits ? [{ kind: 'acknowledge', subjectId: appraisal.id, ...about }] : []
    }
    default:
      return []
  }
}

const publishedScores = prepared((db) =>
  db
    .select({ id: appraisals.id, score: appraisals.score, rating: appraisals.finalRating, name: cycles.name })
    .from(appraisals)
    .innerJoin(cycles, eq(cycles.id, appraisals.cycleId))
    .where(
      and(
        eq(appraisals.employeeId, sql.placeholder('employeeId')),
        isNotNull(appraisals.publishedAt),
        isNotNull(appraisals.score),
      ),
    )
    .orderBy(desc(cycles.toOn))
    .limit(8)
    .prepare(),
)

/** A person's own published scores, newest first. */
export const scoresOf = async (db: Reader, employeeId: string) => publishedScores(db).all({ employeeId })
