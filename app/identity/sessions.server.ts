/** Sessions by Lucia, with an adapter of ours: only a SHA-256 of the token is ever stored. */
import { createHash } from 'node:crypto'
import { and, desc, eq, gt, lt, ne, sql } from 'drizzle-orm'
import { type Adapter, Lucia, TimeSpan } from 'lucia'
import type { Instant } from '#app/kernel/day.ts'
import { sweepFormKeys } from '#app/kernel/form-keys.server.ts'
import { isTransient } from '#app/kernel/job-retry.ts'
import type { Db, Tx } from '#db/client.server.ts'
import { prepared } from '#db/prepared.server.ts'
import { accounts, sessions } from '#db/schema/identity.ts'
import { transact } from '#db/transact.server.ts'
import { absoluteHours, idleHours, isSessionToken } from './session-token.ts'

type SessionFacts = { createdAt: number; lastSeenAt: number; endsAt: number; address: string; agent: string }
type AccountFacts = Pick<
  typeof accounts.$inferSelect,
  'displayName' | 'language' | 'theme' | 'mustChangePassword' | 'closedAt'
>

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof luciaFor>
    DatabaseSessionAttributes: SessionFacts
    DatabaseUserAttributes: AccountFacts
  }
}

export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Asked by every request, so that it is built once; a password's hash has no business there. */
const sessionWithAccount = prepared((db) =>
  db
    .select({
      session: sessions,
      account: {
        id: accounts.id,
        displayName: accounts.displayName,
        language: accounts.language,
        theme: accounts.theme,
        mustChangePassword: accounts.mustChangePassword,
        closedAt: accounts.closedAt,
      },
    })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(eq(sessions.id, sql.placeholder('hash')))
    .prepare(),
)

const adapterFor = (db: Db): Adapter => ({
  getSessionAndUser: async (token) => {
    if (!isSessionToken(token)) return [null, null]
    const row = await sessionWithAccount(db).get({ hash: hashOf(token) })
    if (!row || row.account.closedAt !== null) return [null, null]
    const { accountId, expiresAt, id: _, ...attributes } = row.session
    return [
      { id: token, userId: accountId, expiresAt: new Date(expiresAt), attributes },
      { id: row.account.id, attributes: row.account },
    ]
  },
  getUserSessions: async (accountId) => {
    const rows = await db.select().from(sessions).where(eq(sessions.accountId, accountId))
    return rows.map(({ id, expiresAt, ...attributes }) => ({
      id: `sha256:${id}`,
      userId: accountId,
      expiresAt: new Date(expiresAt),
      attributes,
    }))
  },
  setSession: async ({ id, userId, expiresAt, attributes }) => {
    await transact(db, async (tx) => {
      // Whoever comes sweeps out what has ended, by the clock by which Lucia lets sessions end.
      const now = expiresAt.getTime() - idleHours * 3_600_000
      await tx.delete(sessions).where(lt(sessions.expiresAt, now))
      await sweepFormKeys(tx, now)
      await tx
        .insert(sessions)
        .values({ id: hashOf(id), accountId: userId, expiresAt: expiresAt.getTime(), ...attributes })
    })
  },
  updateSessionExpiration: async (token, expiresAt) => {
    await transact(db, async (tx) => {
      await tx
        .update(sessions)
        .set({ expiresAt: expiresAt.getTime(), lastSeenAt: expiresAt.getTime() - idleHours * 3_600_000 })
        .where(eq(sessions.id, hashOf(token)))
    }).catch((error) => {
      // Where nothing can be written just now one can still read; the next request prolongs it.
      if (!isTransient(error)) throw error
    })
  },
  deleteSession: async (token) => {
    await transact(db, async (tx) => {
      await tx.delete(sessions).where(eq(sessions.id, hashOf(token)))
    })
  },
  deleteUserSessions: async (accountId) => {
    await transact(db, async (tx) => {
      await tx.delete(sessions).where(eq(sessions.accountId, accountId))
    })
  },
  deleteExpiredSessions: async () => {
    await transact(db, async (tx) => {
      await tx.delete(sessions).where(sql`${sessions.expiresAt} < unixepoch() * 1000`)
    })
  },
})

const cookieName = (isSecure: boolean) => (isSecure ? '__Host-session' : 'session')

const luciaFor = (db: Db, isSecure: boolean) =>
  new Lucia(adapterFor(db), {
    sessionExpiresIn: new TimeSpan(idleHours, 'h'),
    sessionCookie: {
      name: cookieName(isSecure),
      // The row says when a session ends; the cookie only has to outlive it.
      expires: false,
      attributes: { secure: isSecure, sameSite: 'lax', path: '/' },
    },
    getSessionAttributes: (facts) => facts,
    getUserAttributes: (facts) => facts,
  })

const known = new WeakMap<Db, Map<boolean, ReturnType<typeof luciaFor>>>()
const lucia = (db: Db, isSecure: boolean) => {
  const forDb = known.get(db) ?? new Map<boolean, ReturnType<typeof luciaFor>>()
  known.set(db, forDb)
  const made = forDb.get(isSecure) ?? luciaFor(db, isSecure)
  forDb.set(isSecure, made)
  return made
}

const isSecure = (origin: string) => origin.startsWith('https:')

/** Ours alone is read: Lucia's own reader decodes every cookie of the host and fails on one that others left broken. */
const tokenIn = (header: string, name: string): string | null => {
  const ours = header.split(';').find((pair) => pair.trimStart().startsWith(`${name}=`))
  const token = ours?.slice(ours.indexOf('=') + 1).trim()
  return token && isSessionToken(token) ? token : null
}

/** The token that a browser carries, whether or not it opens anything still; '' from one that carries none. */
export const sessionTokenIn = (cookieHeader: string | null, origin: string): string =>
  tokenIn(cookieHeader ?? '', cookieName(isSecure(origin))) ?? ''

/** The session and account behind a request's cookie, or null. */
export const findSession = async (db: Db, cookieHeader: string | null, origin: string, now: Instant) => {
  const keeper = lucia(db, isSecure(origin))
  const token = sessionTokenIn(cookieHeader, origin)
  if (!token) return null
  const { session, user } = await keeper.validateSession(token)
  // Lucia moves the idle end with use; the absolute one never moves.
  return session && user && session.endsAt > now ? { token, session, account: user } : null
}

/** Opens a session and gives the Set-Cookie header; always a new token, so that none can be fixed beforehand. */
export const openSession = async (
  db: Db,
  accountId: string,
  from: { address: string; agent: string; origin: string },
  now: Instant,
): Promise<string> => {
  const keeper = lucia(db, isSecure(from.origin))
  const session = await keeper.createSession(accountId, {
    createdAt: now,
    lastSeenAt: now,
    endsAt: now + absoluteHours * 3_600_000,
    address: from.address,
    agent: from.agent.slice(0, 300),
  })
  return keeper.createSessionCookie(session.id).serialize()
}

/** Ends a session and gives the Set-Cookie header that clears the cookie. */
export const closeSession = async (db: Db, token: string, origin: string): Promise<string> => {
  const keeper = lucia(db, isSecure(origin))
  await keeper.invalidateSession(token)
  return keeper.createBlankSessionCookie().serialize()
}

/** Open sessions of an account, the last used first. */
export const listSessions = (db: Db, accountId: string, now: Instant) =>
  db
    .select()
    .from(sessions)
    .where(and(eq(sessions.accountId, accountId), gt(sessions.expiresAt, now)))
    .orderBy(desc(sessions.lastSeenAt))

export const revokeSession = (db: Db, accountId: string, sessionId: string) =>
  transact(db, async (tx) => {
    await tx.delete(sessions).where(and(eq(sessions.accountId, accountId), eq(sessions.id, sessionId)))
  })

/** Ends every session of an account but the one that is named: after a change of password. */
export const revokeOtherSessions = (db: Db | Tx, accountId: string, keepId: string) =>
  transact(db, async (tx) => {
    await tx.delete(sessions).where(and(eq(sessions.accountId, accountId), ne(sessions.id, keepId)))
  })
