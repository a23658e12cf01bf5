/** Marks on judged lines, saved one by one; two people at one cell are told, never overwritten. */
import { and, eq } from 'drizzle-orm'
import { record } from '#app/audit/records.server.ts'
import { timesRecorded } from '#app/audit/times-recorded.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { isDecimalText } from '#app/kernel/decimal.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import type { Db, Tx } from '#db/client.server.ts'
import { goalLines, goalSheets, marksGiven } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { isOpen } from '../cycle-window.ts'
import { findCycle } from '../cycles.server.ts'
import type { GoalLine } from '../scorecard.ts'
import { definitionsOf } from '../templates/templates.server.ts'
import { appraisalOf } from './appraisals.server.ts'
import { goalLineOf } from './card.ts'

export type MarkGiven = {
  lineId: string
  perspective: 'self' | 'manager'
  /** Null takes the mark away. */
  mark: string | null
  comment?: string | null
  /** Of the mark as it was seen; 0 where there was none. */
  revision: number
}
export type MarkRefusal =
  | 'no-such-line'
  | 'not-judged'
  | 'no-such-level'
  | 'not-a-number'
  | 'closed-already'
  | 'phase-not-open'
  | 'submitted-already'
  | 'changed-meanwhile'

/** Answers with the cell's new revision and time; `changed-meanwhile` carries what stands there now. */
export const giveMark = (
  db: Db | Tx,
  actor: Actor,
  given: MarkGiven,
  now: Instant,
): Promise<Outcome<{ revision: number; at: Instant }, MarkRefusal, { mark: string | null; revision: number }>> =>
  transact(db, async (tx) => {
    const [row] = await tx
      .select({ line: goalLines, sheet: goalSheets })
      .from(goalLines)
      .innerJoin(goalSheets, eq(goalSheets.id, goalLines.sheetId))
      .where(eq(goalLines.id, given.lineId))
    if (!row || !mayMark(actor, row.sheet, given.perspective)) return refused('no-such-line')
    const { line, sheet } = row
    const cycle = await findCycle(tx, sheet.cycleId)
    const appraisal = await appraisalOf(tx, sheet.cycleId, sheet.employeeId)
    const template = (await definitionsOf(tx, [sheet.templateVersionId])).get(sheet.templateVersionId)
    if (!cycle || !appraisal || !template) return refused('no-such-line')
    const phase = given.perspective === 'self' ? 'self-review' : 'manager-review'
    if (cycle.closedAt) return refused('closed-already')
    if (!isOpen(cycle.windows, phase, actor.today)) return refused('phase-not-open')
    const submittedAt = given.perspective === 'self' ? appraisal.selfReviewedAt : appraisal.managerReviewedAt
    if (submittedAt !== null) return refused('submitted-already')
    const objection = markObjection(goalLineOf(template, line), given.mark)
    if (objection) return refused(objection)
    const cell = and(eq(marksGiven.goalLineId, line.id), eq(marksGiven.perspective, given.perspective))
    const [known] = await tx.select().from(marksGiven).where(cell)
    if ((known?.revision ?? 0) !== given.revision)
      return refused('changed-meanwhile', { mark: known?.mark ?? null, revision: known?.revision ?? 0 })
    if (!known && given.mark === null) return done({ revision: 0, at: now })
    const subject = { kind: 'appraisal', id: appraisal.id, unitPath: sheet.unitPath }
    const act = given.perspective === 'self' ? 'appraisal.self-marked' : 'appraisal.manager-marked'
    // A mark given anew goes on from every mark of the appraisal before it: nobody holds its revision from an earlier
    // one that was taken away.
    const revision = (known?.revision ?? (await timesRecorded(tx, subject, act))) + 1
    const comment = given.comment === undefined ? (known?.comment ?? null) : given.comment
    if (given.mark === null) await tx.delete(marksGiven).where(cell)
    else {
      const fields = { mark: given.mark, comment, by: actor.id, at: now, revision }
      await tx
        .insert(marksGiven)
        .values({ goalLineId: line.id, perspective: given.perspective, ...fields })
        .onConflictDoUpdate({ target: [marksGiven.goalLineId, marksGiven.perspective], set: fields })
    }
    const change = {
      before: { kpi: line.kpiCode, mark: known?.mark ?? null, comment: known?.comment ?? null },
      after: { kpi: line.kpiCode, mark: given.mark, comment },
    }
    await record(tx, actor, act, subject, change, now)
    return done({ revision: given.mark === null ? 0 : revision, at: now })
  })

const mayMark = (
  actor: Actor,
  sheet: { employeeId: string; unitPath: string; managerId: string | null },
  perspective: MarkGiven['perspective'],
): boolean =>
  perspective === 'self' ? can(actor, 'appraisal.self-review', sheet) : can(actor, 'appraisal.score', sheet)

/** Why a mark does not fit its line: it must be a level of the scale, or a number the curve reads. */
export const markObjection = (line: GoalLine, mark: string | null): MarkRefusal | null => {
  if (line.source !== 'judged') return 'not-judged'
  if (mark === null) return null
  if (line.curve.kind === 'anchored')
    return line.curve.levels.some((each) => each.level === mark) ? null : 'no-such-level'
  return isDecimalText(mark) ? null : 'not-a-number'
}
