/** Veto events: a violation that caps the rating of the cycle in which it happened, and holds pay while it is open. */

import { and, desc, eq, exists, gt, gte, isNotNull, isNull, lte, or, sql } from 'drizzle-orm'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { record } from '#app/audit/records.server.ts'
import { can, scopeOf } from '#app/identity/policy.ts'
import { withinScope } from '#app/identity/scope.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day, Instant } from '#app/kernel/day.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import { standingOn } from '#app/organisation/assignments/assignments.server.ts'
import { employeePathColumn, standsWithin } from '#app/organisation/employees/employee-columns.server.ts'
import { employeeRows } from '#app/organisation/employees/employees.server.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { prepared } from '#db/prepared.server.ts'
import { appraisals, vetoEvents } from '#db/schema/performance.ts'
import { newId, transact } from '#db/transact.server.ts'
import { ratingsInUse } from './templates/ratings-in-use.server.ts'
import type { ViolationSeverity } from './violation.ts'

export type VetoEvent = typeof vetoEvents.$inferSelect

/** Violations with the days on which they were open; what a pay gate looks at. */
export const violationsOf = async (
  db: Reader | Tx,
  employeeIds: readonly string[],
): Promise<{ employeeId: string; severity: ViolationSeverity; from: Day; to: Day | null }[]> => {
  const rows = await db
    .select()
    .from(vetoEvents)
    .where(anyOf(vetoEvents.employeeId, employeeIds))
    .orderBy(vetoEvents.happenedOn)
  return rows.map(({ employeeId, isSerious, happenedOn, closedOn }) => ({
    employeeId,
    severity: isSerious ? 'serious' : 'ordinary',
    from: happenedOn,
    to: closedOn,
  }))
}

type Period = { fromOn: Day; toOn: Day }
const capsWithin = prepared((db) =>
  db
    .select({ employeeId: vetoEvents.employeeId, event: vetoEvents.description, cap: vetoEvents.capRating })
    .from(vetoEvents)
    .where(
      and(
        anyOf(vetoEvents.employeeId, sql.placeholder('employeeIds')),
        isNotNull(vetoEvents.capRating),
        gte(vetoEvents.happenedOn, sql.placeholder('fromOn')),
        lte(vetoEvents.happenedOn, sql.placeholder('toOn')),
        or(isNull(vetoEvents.closedOn), gt(vetoEvents.closedOn, sql.placeholder('toOn'))),
      ),
    )
    .orderBy(vetoEvents.happenedOn)
    .prepare(),
)
/** What caps ratings of a cycle: what happened in it and was not closed by its last day. */
export const capsOf = async (db: Reader | Tx, employeeIds: readonly string[], { fromOn, toOn }: Period) => {
  const rows = await capsWithin(db).all({ employeeIds: JSON.stringify(employeeIds), fromOn, toOn })
  return rows.flatMap(({ employeeId, event, cap }) => (cap === null ? [] : [{ employeeId, event, cap }]))
}

export type VetoListed = VetoEvent & { name: string; number: string; unitPath: string }
/** Events of the people within the actor's reach, by where they stand or were appraised, the newest first. */
export const vetoesWithin = async (db: Reader, actor: Actor, today: Day): Promise<VetoListed[]> => {
  const scope = scopeOf(actor, 'cycles')
  const path = employeePathColumn(vetoEvents.employeeId, today)
  // Of those who have left without an appraisal nobody knows any more whose they were, but who recorded it.
  const ofLeavers = and(eq(vetoEvents.recordedBy, actor.id), sql`${path} = ''`)
  const appraised = db
    .select({ id: appraisals.employeeId })
    .from(appraisals)
    .where(and(eq(appraisals.employeeId, vetoEvents.employeeId), withinScope(scope, appraisals.unitPath)))
  const rows = await db
    .select()
    .from(vetoEvents)
    .where(or(exists(appraised), standsWithin(scope, vetoEvents.employeeId, path), ofLeavers))
    .orderBy(desc(vetoEvents.happenedOn))
  const people = await employeeRows(db, [...new Set(rows.map((row) => row.employeeId))], today)
  return rows.flatMap((row) => {
    const person = people.find((each) => each.id === row.employeeId)
    return person ? [{ ...row, name: person.name, number: person.number, unitPath: person.unitPath }] : []
  })
}

export type NewVeto = {
  employeeId: string
  kind: string
  description: string
  happenedOn: Day
  capRating: string | null
  isSerious: boolean
}
type VetoRefusal =
  | 'no-such-person'
  | 'no-such-rating'
  | 'no-such-event'
  | 'not-allowed'
  | 'changed-meanwhile'
  | 'closed-already'

const subject = (id: string, unitPath: string) => ({ kind: 'veto-event', id, unitPath })

export const recordVeto = (
  db: Db | Tx,
  actor: Actor,
  given: NewVeto,
  now: Instant,
): Promise<Outcome<{ id: string }, VetoRefusal>> =>
  transact(db, async (tx) => {
    const standing = (await standingOn(tx, [given.employeeId], actor.today)).get(given.employeeId)
    if (!standing) return refused('no-such-person')
    if (!can(actor, 'veto.record', standing)) return refused('not-allowed')
    // A cap that no template has would leave the person without a score.
    if (given.capRating !== null && !(await ratingsInUse(tx)).some(({ rating }) => rating === given.capRating))
      return refused('no-such-rating')
    const id = newId(tx, 'vet', now)
    await tx.insert(vetoEvents).values({ id, ...given, recordedBy: actor.id, recordedAt: now })
    await record(tx, actor, 'veto.recorded', subject(id, standing.unitPath), { after: given }, now)
    return done({ id })
  })

export const closeVeto = (
  db: Db | Tx,
  actor: Actor,
  given: { id: string; revision: number },
  now: Instant,
): Promise<Outcome<{ id: string }, VetoRefusal>> =>
  transact(db, async (tx) => {
    const [event] = await tx.select().from(vetoEvents).where(eq(vetoEvents.id, given.id))
    if (!event) return refused('no-such-event')
    const standing = (await standingOn(tx, [event.employeeId], actor.today)).get(event.employeeId)
    if (!standing || !can(actor, 'veto.record', standing)) return refused('not-allowed')
    if (event.closedOn) return refused('closed-already')
    if (event.revision !== given.revision) return changedMeanwhile(tx, subject(event.id, ''))
    const change = { closedOn: actor.today, closedBy: actor.id }
    await tx
      .update(vetoEvents)
      .set({ ...change, revision: event.revision + 1 })
      .where(eq(vetoEvents.id, event.id))
    await record(tx, actor, 'veto.closed', subject(event.id, standing.unitPath), { after: change }, now)
    return done({ id: event.id })
  })
