/** What a stretch of time left unread, and by whom: what digests are made of. */
import { and, asc, gt, inArray, isNull, lte } from 'drizzle-orm'
import type { Instant } from '#app/kernel/day.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { notices } from '#db/schema/notices.ts'
import type { Notice } from './notices.server.ts'

/** A stretch of time, without its beginning. */
type Stretch = { since: Instant; until: Instant }
const unreadOf = ({ since, until }: Stretch) =>
  and(isNull(notices.readAt), gt(notices.at, since), lte(notices.at, until))

/** Unread ones of some accounts told in a stretch of time, oldest first: what a digest holds. */
export const unreadIn = async (db: Reader | Tx, accountIds: readonly string[], stretch: Stretch): Promise<Notice[]> =>
  await db
    .select()
    .from(notices)
    .where(and(inArray(notices.accountId, [...accountIds]), unreadOf(stretch)))
    .orderBy(asc(notices.id))

/** The next accounts that have something unread of a stretch of time, in the order of their ids. */
export const accountsWithUnread = async (
  db: Reader | Tx,
  stretch: Stretch,
  after: string,
  limit: number,
): Promise<string[]> => {
  const rows = await db
    .selectDistinct({ accountId: notices.accountId })
    .from(notices)
    .where(and(gt(notices.accountId, after), unreadOf(stretch)))
    .orderBy(asc(notices.accountId))
    .limit(limit)
  return rows.map(({ accountId }) => accountId)
}
