/** Tells people things: in the app at once, by mail where it cannot wait, in the daily digest otherwise. */
import { and, asc, count, desc, eq, gt, inArray, isNull, lte, sql } from 'drizzle-orm'
import { translator } from '#app/i18n/words.server.ts'
import { addressesOf } from '#app/identity/account-addresses.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { type Day, type Instant, isDay } from '#app/kernel/day.ts'
import { dayWords } from '#app/kernel/day-words.ts'
import { queueNewMails } from '#app/kernel/mail.server.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import { type Locale, wordsIn } from '#app/kernel/words.ts'
import { roleHolders } from '#app/organisation/accounts/role-holders.server.ts'
import { accountsOfEmployees } from '#app/organisation/employees/employee-accounts.server.ts'
import { settingsAt } from '#app/organisation/settings/settings.server.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { insertRows } from '#db/insert-rows.server.ts'
import { prepared } from '#db/prepared.server.ts'
import { notices } from '#db/schema/notices.ts'
import { newId, transact } from '#db/transact.server.ts'
import { type NoticeParam, type NoticeParams, outsideQuietHours, toldAtOnce } from './notice.ts'

export type Notice = typeof notices.$inferSelect

/**
 * What an account is told, once per `onceKey`. `kind` is a key under `said` in the language files of notices, `params`
 * fill it — the name of a thing in both its languages, since nobody knows yet in which it is read — and `link` is an
 * address of ours made by paths.
 */
export type Telling = Pick<Notice, 'accountId' | 'kind' | 'params' | 'link' | 'onceKey'>

export const notify = (
  tx: Tx,
  accountId: string,
  kind: string,
  params: NoticeParams,
  link: string,
  onceKey: string,
  now: Instant,
): Promise<void> => notifyEach(tx, [{ accountId, kind, params, link, onceKey }], now)

/** Tells many at once, in a few statements: one at a time a hundred would hold the writer for long. */
export const notifyEach = async (tx: Tx, tellings: readonly Telling[], now: Instant): Promise<void> => {
  const told = await toldBefore(tx, tellings)
  const fresh = tellings.flatMap((telling) => {
    const key = keyOf(telling)
    if (told.has(key)) return []
    told.add(key)
    return { id: newId(tx, 'ntc', now), ...telling, at: now }
  })
  await insertRows(tx, notices, fresh)
  await mailAtOnce(
    tx,
    fresh.filter(({ kind }) => toldAtOnce.has(kind)),
    now,
  )
}

const keyOf = ({ accountId, onceKey }: Pick<Notice, 'accountId' | 'onceKey'>) => `${accountId} ${onceKey}`

const toldBefore = async (tx: Tx, tellings: readonly Telling[]): Promise<Set<string>> => {
  const each = (of: 'accountId' | 'onceKey') => [...new Set(tellings.map((telling) => telling[of]))]
  const rows = await tx
    .select({ accountId: notices.accountId, onceKey: notices.onceKey })
    .from(notices)
    .where(and(anyOf(notices.accountId, each('accountId')), anyOf(notices.onceKey, each('onceKey'))))
  return new Set(rows.map(keyOf))
}

type News = { kind: string; params?: NoticeParams; link: string; onceKey: string }

/** Tells an employee, who may have no account to be told by. */
export const notifyEmployee = async (tx: Tx, employeeId: string, news: News, now: Instant): Promise<void> => {
  const account = (await accountsOfEmployees(tx, [employeeId])).get(employeeId)
  if (account) await notify(tx, account, news.kind, news.params ?? {}, news.link, news.onceKey, now)
}

/** Tells whoever did something, an account that may be the bank's own or closed by now. */
export const notifyDoer = async (tx: Tx, accountId: string, news: News, now: Instant): Promise<void> => {
  const [account] = await addressesOf(tx, [accountId])
  if (account) await notify(tx, accountId, news.kind, news.params ?? {}, news.link, news.onceKey, now)
}

/** What is told of each revision of a thing once. */
type Revised = { id: string; revision: number }
type NewsOfThing = Omit<News, 'onceKey'>
const newsOf = (thing: Revised, news: NewsOfThing): News => ({
  ...news,
  onceKey: `${news.kind} ${thing.id} ${thing.revision}`,
})

/** Tells all whose roles let them decide about a thing that waits; `may` is the policy's answer. */
export const notifyThoseWho = async (
  tx: Tx,
  today: Day,
  may: (holder: Actor) => boolean,
  thing: Revised,
  news: NewsOfThing,
  now: Instant,
): Promise<void> => {
  const deciders = (await roleHolders(tx, today)).filter(may)
  const open = await addressesOf(
    tx,
    deciders.map(({ id }) => id),
  )
  const { kind, params = {}, link, onceKey } = newsOf(thing, news)
  await notifyEach(
    tx,
    open.map(({ id }) => ({ accountId: id, kind, params, link, onceKey })),
    now,
  )
}

type Version = Revised & { submittedBy: string | null; draftedBy: string }

/** Whoever handed a version in waits to hear what became of it, each time. */
export const notifyAuthor = (tx: Tx, version: Version, news: NewsOfThing, now: Instant): Promise<void> =>
  notifyDoer(tx, version.submittedBy ?? version.draftedBy, newsOf(version, news), now)

type Told = Pick<Notice, 'id' | 'accountId' | 'kind' | 'params' | 'link'>

const mailAtOnce = async (tx: Tx, told: readonly Told[], now: Instant): Promise<void> => {
  if (told.length === 0) return
  const accounts = await addressesOf(tx, [...new Set(told.map(({ accountId }) => accountId))])
  const accountOf = new Map(accounts.map((account) => [account.id, account]))
  const settings = await settingsAt(tx, now)
  const sendAfter = outsideQuietHours(now, settings.timeZone)
  const letters = told.flatMap((notice) => {
    const account = accountOf.get(notice.accountId)
    if (!account?.email) return []
    const language = account.language ?? settings.language
    const said = sentenceOf(notice, language, settings.timeZone)
    const t = translator(language, 'notices', settings.timeZone)
    const body = [t('mail.greeting', { name: account.name }), '', said, notice.link, '', t('mail.farewell')].join('\n')
    return { id: `mail-${notice.id}`, to: account.email, language, subject: said, body, sendAfter }
  })
  await queueNewMails(tx, letters, now)
}

/** The notice in words; a kind that this version no longer knows still says that something is new. */
export const sentenceOf = (notice: Pick<Notice, 'kind' | 'params'>, locale: Locale, timeZone: string): string => {
  const t = translator(locale, 'notices', timeZone)
  const key = `said.${notice.kind}`
  const params = Object.entries(notice.params).map(([name, value]) => [name, saidIn(locale, value)] as const)
  return t.has(key) ? t(key, Object.fromEntries(params)) : t('said.other')
}

/** A day is kept as such in a notice, and said as the reader writes it; a name is said as the reader calls the thing. */
const saidIn = (locale: Locale, value: NoticeParam): string | number => {
  if (typeof value === 'object') return wordsIn(value, locale).text
  return typeof value === 'string' && isDay(value) ? dayWords(value, locale, 'long') : value
}

export const pageSize = 50

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
