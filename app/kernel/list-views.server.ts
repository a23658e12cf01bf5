/** A person's own views of a list: filter, sort and columns under a name, on whatever machine they sign in. */
import { and, asc, eq } from 'drizzle-orm'
import type { Db, Reader } from '#db/client.server.ts'
import { savedViews } from '#db/schema/kernel.ts'
import { newId, transact } from '#db/transact.server.ts'
import type { Actor } from './actor.ts'
import type { Instant } from './day.ts'
import { done, refused } from './result.ts'

/** More than anyone finds their way among. */
const mostViews = 30

type View = { list: string; name: string }
const isOf = (actor: Actor, list: string) => and(eq(savedViews.accountId, actor.id), eq(savedViews.list, list))

/** By name. */
export const viewsOf = (db: Reader, actor: Actor, list: string): Promise<{ name: string; search: string }[]> =>
  db
    .select({ name: savedViews.name, search: savedViews.query })
    .from(savedViews)
    .where(isOf(actor, list))
    .orderBy(asc(savedViews.name))

/** Keeps what the list shows under a name, in place of what stood under it. */
export const keepView = (db: Db, actor: Actor, { list, name, search }: View & { search: string }, now: Instant) =>
  transact(db, async (tx) => {
    const own = await tx.select({ name: savedViews.name }).from(savedViews).where(isOf(actor, list))
    if (own.length >= mostViews && !own.some((view) => view.name === name))
      return refused('views-full', { most: mostViews })
    await tx
      .insert(savedViews)
      .values({ id: newId(tx, 'viw', now), accountId: actor.id, list, name, query: search, savedAt: now })
      .onConflictDoUpdate({
        target: [savedViews.accountId, savedViews.list, savedViews.name],
        set: { query: search, savedAt: now },
      })
    return done({ name })
  })

export const forgetView = (db: Db, actor: Actor, { list, name }: View) =>
  transact(db, async (tx) => {
    await tx.delete(savedViews).where(and(isOf(actor, list), eq(savedViews.name, name)))
    return done({ name })
  })
