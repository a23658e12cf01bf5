/** Appeals within the actor's reach, those that wait for an answer first. */
import { and, eq, isNull, notInArray, sql } from 'drizzle-orm'
import { can, scopeOf } from '#app/identity/policy.ts'
import { withinScope } from '#app/identity/scope.server.ts'
import { type Actor, employeesBehind } from '#app/kernel/actor.ts'
import type { Day } from '#app/kernel/day.ts'
import { employeeRows } from '#app/organisation/employees/employees.server.ts'
import type { Reader } from '#db/client.server.ts'
import { appeals, appraisals, cycles } from '#db/schema/performance.ts'
import { lastTemplateColumn } from '../goals/last-templates.server.ts'
import { bandsUpward } from '../rating.ts'
import { definitionsOf } from '../templates/templates.server.ts'
import { withCalibrators } from './appraisal-deputies.server.ts'

/** What the policy asks and a list shows of an appraisal; its stored result, which takes pages, is neither. */
const appraised = {
  id: appraisals.id,
  cycleId: appraisals.cycleId,
  employeeId: appraisals.employeeId,
  managerId: appraisals.managerId,
  unitPath: appraisals.unitPath,
  managerReviewedBy: appraisals.managerReviewedBy,
  calibratedBy: appraisals.calibratedBy,
  score: appraisals.score,
  finalRating: appraisals.finalRating,
}

export const appealsWithin = async (db: Reader, actor: Actor, today: Day) => {
  const rows = await db
    .select({
      appeal: appeals,
      appraisal: appraised,
      cycleName: cycles.name,
      versionId: lastTemplateColumn(appraisals.employeeId, appraisals.cycleId),
    })
    .from(appeals)
    .innerJoin(appraisals, eq(appraisals.id, appeals.appraisalId))
    .innerJoin(cycles, eq(cycles.id, appraisals.cycleId))
    .where(
      and(
        withinScope(scopeOf(actor, 'calibrated'), appraisals.unitPath),
        notInArray(appraisals.employeeId, employeesBehind(actor)),
      ),
    )
    .orderBy(sql`${appeals.answeredAt} is not null`, appeals.appealedAt)
    .limit(500)
  const open = rows.filter(({ appeal }) => appeal.answeredAt === null).map(({ appraisal }) => appraisal)
  const answerable = await answerableBy(db, actor, open)
  const mayAnswer = ({ appeal, appraisal }: (typeof rows)[number]) =>
    appeal.answeredAt === null && answerable.has(appraisal.id)
  const templates = await definitionsOf(
    db,
    rows.filter(mayAnswer).flatMap(({ versionId }) => versionId ?? []),
  )
  const people = await employeeRows(db, [...new Set(rows.map((row) => row.appraisal.employeeId))], today)
  const nameOf = new Map(people.map((person) => [person.id, person.name]))
  return rows.map(({ appeal, appraisal, cycleName, versionId }) => ({
    id: appeal.id,
    appraisalId: appraisal.id,
    employeeId: appraisal.employeeId,
    name: nameOf.get(appraisal.employeeId) ?? '',
    cycleName,
    score: appraisal.score,
    rating: appraisal.finalRating,
    reason: appeal.reason,
    appealedAt: appeal.appealedAt,
    answeredAt: appeal.answeredAt,
    outcome: appeal.outcome,
    answer: appeal.answer,
    revision: appeal.revision,
    mayAnswer: mayAnswer({ appeal, appraisal, cycleName, versionId }),
    /** What the rating may become: the bands of the person's template, the best first. */
    bands: bandsUpward(templates.get(versionId ?? '')?.bands ?? [])
      .reverse()
      .map(({ rating, name }) => ({ rating, name })),
  }))
}

/** How many appeals wait for an answer that the actor may give, being neither a part of the score nor its subject. */
export const appealsToAnswer = async (db: Reader, actor: Actor): Promise<number> => {
  if (!can(actor, 'appeal.list')) return 0
  const open = await db
    .select(appraised)
    .from(appeals)
    .innerJoin(appraisals, eq(appraisals.id, appeals.appraisalId))
    .where(and(isNull(appeals.answeredAt), withinScope(scopeOf(actor, 'calibrated'), appraisals.unitPath)))
  return (await answerableBy(db, actor, open)).size
}

type Asked = Parameters<typeof can<'appeal.answer'>>[2] & { id: string; cycleId: string }
/** Those about which the actor may answer an appeal, by their ids: each has at most one that is open. */
const answerableBy = async (db: Reader, actor: Actor, open: readonly Omit<Asked, 'deputies'>[]) => {
  const facts = await withCalibrators(db, open)
  return new Set(facts.filter((each) => can(actor, 'appeal.answer', each)).map(({ id }) => id))
}
