/** What waits for a person in the open cycles: goals, self review, scoring, acknowledgement — and how the last scores went. */
import { and, asc, desc, eq, gte, isNotNull, isNull, lte, sql } from 'drizzle-orm'
import { withDeputies } from '#app/audit/deputies.server.ts'
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
/** As much of an appraisal or a sheet as says whose it is to act on. */
const facts = <T extends typeof appraisals | typeof goalSheets>({ id, employeeId, managerId, unitPath }: T) => ({
  ...{ id, employeeId, managerId, unitPath },
})
const sheetFacts = { ...facts(goalSheets), proposedBy: goalSheets.proposedBy }
const ownSheets = prepared((db) =>
  db
    .select({ ...sheetFacts, proposedAt: goalSheets.proposedAt, agreedAt: goalSheets.agreedAt })
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
      employeeId: appraisals.employeeId,
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
const unscored = and(eq(appraisals.cycleId, sql.placeholder('cycleId')), isNull(appraisals.managerReviewedAt))
const toScore = prepared((db) =>
  db
    .select(facts(appraisals))
    .from(appraisals)
    .where(and(eq(appraisals.managerId, sql.placeholder('employeeId')), unscored))
    .prepare(),
)
const lentToScore = prepared((db) =>
  db
    .select(facts(appraisals))
    .from(appraisals)
    .where(and(anyOf(appraisals.employeeId, sql.placeholder('people')), unscored))
    .prepare(),
)
const proposed = and(
  eq(goalSheets.cycleId, sql.placeholder('cycleId')),
  isNotNull(goalSheets.proposedAt),
  isNull(goalSheets.agreedAt),
)
const toAgree = prepared((db) =>
  db
    .select(sheetFacts)
    .from(goalSheets)
    .where(and(eq(goalSheets.managerId, sql.placeholder('employeeId')), proposed))
    .prepare(),
)
const lentToAgree = prepared((db) =>
  db
    .select(sheetFacts)
    .from(goalSheets)
    .where(and(anyOf(goalSheets.employeeId, sql.placeholder('people')), proposed))
    .prepare(),
)

export const performanceDue = async (db: Reader, actor: Actor): Promise<PerformanceDue[]> => {
  const { employeeId, today } = actor
  if (employeeId === null) return []
  const due: PerformanceDue[] = []
  for (const phase of await openPhases(db).all({ day: today })) due.push(...(await dueIn(db, actor, employeeId, phase)))
  return due
}

type Keys = { employeeId: string; cycleId: string }
/** The people whose scoring or goals are lent to whoever acts for another. */
const lentPeople = ({ onBehalfOf, manages }: Actor) => (onBehalfOf ? manages : [])
const countOf = (rows: readonly { employeeId: string }[]) => new Set(rows.map(({ employeeId }) => employeeId)).size

/** How many people the actor may score and has not. */
const peopleToScore = async (db: Reader, actor: Actor, keys: Keys): Promise<number> => {
  const people = lentPeople(actor)
  const lent = people.length > 0 ? await lentToScore(db).all({ ...keys, people: JSON.stringify(people) }) : []
  const waiting = [...(await toScore(db).all(keys)), ...lent]
  return countOf(waiting.filter((appraisal) => can(actor, 'appraisal.score', appraisal)))
}

/** How many people's goals wait for the actor, whom someone else has proposed them to. */
const peopleToAgreeWith = async (db: Reader, actor: Actor, keys: Keys): Promise<number> => {
  const people = lentPeople(actor)
  const lent = people.length > 0 ? await lentToAgree(db).all({ ...keys, people: JSON.stringify(people) }) : []
  const waiting = [...(await toAgree(db).all(keys)), ...lent].filter((sheet) => sheet.employeeId !== keys.employeeId)
  return countOf((await withDeputies(db, 'goal-sheet', waiting)).filter((sheet) => can(actor, 'goal.agree', sheet)))
}

type OpenPhase = { cycleId: string; name: Words; phase: Phase; closesOn: Day }

const dueIn = async (db: Reader, actor: Actor, employeeId: string, phase: OpenPhase): Promise<PerformanceDue[]> => {
  const keys = { employeeId, cycleId: phase.cycleId }
  const about = { cycleName: phase.name, dueOn: phase.closesOn }
  switch (phase.phase) {
    case 'goal-setting': {
      const own = (await ownSheets(db).all(keys)).filter(({ agreedAt }) => agreedAt === null)
      const mine = (await withDeputies(db, 'goal-sheet', own)).flatMap((sheet): PerformanceDue[] => {
        const kind = sheet.proposedAt === null ? 'propose-goals' : 'agree-goals'
        const may = can(actor, kind === 'propose-goals' ? 'goal.propose' : 'goal.agree', sheet)
        return may ? [{ kind, subjectId: sheet.id, ...about }] : []
      })
      const people = await peopleToAgreeWith(db, actor, keys)
      return people > 0 ? [...mine, { kind: 'agree-peoples-goals', subjectId: phase.cycleId, people, ...about }] : mine
    }
    case 'self-review': {
      const appraisal = await ownAppraisal(db).get(keys)
      return appraisal && appraisal.selfReviewedAt === null && can(actor, 'appraisal.self-review', appraisal)
        ? [{ kind: 'self-review', subjectId: appraisal.id, ...about }]
        : []
    }
    case 'manager-review': {
      const people = await peopleToScore(db, actor, keys)
      return people > 0 ? [{ kind: 'score-people', subjectId: phase.cycleId, people, ...about }] : []
    }
    case 'acknowledgement': {
      const appraisal = await ownAppraisal(db).get(keys)
      const waits = appraisal && appraisal.publishedAt !== null && appraisal.acknowledgedAt === null
      return waits && can(actor, 'appraisal.acknowledge', appraisal)
        ? [{ kind: 'acknowledge', subjectId: appraisal.id, ...about }]
        : []
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
