/** Actuals with their source. What was recorded is never overwritten: a correction supersedes it. */

import { and, desc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { record } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { type DecimalText, decimal } from '#app/kernel/decimal.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import { unitOn } from '#app/organisation/units/units.server.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { actualImports, actuals, appraisals, goalSheets } from '#db/schema/performance.ts'
import { newId, transact } from '#db/transact.server.ts'
import { findCycle } from '../cycles.server.ts'
import { countsOccurrences } from '../kpi.ts'
import { findKpi } from '../kpis/kpis.server.ts'
import { writeUnitScores } from '../unit-scores.server.ts'
import { type ActualSubject, unitScoreCode } from './actual-row.ts'

export type ActualRow = typeof actuals.$inferSelect & { fileName: string | null }

/** Writes a file's values in two statements: what they correct is superseded first. */
export const writeActuals = async (
  tx: Tx,
  actor: Actor,
  to: { cycleId: string; subject: ActualSubject; importId: string },
  values: readonly { subjectId: string; kpi: string; value: DecimalText; row: number }[],
  now: Instant,
): Promise<void> => {
  const scores = values.filter((value) => to.subject === 'unit' && value.kpi === unitScoreCode)
  const { cycleId, importId } = to
  await writeUnitScores(
    tx,
    actor,
    cycleId,
    scores.map(({ subjectId, value, row }) => ({ unitId: subjectId, score: value, importId, sourceRow: row })),
    now,
  )
  const rows = values
    .filter((value) => !scores.includes(value))
    .map(({ subjectId, kpi, value, row }) => [newId(tx, 'act', now), subjectId, kpi, value, row])
  const json = JSON.stringify(rows)
  const column = to.subject === 'unit' ? sql.raw('unit_id') : sql.raw('employee_id')
  await tx.run(sql`
    update actuals set superseded_at = ${now}, superseded_by = j.value ->> 0
    from json_each(${json}) j
    where actuals.cycle_id = ${to.cycleId} and actuals.superseded_at is null
      and actuals.${column} = j.value ->> 1 and actuals.kpi_code = j.value ->> 2`)
  await tx.run(sql`
    insert into actuals (id, cycle_id, ${column}, kpi_code, value, import_id, source_row, recorded_by, recorded_at)
    select value ->> 0, ${to.cycleId}, value ->> 1, value ->> 2, value ->> 3, ${to.importId}, value ->> 4, ${actor.id}, ${now}
    from json_each(${json})`)
}

export type ActualFound = ActualRow & {
  /** Reach: of the person's appraisal, or of the unit. */
  unitPath: string
  managerId: string | null
  isClosed: boolean
}

/** An actual that the actor may see: of themselves, of those they score or lead, or under a granted scope. */
export const findActual = async (db: Reader | Tx, actor: Actor, id: string): Promise<ActualFound | null> => {
  const [row] = await db
    .select({ actual: actuals, fileName: actualImports.fileName })
    .from(actuals)
    .leftJoin(actualImports, eq(actualImports.id, actuals.importId))
    .where(eq(actuals.id, id))
  if (!row) return null
  const cycle = await findCycle(db, row.actual.cycleId)
  if (!cycle) return null
  const base = { ...row.actual, fileName: row.fileName, isClosed: cycle.closedAt !== null }
  const { employeeId, unitId } = row.actual
  if (employeeId) {
    const facts = await factsOf(db, row.actual.cycleId, employeeId)
    const visible = facts.some((sheet) => can(actor, 'goal.read', sheet))
    const [first] = facts
    return visible && first ? { ...base, unitPath: first.unitPath, managerId: first.managerId } : null
  }
  const unit = unitId ? await unitOn(db, unitId, cycle.toOn) : null
  if (!unit) return null
  const isOfUnit =
    can(actor, 'cycle.read', { unitPath: unit.path }) || (await hasPartIn(db, cycle.id, unit.id, actor.employeeId))
  return isOfUnit ? { ...base, unitPath: unit.path, managerId: null } : null
}

const factsOf = async (db: Reader | Tx, cycleId: string, employeeId: string) =>
  db
    .select({
      employeeId: goalSheets.employeeId,
      unitPath: appraisals.unitPath,
      managerId: goalSheets.managerId,
    })
    .from(goalSheets)
    .innerJoin(
      appraisals,
      and(eq(appraisals.cycleId, goalSheets.cycleId), eq(appraisals.employeeId, goalSheets.employeeId)),
    )
    .where(and(eq(goalSheets.cycleId, cycleId), eq(goalSheets.employeeId, employeeId)))

const hasPartIn = async (db: Reader | Tx, cycleId: string, unitId: string, employeeId: string | null) => {
  if (!employeeId) return false
  const rows = await db
    .select({ id: goalSheets.id })
    .from(goalSheets)
    .where(
      and(
        eq(goalSheets.cycleId, cycleId),
        eq(goalSheets.unitId, unitId),
        sql`(${goalSheets.employeeId} = ${employeeId} or ${goalSheets.managerId} = ${employeeId})`,
      ),
    )
    .limit(1)
  return rows.length > 0
}

/** Everything recorded for the same subject, KPI and cycle, the newest first. */
export const historyOf = async (db: Reader | Tx, actual: ActualFound): Promise<ActualRow[]> => {
  const subject = actual.employeeId
    ? eq(actuals.employeeId, actual.employeeId)
    : eq(actuals.unitId, actual.unitId ?? '')
  // What holds and what was superseded stand in indexes of their own.
  const those = (which: SQL) =>
    db
      .select({ actual: actuals, fileName: actualImports.fileName })
      .from(actuals)
      .leftJoin(actualImports, eq(actualImports.id, actuals.importId))
      .where(and(eq(actuals.cycleId, actual.cycleId), eq(actuals.kpiCode, actual.kpiCode), subject, which))
      .orderBy(desc(actuals.recordedAt), desc(actuals.id))
  const rows = [...(await those(isNull(actuals.supersededAt))), ...(await those(isNotNull(actuals.supersededAt)))]
  return rows.map((row) => ({ ...row.actual, fileName: row.fileName }))
}

type CorrectRefusal =
  | 'no-such-actual'
  | 'not-allowed'
  | 'closed-already'
  | 'changed-meanwhile'
  | 'same-value'
  | 'below-zero'

/** A correction by hand says why; scores are calculated anew by the next scoring, never behind a published result. */
export const correctActual = (
  db: Db | Tx,
  actor: Actor,
  given: { id: string; value: DecimalText; note: string },
  now: Instant,
): Promise<Outcome<{ id: string }, CorrectRefusal>> =>
  transact(db, async (tx) => {
    const actual = await findActual(tx, actor, given.id)
    if (!actual) return refused('no-such-actual')
    const isOwn = actual.employeeId !== null && actual.employeeId === actor.employeeId
    if (isOwn || !can(actor, 'actual.import', actual)) return refused('not-allowed')
    if (actual.isClosed) return refused('closed-already')
    // What took its place carries the record of who corrected it.
    if (actual.supersededAt) return changedMeanwhile(tx, { kind: 'actual', id: actual.supersededBy ?? actual.id })
    if (actual.value === given.value) return refused('same-value')
    const kpi = await findKpi(tx, actual.kpiCode)
    if (kpi && countsOccurrences(kpi.definition) && decimal(given.value).lt(0)) return refused('below-zero')
    const id = newId(tx, 'act', now)
    await tx
      .update(actuals)
      .set({ supersededAt: now, supersededBy: id })
      .where(and(eq(actuals.id, actual.id), isNull(actuals.supersededAt)))
    const { cycleId, kpiCode, employeeId, unitId } = actual
    await tx.insert(actuals).values({
      ...{ id, cycleId, kpiCode, employeeId, unitId },
      value: given.value,
      sourceNote: given.note,
      recordedBy: actor.id,
      recordedAt: now,
    })
    const change = { before: { value: actual.value }, after: { value: given.value, note: given.note } }
    await record(tx, actor, 'actual.corrected', { kind: 'actual', id, unitPath: actual.unitPath }, change, now)
    return done({ id })
  })
