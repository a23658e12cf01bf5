/** Posts with their profiles: duties, requirements and the competency levels that they ask for. */

import { asc, eq, isNull } from 'drizzle-orm'
import type * as z from 'zod/mini'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { record } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { prepared } from '#db/prepared.server.ts'
import { competencies, postCompetencies, posts } from '#db/schema/organisation.ts'
import { newId, transact } from '#db/transact.server.ts'
import type { postForm } from './post.form.ts'

export type Post = typeof posts.$inferSelect

const inUse = prepared((db) =>
  db
    .select({ id: posts.id, code: posts.code, name: posts.name })
    .from(posts)
    .where(isNull(posts.retiredOn))
    .orderBy(asc(posts.code))
    .prepare(),
)
/** Every post in use, by code. */
export const postsInUse = (db: Reader) => inUse(db).all()

export const listPosts = (db: Reader) => db.select().from(posts).orderBy(asc(posts.code))

export const findPost = async (db: Reader, postId: string): Promise<Post | null> => {
  const [row] = await db.select().from(posts).where(eq(posts.id, postId))
  return row ?? null
}

/** The competencies that a post asks for, with their levels. */
export const profileOf = (db: Reader, postId: string) =>
  db
    .select({
      id: competencies.id,
      code: competencies.code,
      name: competencies.name,
      levels: competencies.levels,
      level: postCompetencies.level,
    })
    .from(postCompetencies)
    .innerJoin(competencies, eq(competencies.id, postCompetencies.competencyId))
    .where(eq(postCompetencies.postId, postId))
    .orderBy(asc(competencies.code))

/** Writes a new post, or changes the one that is named, with its profile. */
export const keepPost = (
  db: Db | Tx,
  actor: Actor,
  postId: string | null,
  input: z.output<typeof postForm>,
  now: Instant,
) =>
  transact(db, async (tx) => {
    if (!can(actor, 'post.change')) return refused('not-allowed')
    const before = postId ? await findPost(tx, postId) : null
    if (postId && !before) return refused('no-such-post')
    if (before && before.revision !== input.revision) return changedMeanwhile(tx, { kind: 'post', id: before.id })
    const { revision: _, levels, retired, ...facts } = input
    const [taken] = await tx.select({ id: posts.id }).from(posts).where(eq(posts.code, facts.code))
    if (taken && taken.id !== postId) return refused('code-taken')
    const id = before?.id ?? newId(tx, 'pst', now)
    const retiredOn = retired ? (before?.retiredOn ?? actor.today) : null
    if (before)
      await tx
        .update(posts)
        .set({ ...facts, retiredOn, revision: before.revision + 1 })
        .where(eq(posts.id, id))
    else await tx.insert(posts).values({ ...facts, retiredOn, id })
    const asked = Object.entries(levels).flatMap(([competencyId, level]) =>
      level ? [{ postId: id, competencyId, level }] : [],
    )
    await tx.delete(postCompetencies).where(eq(postCompetencies.postId, id))
    if (asked.length > 0) await tx.insert(postCompetencies).values(asked)
    const after = { ...facts, retiredOn, levels: asked.map(({ competencyId, level }) => [competencyId, level]) }
    const act = before ? 'post.changed' : 'post.added'
    const change = before ? { before: { ...before }, after } : { after }
    await record(tx, actor, act, { kind: 'post', id, unitPath: '/' }, change, now)
    return done({ id })
  })
