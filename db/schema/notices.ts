import { index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { NoticeParams } from '#app/notices/notice.ts'
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
    params: json<NoticeParams>().notNull(),
    link: text().notNull(),
    /** The same fact is told once. */
    onceKey: text().notNull(),
    at: instant().notNull(),
    readAt: instant(),
  },
  (t) => [uniqueIndex('notices_once').on(t.accountId, t.onceKey), index('notices_of_account').on(t.accountId, t.at)],
)
