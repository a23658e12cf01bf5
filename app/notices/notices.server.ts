/** Tells people things: in the app at once, by mail where it cannot wait, in the daily digest otherwise. */
import { and } from 'drizzle-orm'
import { translator } from '#app/i18n/words.server.ts'
import { addressesOf } from '#app/identity/account-addresses.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day, Instant } from '#app/kernel/day.ts'
import { queueNewMails } from '#app/kernel/mail.server.ts'
import { roleHolders } from '#app/organisation/accounts/role-holders.server.ts'
import { accountsOfEmployees } from '#app/organisation/employees/employee-accounts.server.ts'
import { settingsAt } from '#app/organisation/settings/settings.server.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Tx } from '#db/client.server.ts'
import { insertRows } from '#db/insert-rows.server.ts'
import { notices } from '#db/schema/notices.ts'
import { newId } from '#db/transact.server.ts'
import { type NoticeParams, outsideQuietHours, toldAtOnce } from './notice.ts'
import { sentenceOf } from './sentence.server.ts'

export type Notice = typeof notices.$inferSelect

/**
 * What an account is told, once per `onceKey`. `kind` is a key under `said` in the language files of notices, `params`
 * fill it — the name of a thing in both its languages, since nobody knows yet in which it is read — and `link` is an
 * address of ours made by paths.
 */
export type Telling = Pick<Notice, 'accountId' | 'kind' | 'params' | 'link' | 'onceKey'>

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
  if (account) await notifyEach(tx, [{ accountId: account, params: {}, ...news }], now)
}

/** Tells whoever did something, an account that may be the bank's own or closed by now. */
export const notifyDoer = async (tx: Tx, accountId: string, news: News, now: Instant): Promise<void> => {
  const [account] = await addressesOf(tx, [accountId])
  if (account) await notifyEach(tx, [{ accountId, params: {}, ...news }], now)
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
