/** Once a day, after the quiet hours: one letter to each person about what they have not read since the last. */
import { translator } from '#app/i18n/words.server.ts'
import { type AccountAddress, addressesOf } from '#app/identity/account-addresses.server.ts'
import { dayOf, type Instant, msPerDay } from '#app/kernel/day.ts'
import { defineJob } from '#app/kernel/jobs.server.ts'
import { queueMail } from '#app/kernel/mail.server.ts'
import { findMark, setMark } from '#app/kernel/marks.server.ts'
import { type BankSettings, settingsAt } from '#app/organisation/settings/settings.server.ts'
import { paths } from '#app/paths.ts'
import type { Tx } from '#db/client.server.ts'
import { outsideQuietHours, toldAtOnce } from './notice.ts'
import type { Notice } from './notices.server.ts'
import { sentenceOf } from './sentence.server.ts'
import { accountsWithUnread, unreadIn } from './unread.server.ts'

const markKey = 'notices digest'
const peopleAtOnce = 20
const sentencesAtMost = 12
/**
 * A notice bears the time at which its act was asked for, and is there when the act is done: seconds later where others
 * write as well, and by the clock of another machine. So young ones stand in the next digest, where none is missed.
 */
const settlesAfterMs = 60_000

type Cursor = { since: Instant; until: Instant; day: string; after: string; letters: number }
const isCursor = (value: unknown): value is Cursor => typeof value === 'object' && value !== null && 'after' in value

export const digestJob = defineJob({
  kind: 'notices-digest',
  lane: 'errand',
  everyMs: 3_600_000,
  step: async (tx, job) => {
    const settings = await settingsAt(tx, job.now)
    const cursor = isCursor(job.cursor) ? job.cursor : await begin(tx, job.now, settings)
    const nothing = { cursor: null, done: 0, total: 0, finished: true } as const
    if (!cursor) return nothing
    const people = await accountsWithUnread(tx, cursor, cursor.after, peopleAtOnce)
    const last = people.at(-1)
    if (last === undefined) {
      const value = { day: cursor.day, until: cursor.until }
      await setMark(tx, markKey, value, job.now)
      return { ...nothing, done: cursor.letters, total: cursor.letters, result: { letters: cursor.letters } }
    }
    const unread = await unreadIn(tx, people, cursor)
    let letters = cursor.letters
    for (const account of await addressesOf(tx, people)) {
      const own = unread.filter((notice) => notice.accountId === account.id && !toldAtOnce.has(notice.kind))
      if (own.length === 0 || !account.email) continue
      await write(tx, account, account.email, own, settings, cursor.day, job.now)
      letters++
    }
    return { cursor: { ...cursor, after: last, letters }, done: letters, total: null }
  },
})

/** Null when today's has gone out, or the night is not over. */
const begin = async (tx: Tx, now: Instant, settings: BankSettings): Promise<Cursor | null> => {
  const day = dayOf(now, settings.timeZone)
  if (outsideQuietHours(now, settings.timeZone) !== now) return null
  const last = (await findMark(tx, markKey)) as { day: string; until: Instant } | null
  if (last?.day === day) return null
  const until = now - settlesAfterMs
  return { since: last?.until ?? until - msPerDay, until, day, after: '', letters: 0 }
}

const write = async (
  tx: Tx,
  account: AccountAddress,
  to: string,
  own: readonly Notice[],
  settings: BankSettings,
  day: string,
  now: Instant,
): Promise<void> => {
  const language = account.language ?? settings.language
  const t = translator(language, 'notices', settings.timeZone)
  const told = own.slice(0, sentencesAtMost).flatMap((notice) => {
    return [`· ${sentenceOf(notice, language, settings.timeZone)}`, notice.link, '']
  })
  const rest = own.length - sentencesAtMost
  const body = [
    t('mail.greeting', { name: account.name }),
    '',
    t('mail.digest', { count: own.length }),
    '',
    ...told,
    ...(rest > 0 ? [t('mail.rest', { count: rest }), ''] : []),
    paths.notices(),
    '',
    t('mail.farewell'),
  ].join('\n')
  const subject = t('mail.digest-subject', { count: own.length })
  await queueMail(tx, { to, language, subject, body }, now, `digest-${day}-${account.id}`)
}
