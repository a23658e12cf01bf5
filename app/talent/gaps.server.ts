/** Holders against profiles: the gaps of people in their own posts, or against a post that they are to take. */
import { can, scopeOf } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { employeeRows, employeesIn } from '#app/organisation/employees/employees.server.ts'
import { personOn } from '#app/organisation/employees/people.server.ts'
import { assessedLevels } from '#app/organisation/posts/competency-levels.server.ts'
import { findPost, profileOf } from '#app/organisation/posts/posts.server.ts'
import type { Reader } from '#db/client.server.ts'
import { gapsAgainst } from './gap.ts'

/** Gaps of several people against one post. */
export const gapsForPost = async (db: Reader, employeeIds: readonly string[], postId: string, day: string) => {
  const profile = await profileOf(db, postId)
  const levels = await assessedLevels(db, employeeIds, day)
  return { profile, gaps: new Map(employeeIds.map((id) => [id, gapsAgainst(profile, levels.get(id) ?? new Map())])) }
}

/** People whom the actor leads or oversees, a page at a time, each against the profile of their own post. */
export const peopleGaps = async (
  db: Reader,
  actor: Actor,
  ask: { q?: string; limit: number; offset: number },
  now: Instant,
) => {
  const filter = { state: 'current' as const, day: actor.today, ...(ask.q ? { q: ask.q } : {}) }
  const sort = { key: 'number' as const, down: false }
  const { rows, total } = await employeesIn(db, scopeOf(actor, 'growing'), filter, sort, ask, now)
  const levels = await assessedLevels(
    db,
    rows.map(({ id }) => id),
    actor.today,
  )
  const profiles = new Map<string, Awaited<ReturnType<typeof profileOf>>>()
  for (const postId of new Set(rows.flatMap((row) => row.postId ?? [])))
    profiles.set(postId, await profileOf(db, postId))
  return {
    total,
    people: rows.map((row) => {
      const profile = (row.postId && profiles.get(row.postId)) || []
      const names = profile.map(({ id, name }) => ({ id, name }))
      const { id, number, name, postName, unitName } = row
      return {
        id,
        number,
        name,
        postName,
        unitName,
        competencies: names,
        gaps: gapsAgainst(profile, levels.get(id) ?? new Map()),
      }
    }),
  }
}

/** One person against their own post or another one; null when absent or out of reach. */
export const growthOf = async (db: Reader, actor: Actor, employeeId: string, targetPostId: string | null) => {
  const person = await personOn(db, employeeId, actor.today)
  if (!person || !can(actor, 'growth.read', person)) return null
  const [row] = await employeeRows(db, [employeeId], actor.today)
  const postId = targetPostId ?? row?.postId ?? null
  const post = postId ? await findPost(db, postId) : null
  const { profile, gaps } = post
    ? await gapsForPost(db, [employeeId], post.id, actor.today)
    : { profile: [], gaps: new Map<string, []>() }
  return {
    person: {
      id: employeeId,
      name: person.name,
      unitPath: person.unitPath,
      postName: row?.postName ?? null,
      unitName: row?.unitName ?? null,
    },
    post: post && { id: post.id, name: post.name, isOwn: post.id === row?.postId },
    profile: profile.map(({ id, name, levels, level }) => ({ id, name, levels, level })),
    gaps: gaps.get(employeeId) ?? [],
    mayAssess: can(actor, 'competency.assess', person),
    mayRead: can(actor, 'employee.read', person),
  }
}
