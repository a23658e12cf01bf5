/** What one was told: a page of it, how much is unread, and reading it. */
import { and, count, desc, eq, isNull, sql } from 'drizzle-orm'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { prepared } from '#db/prepared.server.ts'
import { notices } from '#db/schema/notices.ts'
import { transact } from '#db/transact.server.ts'
import type { Notice } from './notices.server.ts'

const pageSize = 50

/** Where a page ends, as the address of the next one says it. */
export const placeOfNotice = (notice: Pick<Notice, 'at' | 'id'>): string => `${notice.at}.${notice.id}`
const olderThan = (place: string) => {
  const [at = '', id = ''] = place.split('.')
  return /^\d{1,15}$/.test(at) ? sql`(${notices.at}, ${notices.id}) < (${Number(at)}, ${id})` : undefined
}

/** One's own notices, newest first; `before` is the place of the last one on the page above. */
export const noticesOf = async (
  db: Reader,
  actor: Actor,
  ask: { before?: string | null; unreadOnly?: boolean } = {},
): Promise<{ rows: Notice[]; more: boolean }> => {
  const rows = await db
    .select()
    .from(notices)
    .where(
      and(
        eq(notices.accountId, actor.id),
        ask.before ? olderThan(ask.before) : undefined,
        ask.unreadOnly ? isNull(notices.readAt) : undefined,
      ),
    )
    .orderBy(desc(notices.at), desc(notices.id))
    .limit(pageSize + 1)
  return { rows: rows.slice(0, pageSize), more: rows.length > pageSize }
}

const unread = prepared((db) =>
  db
    .select({ count: count() })
    .from(notices)
    .where(and(eq(notices.accountId, sql.placeholder('accountId')), isNull(notices.readAt)))
    .prepare(),
)
/** For the bell in the frame. */
export const unreadCount = async (db: Reader, actor: Actor): Promise<number> =>
  (await unread(db).get({ accountId: actor.id }))?.count ?? 0

/** Marks one as read and says where it leads. */
export const readNotice = (
  db: Db | Tx,
  actor: Actor,
  id: string,
  now: Instant,
): Promise<Outcome<{ link: string }, 'no-such-notice'>> =>
  transact(db, async (tx) => {
    const [notice] = await tx.select().from(notices).where(eq(notices.id, id))
    if (!notice || !can(actor, 'notice.read', notice)) return refused('no-such-notice')
    if (notice.readAt === null) await tx.update(notices).set({ readAt: now }).where(eq(notices.id, id))
    return done({ link: notice.link })
  })

/** Marks all of the actor's as read. */
export const readAllNotices = (db: Db | Tx, actor: Actor, now: Instant): Promise<Outcome<undefined, never>> =>
  transact(db, async (tx) => {
    await tx
      .update(notices)
      .set({ readAt: now })
      .where(and(eq(notices.accountId, actor.id), isNull(notices.readAt)))
    return done()
  })
