import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Locale } from '#app/kernel/words.ts'
import { instant, json } from './columns.ts'
import { accounts } from './identity.ts'

export const notices = sqliteTable(
  'notices',
  {
    id: text().primaryKey(),
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    /** Key of the sentence in the language files; `params` fill it. */
    kind: text().notNull(),
    params: json<Record<string, string | number>>().notNull(),
    link: text().notNull(),
    /** The same fact is told once. */
    onceKey: text().notNull(),
    at: instant().notNull(),
    readAt: instant(),
  },
  (t) => [uniqueIndex('notices_once').on(t.accountId, t.onceKey), index('notices_of_account').on(t.accountId, t.at)],
)

/** Mail to be sent: at least once, under an id that stays the same. */
export const mails = sqliteTable(
  'mails',
  {
    /** Its local part of the Message-ID. */
    id: text().primaryKey(),
    to: text().notNull(),
    language: text().$type<Locale>().notNull(),
    subject: text().notNull(),
    body: text().notNull(),
    queuedAt: instant().notNull(),
    sendAfter: instant().notNull(),
    attempts: integer().notNull().default(0),
    lastError: text(),
    sentAt: instant(),
  },
  (t) => [index('mails_waiting').on(t.sentAt, t.sendAfter)],
)
