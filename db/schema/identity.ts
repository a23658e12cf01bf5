import { index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Locale } from '#app/kernel/words.ts'
import { flag, instant, revision } from './columns.ts'

export const accounts = sqliteTable(
  'accounts',
  {
    id: text().primaryKey(),
    /** What is typed at sign-in: the employee number, or a chosen name; stored in lower case. */
    signInName: text().notNull(),
    displayName: text().notNull(),
    email: text(),
    /** argon2id in PHC form; null until the first password is set by a link. */
    passwordHash: text(),
    mustChangePassword: flag().notNull().default(false),
    language: text().$type<Locale>(),
    theme: text().$type<'light' | 'dark'>(),
    createdAt: instant().notNull(),
    closedAt: instant(),
    revision: revision(),
  },
  (t) => [uniqueIndex('accounts_sign_in_name').on(t.signInName), index('accounts_email').on(t.email)],
)

export const sessions = sqliteTable(
  'sessions',
  {
    /** SHA-256 of the token; the token itself is only in the cookie. */
    id: text().primaryKey(),
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    createdAt: instant().notNull(),
    lastSeenAt: instant().notNull(),
    /** Idle end; moves with use. */
    expiresAt: instant().notNull(),
    /** Absolute end; never moves. */
    endsAt: instant().notNull(),
    address: text().notNull(),
    agent: text().notNull(),
  },
  (t) => [index('sessions_by_account').on(t.accountId), index('sessions_expiry').on(t.expiresAt)],
)

/** Failed sign-ins, counted per account name and per address. */
export const signInFailures = sqliteTable(
  'sign_in_failures',
  { id: text().primaryKey(), key: text().notNull(), at: instant().notNull() },
  (t) => [index('sign_in_failures_by_key').on(t.key, t.at), index('sign_in_failures_age').on(t.at)],
)

export const passwordResets = sqliteTable(
  'password_resets',
  {
    /** SHA-256 of the token in the link. */
    id: text().primaryKey(),
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    askedAt: instant().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
  },
  (t) => [index('password_resets_by_account').on(t.accountId), index('password_resets_expiry').on(t.expiresAt)],
)
