/** Appraisal cycles with the windows of their phases. */

import { and, asc, desc, eq, or, type SQL, sql } from 'drizzle-orm'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { record } from '#app/audit/records.server.ts'
import { can, scopeOf } from '#app/identity/policy.ts'
import { withinScope } from '#app/identity/scope.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day, Instant } from '#app/kernel/day.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import { isWithin } from '#app/kernel/tree-path.ts'
import type { Words } from '#app/kernel/words.ts'
import { unitPathColumn } from '#app/organisation/units/unit-paths.server.ts'
import { pathOfUnit } from '#app/organisation/units/units.server.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { prepared } from '#db/prepared.server.ts'
import { appraisals, cyclePhases, cycles, goalSheets } from '#db/schema/performance.ts'
import { newId, transact } from '#db/transact.server.ts'
import { phases } from './cycle.ts'
import { type PhaseWindow, windowFaults } from './cycle-window.ts'

export type Cycle = typeof cycles.$inferSelect & {
  /** Of the unit whose people it appraises, on the cycle's last day. */
  unitPath: string
  windows: PhaseWindow[]
}

const id = sql.placeholder('id')
const phasesOfCycle = prepared((db) =>
  db
    .select({ phase: cyclePhases.phase, opensOn: cyclePhases.opensOn, closesOn: cyclePhases.closesOn })
    .from(cyclePhases)
    .where(eq(cyclePhases.cycleId, id))
    .prepare(),
)
const windowsOf = async (db: Reader | Tx, cycleId: string): Promise<PhaseWindow[]> => {
  const rows = await phasesOfCycle(db).all({ id: cycleId })
  return phases.flatMap((phase) => rows.filter((row) => row.phase === phase))
}

const withPath = async (db: Reader | Tx, row: typeof cycles.$inferSelect): Promise<Cycle> => ({
  ...row,
  unitPath: (await pathOfUnit(db, row.unitId, row.toOn)) ?? '',
  windows: await windowsOf(db, row.id),
})

const cycleById = prepared((db) => db.select().from(cycles).where(eq(cycles.id, id)).prepare())
/** Everyone may find a cycle: its name and dates are no secret. What is in it is scoped where it is read. */
export const findCycle = async (db: Reader | Tx, cycleId: string): Promise<Cycle | null> => {
  const row = await cycleById(db).get({ id: cycleId })
  return row ? withPath(db, row) : null
}

export const findCycleByCode = async (db: Reader | Tx, code: string): Promise<Cycle | null> => {
  const [row] = await db.select().from(cycles).where(eq(cycles.code, code))
  return row ? withPath(db, row) : null
}

/** Cycles of the part of the bank that the actor oversees, the newest first. */
export const cyclesOverseen = async (db: Reader | Tx, actor: Actor, today: Day): Promise<Cycle[]> => {
  const rows = await db
    .select()
    .from(cycles)
    .where(withinScope(scopeOf(actor, 'cycles'), unitPathColumn(cycles.unitId, today)))
    .orderBy(desc(cycles.fromOn), asc(cycles.code))
  return Promise.all(rows.map((row) => withPath(db, row)))
}

/** Every cycle, for choosing one: incentives and reports. */
export const allCycles = async (db: Reader | Tx) => db.select().from(cycles).orderBy(desc(cycles.fromOn))

const inBrief = {
  id: cycles.id,
  name: cycles.name,
  fromOn: cycles.fromOn,
  toOn: cycles.toOn,
  closedAt: cycles.closedAt,
}

/** Cycles that appraise the people of a unit, by its path on a day, the oldest first. */
export const cyclesOfUnit = async (db: Reader | Tx, unitPath: string, day: Day) => {
  const rows = await db
    .select({
      ...inBrief,
      of: unitPathColumn(cycles.unitId, day),
    })
    .from(cycles)
    .orderBy(asc(cycles.toOn), asc(cycles.code))
  return rows.filter(({ of }) => of !== '' && isWithin(unitPath, of))
}

/** Cycles in which the person has a goal sheet, the newest first. */
export const cyclesOfEmployee = async (db: Reader | Tx, employeeId: string): Promise<Cycle[]> => {
  const rows = await db
    .selectDistinct({ cycle: cycles })
    .from(goalSheets)
    .innerJoin(cycles, eq(cycles.id, goalSheets.cycleId))
    .where(eq(goalSheets.employeeId, employeeId))
    .orderBy(desc(cycles.fromOn))
  return Promise.all(rows.map(({ cycle }) => withPath(db, cycle)))
}

/** Sheets that name the actor as the manager, or of people whose scoring was lent to them. */
export const sheetsScoredBy = (actor: Actor): SQL | undefined =>
  or(
    actor.employeeId ? eq(goalSheets.managerId, actor.employeeId) : undefined,
    actor.onBehalfOf && actor.manages.length > 0 ? anyOf(goalSheets.employeeId, actor.manages) : undefined,
  )

/** Cycles in which the actor scores others, the newest first, with how many. */
export const cyclesScoredBy = async (db: Reader | Tx, actor: Actor): Promise<(Cycle & { people: number })[]> => {
  const rows = await db
    .select({ cycle: cycles, people: sql<number>`count(distinct ${goalSheets.employeeId})` })
    .from(goalSheets)
    .innerJoin(cycles, eq(cycles.id, goalSheets.cycleId))
    .where(sheetsScoredBy(actor))
    .groupBy(cycles.id)
    .orderBy(desc(cycles.fromOn))
  return Promise.all(rows.map(async ({ cycle, people }) => ({ ...(await withPath(db, cycle)), people })))
}

export type NewCycle = {
  code: string
  name: Words
  fromOn: Day
  toOn: Day
  unitId: string
  windows: readonly PhaseWindow[]
}
export type CycleRefusal =
  | 'no-such-cycle'
  | 'no-such-unit'
  | 'not-allowed'
  | 'code-taken'
  | 'ends-before-it-begins'
  | 'before-the-phase-before'
  | 'changed-meanwhile'
  | 'closed-already'
  | 'not-published'

const subjectOf = (id: string, unitPath: string) => ({ kind: 'cycle', id, unitPath })

export const openCycle = (
  db: Db | Tx,
  actor: Actor,
  given: NewCycle,
  now: Instant,
): Promise<Outcome<{ id: string }, CycleRefusal>> =>
  transact(db, async (tx) => {
    const { windows, ...fields } = given
    const unitPath = await pathOfUnit(tx, given.unitId, given.toOn)
    if (!unitPath) return refused('no-such-unit')
    if (!can(actor, 'cycle.open', { unitPath })) return refused('not-allowed')
    if (given.toOn < given.fromOn) return refused('ends-before-it-begins')
    const [fault] = windowFaults(windows)
    if (fault) return refused(fault.code, { phase: fault.phase })
    if (await findCycleByCode(tx, given.code)) return refused('code-taken')
    const id = newId(tx, 'cyc', now)
    await tx.insert(cycles).values({ id, ...fields, openedBy: actor.id, openedAt: now })
    await tx.insert(cyclePhases).values(windows.map((window) => ({ cycleId: id, ...window })))
    await record(tx, actor, 'cycle.opened', subjectOf(id, unitPath), { after: { ...fields, windows } }, now)
    return done({ id })
  })

/** Moving a window is how a cycle is hurried or held; it is never pushed on by hand. */
export const moveWindows = (
  db: Db | Tx,
  actor: Actor,
  given: { cycleId: string; revision: number; windows: readonly PhaseWindow[] },
  now: Instant,
): Promise<Outcome<{ id: string }, CycleRefusal>> =>
  transact(db, async (tx) => {
    const cycle = await findCycle(tx, given.cycleId)
    if (!cycle) return refused('no-such-cycle')
    if (!can(actor, 'cycle.open', cycle)) return refused('not-allowed')
    if (cycle.closedAt) return refused('closed-already')
    if (cycle.revision !== given.revision) return changedMeanwhile(tx, subjectOf(cycle.id, cycle.unitPath))
    const [fault] = windowFaults(given.windows)
    if (fault) return refused(fault.code, { phase: fault.phase })
    for (const { phase, opensOn, closesOn } of given.windows)
      await tx
        .insert(cyclePhases)
        .values({ cycleId: cycle.id, phase, opensOn, closesOn })
        .onConflictDoUpdate({ target: [cyclePhases.cycleId, cyclePhases.phase], set: { opensOn, closesOn } })
    await tx
      .update(cycles)
      .set({ revision: given.revision + 1 })
      .where(eq(cycles.id, cycle.id))
    const change = { before: cycle.windows, after: given.windows }
    await record(tx, actor, 'cycle.windows-moved', subjectOf(cycle.id, cycle.unitPath), change, now)
    return done({ id: cycle.id })
  })

/** Closes a cycle whose results are all published; nothing in it changes any more. */
export const closeCycle = (
  db: Db | Tx,
  actor: Actor,
  given: { cycleId: string; revision: number },
  now: Instant,
): Promise<Outcome<{ id: string }, CycleRefusal>> =>
  transact(db, async (tx) => {
    const cycle = await findCycle(tx, given.cycleId)
    if (!cycle) return refused('no-such-cycle')
    if (!can(actor, 'cycle.open', cycle)) return refused('not-allowed')
    if (cycle.closedAt) return refused('closed-already')
    if (cycle.revision !== given.revision) return changedMeanwhile(tx, subjectOf(cycle.id, cycle.unitPath))
    const [waiting] = await tx
      .select({ count: sql<number>`count(*)` })
      .from(appraisals)
      .where(
        and(
          eq(appraisals.cycleId, cycle.id),
          sql`${appraisals.score} is not null and ${appraisals.publishedAt} is null`,
        ),
      )
    if (waiting && waiting.count > 0) return refused('not-published', { count: waiting.count })
    await tx
      .update(cycles)
      .set({ closedAt: now, revision: given.revision + 1 })
      .where(eq(cycles.id, cycle.id))
    await record(tx, actor, 'cycle.closed', subjectOf(cycle.id, cycle.unitPath), { after: { closedAt: now } }, now)
    return done({ id: cycle.id })
  })
