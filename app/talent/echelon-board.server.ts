/** The board of one echelon: bench with gaps, and a hint of readiness where the actor may see ratings. */
import { deputiesOn } from '#app/audit/deputies.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { hasLeft } from '#app/organisation/employees/employee.ts'
import { employeeRows } from '#app/organisation/employees/employees.server.ts'
import { findPost } from '#app/organisation/posts/posts.server.ts'
import { unitOn } from '#app/organisation/units/units.server.ts'
import { allCycles } from '#app/performance/cycles.server.ts'
import { ratingsInScale } from '#app/performance/final-ratings.server.ts'
import type { Reader } from '#db/client.server.ts'
import { coverageOf, readinessHint } from './echelon.ts'
import { findEchelon, holdersOf, membersOf } from './echelons.server.ts'
import { gapsForPost } from './gaps.server.ts'

/** The board of an echelon within the actor's reach, or null. */
export const boardOf = async (db: Reader, actor: Actor, id: string) => {
  const echelon = await findEchelon(db, actor, id)
  if (!echelon) return null
  const members = await membersOf(db, id)
  const bench = members.filter(({ state }) => state !== 'left')
  const people = new Map(
    (
      await employeeRows(
        db,
        members.map(({ employeeId }) => employeeId),
        actor.today,
      )
    ).map((row) => [row.id, row]),
  )
  const ids = bench.map(({ employeeId }) => employeeId)
  const leavers = new Set([...people.values()].filter((row) => hasLeft(row, actor.today)).map((row) => row.id))
  const { profile, gaps } = await gapsForPost(db, ids, echelon.postId, actor.today)
  const seen = ids.filter((employeeId) => {
    const row = people.get(employeeId)
    const facts = {
      employeeId,
      unitPath: row?.unitPath ?? '',
      managerId: row?.lineManagerId ?? null,
      publishedAt: null,
    }
    return can(actor, 'appraisal.read-rating', facts)
  })
  const cycle = (await allCycles(db)).find(({ closedAt }) => closedAt !== null)
  const ratings: Awaited<ReturnType<typeof ratingsInScale>> =
    cycle && seen.length > 0 ? await ratingsInScale(db, cycle.id, seen) : new Map()
  const deputies = await deputiesOn(db, { kind: 'echelon', id })
  const holders = await holdersOf(db, echelon, actor.today)
  const post = await findPost(db, echelon.postId)
  return {
    echelon: { id, name: echelon.name, closedAt: echelon.closedAt, revision: echelon.revision },
    post: { name: post?.name ?? {}, isKeyPost: post?.isKeyPost ?? false },
    unitName: (await unitOn(db, echelon.unitId, actor.today))?.name ?? {},
    profile: profile.map(({ id: competencyId, name, level }) => ({ id: competencyId, name, level })),
    holders,
    coverage: coverageOf(
      holders,
      bench.filter(({ employeeId }) => !leavers.has(employeeId)),
    ),
    cycleName: cycle?.name ?? null,
    /** Whose rating the board shows: the screen notes the sighting. */
    rated: [...ratings.keys()],
    members: bench.map((member) => {
      const row = people.get(member.employeeId)
      const rating = ratings.get(member.employeeId) ?? null
      const own = gaps.get(member.employeeId) ?? []
      const facts = { ...member, unitPath: echelon.unitPath, deputies }
      return {
        id: member.id,
        revision: member.revision,
        employeeId: member.employeeId,
        name: row?.name ?? '',
        postName: row?.postName ?? null,
        unitName: row?.unitName ?? null,
        state: member.state,
        readiness: member.readiness,
        reason: member.reason,
        leftBankOn: leavers.has(member.employeeId) ? (row?.leftOn ?? null) : null,
        gaps: own,
        rating: rating?.rating ?? null,
        hint: seen.includes(member.employeeId) ? readinessHint(own, rating?.isLow ?? false) : null,
        mayMove: echelon.closedAt === null && can(actor, 'echelon.nominate', facts),
        mayAdmit:
          echelon.closedAt === null &&
          member.state === 'nominated' &&
          !leavers.has(member.employeeId) &&
          can(actor, 'echelon.admit', facts),
      }
    }),
    left: members
      .filter(({ state }) => state === 'left')
      .map(({ id: memberId, employeeId, leftAt, leftReason }) => ({
        id: memberId,
        name: people.get(employeeId)?.name ?? '',
        leftAt,
        leftReason,
      })),
    mayNominate: echelon.closedAt === null,
    mayClose: echelon.closedAt === null && can(actor, 'echelon.open', echelon),
  }
}
