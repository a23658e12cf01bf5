/** Goal sheets: targets proposed by one side and agreed by the other; frozen when goal setting is over. */

import { asc, desc, eq } from 'drizzle-orm'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { deputiesOn } from '#app/audit/deputies.server.ts'
import { record } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day, Instant } from '#app/kernel/day.ts'
import { type DecimalText, decimal } from '#app/kernel/decimal.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import { notifyDoer, notifyEmployee } from '#app/notices/notices.server.ts'
import { paths } from '#app/paths.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { goalChanges, goalLines, goalSheets } from '#db/schema/performance.ts'
import { newId, transact } from '#db/transact.server.ts'
import { goalLineOf } from '../appraisals/card.ts'
import { isOpen, isOver } from '../cycle-window.ts'
import { type Cycle, findCycle } from '../cycles.server.ts'
import type { Template } from '../template.ts'
import { wholeWeightBp } from '../template.ts'
import { definitionsOf } from '../templates/templates.server.ts'

export type GoalSheet = typeof goalSheets.$inferSelect
export type GoalState = 'draft' | 'proposed' | 'agreed' | 'frozen'
export type GoalChange = typeof goalChanges.$inferSelect

/** Frozen by the date alone: what was not agreed by then stands as the template says. */
export const goalStateOf = (
  sheet: Pick<GoalSheet, 'proposedAt' | 'agreedAt'>,
  cycle: Pick<Cycle, 'windows'>,
  day: Day,
): GoalState => {
  if (isOver(cycle.windows, 'goal-setting', day)) return 'frozen'
  if (sheet.agreedAt !== null) return 'agreed'
  return sheet.proposedAt !== null ? 'proposed' : 'draft'
}

export const findSheet = async (db: Reader | Tx, actor: Actor, id: string) => {
  const [row] = await db.select().from(goalSheets).where(eq(goalSheets.id, id))
  if (!row || !can(actor, 'goal.read', row)) return null
  const sheet = { ...row, deputies: await deputiesOn(db, subjectOf(row)) }
  const cycle = await findCycle(db, sheet.cycleId)
  const template = (await definitionsOf(db, [sheet.templateVersionId])).get(sheet.templateVersionId)
  if (!cycle || !template) return null
  const listed = await db.select().from(goalLines).where(eq(goalLines.sheetId, id)).orderBy(asc(goalLines.position))
  const lines = listed.map((line) => ({ ...line, goal: goalLineOf(template, line) }))
  return { sheet, cycle, template, lines, state: goalStateOf(sheet, cycle, actor.today) }
}

export const changesOf = async (db: Reader | Tx, sheetId: string): Promise<GoalChange[]> =>
  db.select().from(goalChanges).where(eq(goalChanges.sheetId, sheetId)).orderBy(desc(goalChanges.proposedAt))

/** A person's own sheets, the newest cycle first. */
export const sheetsOf = async (db: Reader | Tx, employeeId: string): Promise<GoalSheet[]> =>
  db.select().from(goalSheets).where(eq(goalSheets.employeeId, employeeId)).orderBy(desc(goalSheets.fromOn))
/** Sheets of the people whom one scores, the newest cycle first. */
export const sheetsScoredBy = async (db: Reader | Tx, managerId: string): Promise<GoalSheet[]> =>
  db.select().from(goalSheets).where(eq(goalSheets.managerId, managerId)).orderBy(desc(goalSheets.fromOn)).limit(500)

export type GoalTarget = { lineId: string; target: DecimalText | null; weightBp: number }
export type GoalRefusal =
  | 'no-such-sheet'
  | 'not-allowed'
  | 'frozen'
  | 'not-frozen'
  | 'not-proposed'
  | 'own-proposal'
  | 'changed-meanwhile'
  | 'weights-not-whole'
  | 'target-not-positive'
  | 'nothing-changed'
  | 'change-waiting'
  | 'phase-not-open'
  | 'closed-already'
type Answer = Promise<Outcome<{ id: string }, GoalRefusal>>
const subjectOf = (sheet: GoalSheet) => ({ kind: 'goal-sheet', id: sheet.id, unitPath: sheet.unitPath })

const objection = (
  template: Template,
  lines: readonly { id: string; kpiCode: string }[],
  targets: readonly GoalTarget[],
): GoalRefusal | null => {
  const given = lines.map((line) => ({ line, target: targets.find((each) => each.lineId === line.id) }))
  if (given.reduce((total, { target }) => total + (target?.weightBp ?? 0), 0) !== wholeWeightBp)
    return 'weights-not-whole'
  const unfit = given.some(({ line, target }) => {
    const isLinear = template.lines.find((each) => each.kpi === line.kpiCode)?.curve.kind === 'linear'
    return isLinear && !(target?.target && decimal(target.target).gt(0))
  })
  return unfit ? 'target-not-positive' : null
}

const writeTargets = async (tx: Tx, targets: readonly GoalTarget[]) => {
  for (const { lineId, target, weightBp } of targets)
    await tx.update(goalLines).set({ target, weightBp }).where(eq(goalLines.id, lineId))
}

/** Whoever is to agree: the manager where the employee has proposed, else the employee. */
const tellOther = async (tx: Tx, actor: Actor, { sheet, cycle }: { sheet: GoalSheet; cycle: Cycle }, now: Instant) => {
  const isOwn = sheet.employeeId === actor.employeeId
  const other = isOwn ? sheet.managerId : sheet.employeeId
  if (!other) return
  const news = {
    kind: isOwn ? 'goals-to-agree-of' : 'goals-to-agree',
    params: { name: actor.name, cycle: cycle.name },
    link: paths.goalSheet(sheet.id),
    onceKey: `goals-to-agree ${sheet.id} ${sheet.revision}`,
  }
  await notifyEmployee(tx, other, news, now)
}

/** Proposes targets: by the employee or by the manager; a new proposal takes the place of the last. */
export const proposeGoals = (
  db: Db | Tx,
  actor: Actor,
  given: { sheetId: string; revision: number; targets: readonly GoalTarget[] },
  now: Instant,
): Answer =>
  transact(db, async (tx) => {
    const found = await findSheet(tx, actor, given.sheetId)
    if (!found) return refused('no-such-sheet')
    const { sheet, cycle, lines, template, state } = found
    if (!can(actor, 'goal.propose', sheet)) return refused('not-allowed')
    if (cycle.closedAt) return refused('closed-already')
    if (state === 'frozen') return refused('frozen')
    if (sheet.revision !== given.revision) return changedMeanwhile(tx, subjectOf(sheet))
    const targets = given.targets.filter((each) => lines.some((line) => line.id === each.lineId))
    const fault = objection(template, lines, targets)
    if (fault) return refused(fault)
    await writeTargets(tx, targets)
    await tx
      .update(goalSheets)
      .set({ proposedBy: actor.id, proposedAt: now, agreedBy: null, agreedAt: null, revision: sheet.revision + 1 })
      .where(eq(goalSheets.id, sheet.id))
    const before = lines.map(({ id: lineId, target, weightBp }) => ({ lineId, target, weightBp }))
    await record(tx, actor, 'goals.proposed', subjectOf(sheet), { before, after: targets }, now)
    await tellOther(tx, actor, found, now)
    return done({ id: sheet.id })
  })

/** Agreed by the other side than the one that proposed. */
export const agreeGoals = (
  db: Db | Tx,
  actor: Actor,
  given: { sheetId: string; revision: number },
  now: Instant,
): Answer =>
  transact(db, async (tx) => {
    const found = await findSheet(tx, actor, given.sheetId)
    if (!found) return refused('no-such-sheet')
    const { sheet, cycle, state } = found
    if (cycle.closedAt) return refused('closed-already')
    if (state === 'frozen') return refused('frozen')
    if (state !== 'proposed') return refused('not-proposed')
    if (!can(actor, 'goal.agree', sheet)) return refused('own-proposal')
    if (sheet.revision !== given.revision) return changedMeanwhile(tx, subjectOf(sheet))
    await tx
      .update(goalSheets)
      .set({ agreedBy: actor.id, agreedAt: now, revision: sheet.revision + 1 })
      .where(eq(goalSheets.id, sheet.id))
    await record(tx, actor, 'goals.agreed', subjectOf(sheet), { after: { agreedBy: actor.id } }, now)
    if (sheet.proposedBy) {
      const news = {
        kind: 'goals-agreed',
        params: { name: actor.name, cycle: cycle.name },
        link: paths.goalSheet(sheet.id),
        onceKey: `goals-agreed-${sheet.id}-${sheet.revision}`,
      }
      await notifyDoer(tx, sheet.proposedBy, news, now)
    }
    return done({ id: sheet.id })
  })

/** A change in mid-term, with its reason; the sheet changes when the other side agrees. */
export const proposeChange = (
  db: Db | Tx,
  actor: Actor,
  given: { sheetId: string; revision: number; reason: string; targets: readonly GoalTarget[] },
  now: Instant,
): Answer =>
  transact(db, async (tx) => {
    const found = await findSheet(tx, actor, given.sheetId)
    if (!found) return refused('no-such-sheet')
    const { sheet, cycle, template, lines, state } = found
    if (!can(actor, 'goal.propose', sheet)) return refused('not-allowed')
    if (cycle.closedAt) return refused('closed-already')
    if (state !== 'frozen') return refused('not-frozen')
    if (!isOpen(cycle.windows, 'monitoring', actor.today)) return refused('phase-not-open')
    // Whoever had it open before a change was agreed would take that back.
    if (sheet.revision !== given.revision) return changedMeanwhile(tx, subjectOf(sheet))
    const waiting = (await changesOf(tx, sheet.id)).some((each) => each.agreedAt === null && each.declinedAt === null)
    if (waiting) return refused('change-waiting')
    const targets = given.targets.filter((each) => lines.some((line) => line.id === each.lineId))
    const fault = objection(template, lines, targets)
    if (fault) return refused(fault)
    const isSame = targets.every((each) => {
      const line = lines.find((known) => known.id === each.lineId)
      return line?.target === each.target && line.weightBp === each.weightBp
    })
    if (isSame) return refused('nothing-changed')
    const id = newId(tx, 'gch', now)
    const change = { id, sheetId: sheet.id, proposed: [...targets], reason: given.reason }
    await tx.insert(goalChanges).values({ ...change, proposedBy: actor.id, proposedAt: now })
    await record(tx, actor, 'goals.change-proposed', subjectOf(sheet), { after: change }, now)
    return done({ id: sheet.id })
  })

export const answerChange = (
  db: Db | Tx,
  actor: Actor,
  given: { changeId: string; agrees: boolean },
  now: Instant,
): Answer =>
  transact(db, async (tx) => {
    const [change] = await tx.select().from(goalChanges).where(eq(goalChanges.id, given.changeId))
    const found = change ? await findSheet(tx, actor, change.sheetId) : null
    if (!change || !found) return refused('no-such-sheet')
    const { sheet, cycle, lines } = found
    if (!can(actor, 'goal.agree', { ...sheet, proposedBy: change.proposedBy })) return refused('own-proposal')
    if (cycle.closedAt) return refused('closed-already')
    if (change.agreedAt !== null || change.declinedAt !== null) return changedMeanwhile(tx, subjectOf(sheet))
    const fields = given.agrees ? { agreedBy: actor.id, agreedAt: now } : { declinedBy: actor.id, declinedAt: now }
    await tx.update(goalChanges).set(fields).where(eq(goalChanges.id, change.id))
    if (given.agrees) {
      await writeTargets(tx, change.proposed)
      await tx
        .update(goalSheets)
        .set({ revision: sheet.revision + 1 })
        .where(eq(goalSheets.id, sheet.id))
    }
    const before = lines.map(({ id: lineId, target, weightBp }) => ({ lineId, target, weightBp }))
    const act = given.agrees ? 'goals.change-agreed' : 'goals.change-declined'
    await record(tx, actor, act, subjectOf(sheet), { before, after: change.proposed }, now)
    return done({ id: sheet.id })
  })
