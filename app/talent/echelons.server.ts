/** Echelons: who is being prepared for which post, nominated by one, admitted by another, moved as they grow. */

import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { deputiesOn } from '#app/audit/deputies.server.ts'
import { record } from '#app/audit/records.server.ts'
import { can, scopeOf } from '#app/identity/policy.ts'
import { withinScope } from '#app/identity/scope.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day, Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import type { Words } from '#app/kernel/words.ts'
import { notifyEmployee } from '#app/notices/notices.server.ts'
import { standingOn } from '#app/organisation/assignments/assignments.server.ts'
import { hasLeft } from '#app/organisation/employees/employee.ts'
import { countEmployees, employeeRows } from '#app/organisation/employees/employees.server.ts'
import { findPost } from '#app/organisation/posts/posts.server.ts'
import { unitPathColumn } from '#app/organisation/units/unit-paths.server.ts'
import { unitOn } from '#app/organisation/units/units.server.ts'
import { paths } from '#app/paths.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { echelonMembers, echelons } from '#db/schema/talent.ts'
import { newId, transact } from '#db/transact.server.ts'
import { coverageOf, type Readiness } from './echelon.ts'

export type Echelon = typeof echelons.$inferSelect & { unitPath: string }

/** How many hold the target post in the echelon's part of the bank. */
export const holdersOf = (db: Reader, echelon: Pick<Echelon, 'postId' | 'unitPath'>, day: Day): Promise<number> =>
  countEmployees(
    db,
    { paths: ['/'], employeeIds: [] },
    { postId: echelon.postId, unitPath: echelon.unitPath, state: 'current', day },
  )

export const membersOf = (db: Reader, echelonId: string) =>
  db
    .select()
    .from(echelonMembers)
    .where(eq(echelonMembers.echelonId, echelonId))
    .orderBy(asc(echelonMembers.nominatedAt), asc(echelonMembers.id))

/** Those of a bench who have not left: whoever has stands there until somebody takes them off, and could take no post. */
const withTheBank = async <M extends { employeeId: string }>(db: Reader, members: readonly M[], day: Day) => {
  const ids = members.map(({ employeeId }) => employeeId)
  const left = new Set((await employeeRows(db, ids, day)).filter((row) => hasLeft(row, day)).map(({ id }) => id))
  return members.filter(({ employeeId }) => !left.has(employeeId))
}

/** Open echelons within the actor's reach, with their bench and how well the post is covered. */
export const echelonsOverseen = async (db: Reader, actor: Actor) => {
  const rows = await db
    .select({ echelon: echelons, unitPath: unitPathColumn(echelons.unitId, actor.today) })
    .from(echelons)
    .where(
      and(
        isNull(echelons.closedAt),
        withinScope(scopeOf(actor, 'echelons'), unitPathColumn(echelons.unitId, actor.today)),
      ),
    )
    .orderBy(asc(echelons.openedAt), asc(echelons.id))
  return Promise.all(
    rows.map(async ({ echelon, unitPath }) => {
      const members = (await membersOf(db, echelon.id)).filter(({ state }) => state !== 'left')
      const bench = await withTheBank(db, members, actor.today)
      const holders = await holdersOf(db, { postId: echelon.postId, unitPath }, actor.today)
      const at = (readiness: Readiness) =>
        bench.filter((each) => each.state === 'active' && each.readiness === readiness).length
      return {
        id: echelon.id,
        name: echelon.name,
        postName: (await findPost(db, echelon.postId))?.name ?? {},
        unitName: (await unitOn(db, echelon.unitId, actor.today))?.name ?? {},
        holders,
        now: at('now'),
        soon: at('one-to-two-years'),
        later: at('three-to-five-years'),
        nominated: bench.filter(({ state }) => state === 'nominated').length,
        coverage: coverageOf(holders, bench),
      }
    }),
  )
}

/** An echelon within the actor's reach, or null. */
export const findEchelon = async (db: Reader, actor: Actor, id: string): Promise<Echelon | null> => {
  const [row] = await db
    .select({ echelon: echelons, unitPath: unitPathColumn(echelons.unitId, actor.today) })
    .from(echelons)
    .where(eq(echelons.id, id))
  if (!row) return null
  const echelon = { ...row.echelon, unitPath: row.unitPath || '/' }
  return can(actor, 'echelon.read', echelon) ? echelon : null
}

const subjectOf = ({ id, unitPath }: { id: string; unitPath: string }) => ({ kind: 'echelon', id, unitPath })

/** Opens an echelon for a post in a unit; each pair has one that is open. */
export const openEchelon = (
  db: Db | Tx,
  actor: Actor,
  given: { name: Words; postId: string; unitId: string },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const unit = await unitOn(tx, given.unitId, actor.today)
    if (!unit) return refused('no-such-unit')
    if (!can(actor, 'echelon.open', { unitPath: unit.path })) return refused('not-allowed')
    if (!(await findPost(tx, given.postId))) return refused('no-such-post')
    const target = and(eq(echelons.postId, given.postId), eq(echelons.unitId, given.unitId), isNull(echelons.closedAt))
    const [taken] = await tx.select({ id: echelons.id }).from(echelons).where(target)
    if (taken) return refused('target-taken')
    const id = newId(tx, 'ech', now)
    await tx.insert(echelons).values({ id, ...given, openedBy: actor.id, openedAt: now })
    await record(tx, actor, 'echelon.opened', subjectOf({ id, unitPath: unit.path }), { after: { ...given } }, now)
    return done({ id })
  })

/** Closes an echelon: its bench stays readable as it stood, and nobody is nominated, admitted or moved any more. */
export const closeEchelon = (db: Db | Tx, actor: Actor, given: { id: string; revision: number }, now: Instant) =>
  transact(db, async (tx) => {
    const echelon = await findEchelon(tx, actor, given.id)
    if (!echelon) return refused('no-such-echelon')
    if (!can(actor, 'echelon.open', echelon)) return refused('not-allowed')
    if (echelon.revision !== given.revision) return changedMeanwhile(tx, subjectOf(echelon))
    if (echelon.closedAt !== null) return refused('echelon-closed')
    await tx
      .update(echelons)
      .set({ closedAt: now, revision: echelon.revision + 1 })
      .where(eq(echelons.id, echelon.id))
    await record(tx, actor, 'echelon.closed', subjectOf(echelon), {}, now)
    return done({ id: echelon.id })
  })

/** Proposes a person for the echelon; another person admits them. */
export const nominate = (
  db: Db | Tx,
  actor: Actor,
  given: { echelonId: string; employeeId: string; readiness: Readiness; reason: string },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const echelon = await findEchelon(tx, actor, given.echelonId)
    if (!echelon) return refused('no-such-echelon')
    if (echelon.closedAt !== null) return refused('echelon-closed')
    const standing = (await standingOn(tx, [given.employeeId], actor.today)).get(given.employeeId)
    if (!standing || (standing.to !== null && standing.to < actor.today)) return refused('no-such-employee')
    if (!can(actor, 'echelon.nominate', { unitPath: echelon.unitPath, employeeId: given.employeeId }))
      return refused('not-allowed')
    const [open] = await tx
      .select({ id: echelonMembers.id })
      .from(echelonMembers)
      .where(
        and(
          eq(echelonMembers.echelonId, echelon.id),
          eq(echelonMembers.employeeId, given.employeeId),
          isNull(echelonMembers.leftAt),
        ),
      )
    if (open) return refused('nominated-already')
    const id = newId(tx, 'ecm', now)
    const values = { id, ...given, state: 'nominated' as const, nominatedBy: actor.id, nominatedAt: now }
    await tx.insert(echelonMembers).values(values)
    await record(tx, actor, 'echelon.nominated', subjectOf(echelon), { after: { ...given } }, now)
    return done({ id })
  })

/** A membership that can still change: its echelon is open, and the person has not left. */
const findMembership = async (tx: Tx, actor: Actor, given: { id: string; revision: number }) => {
  const [member] = await tx.select().from(echelonMembers).where(eq(echelonMembers.id, given.id))
  const echelon = member && (await findEchelon(tx, actor, member.echelonId))
  if (!member || !echelon) return refused('no-such-member')
  if (echelon.closedAt !== null) return refused('echelon-closed')
  if (member.revision !== given.revision) return changedMeanwhile(tx, subjectOf(echelon))
  return member.leftAt === null ? done({ member, echelon }) : refused('left-already')
}

const change = (tx: Tx, id: string, columns: Partial<typeof echelonMembers.$inferInsert>) =>
  tx
    .update(echelonMembers)
    .set({ ...columns, revision: sql`${echelonMembers.revision} + 1` })
    .where(eq(echelonMembers.id, id))

/** Takes a nominated person in: by someone other than who nominated them. The person is told. */
export const admit = (db: Db | Tx, actor: Actor, given: { id: string; revision: number }, now: Instant) =>
  transact(db, async (tx) => {
    const found = await findMembership(tx, actor, given)
    if (!found.ok) return found
    const { member, echelon } = found.value
    if (member.state !== 'nominated') return refused('admitted-already')
    if ((await withTheBank(tx, [member], actor.today)).length === 0) return refused('no-such-employee')
    const deputies = await deputiesOn(tx, subjectOf(echelon))
    if (!can(actor, 'echelon.admit', { ...member, unitPath: echelon.unitPath, deputies }))
      return refused('maker-is-checker')
    await change(tx, member.id, { state: 'active', admittedBy: actor.id, admittedAt: now })
    await record(tx, actor, 'echelon.admitted', subjectOf(echelon), { after: { employeeId: member.employeeId } }, now)
    const post = (await findPost(tx, echelon.postId))?.name ?? {}
    const news = { kind: 'nominated', params: { post }, link: paths.growth(), onceKey: `echelon-${member.id}` }
    await notifyEmployee(tx, member.employeeId, news, now)
    return done({ id: echelon.id })
  })

/** Says that a member could take the post sooner or later than was thought. */
export const moveReadiness = (
  db: Db | Tx,
  actor: Actor,
  given: { id: string; revision: number; readiness: Readiness },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const found = await findMembership(tx, actor, given)
    if (!found.ok) return found
    const { member, echelon } = found.value
    if (!can(actor, 'echelon.nominate', { ...member, unitPath: echelon.unitPath })) return refused('not-allowed')
    if (member.readiness === given.readiness) return done({ id: echelon.id })
    await change(tx, member.id, { readiness: given.readiness })
    const before = { employeeId: member.employeeId, readiness: member.readiness }
    const after = { employeeId: member.employeeId, readiness: given.readiness }
    await record(tx, actor, 'echelon.readiness-moved', subjectOf(echelon), { before, after }, now)
    return done({ id: echelon.id })
  })

/** Takes a person off the bench, with the reason; they may be nominated again. */
export const leaveEchelon = (
  db: Db | Tx,
  actor: Actor,
  given: { id: string; revision: number; reason: string },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const found = await findMembership(tx, actor, given)
    if (!found.ok) return found
    const { member, echelon } = found.value
    if (!can(actor, 'echelon.nominate', { ...member, unitPath: echelon.unitPath })) return refused('not-allowed')
    await change(tx, member.id, { state: 'left', leftAt: now, leftReason: given.reason })
    const after = { employeeId: member.employeeId, reason: given.reason }
    await record(tx, actor, 'echelon.member-left', subjectOf(echelon), { after }, now)
    return done({ id: echelon.id })
  })
