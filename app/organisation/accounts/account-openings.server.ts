/** Accounts of employees, and of administrators who are not on the roster: opened, handed over, closed. */
import { eq } from 'drizzle-orm'
import {
  changeAddress,
  closeAccount,
  findAccount,
  handOver,
  newHandover,
  openAccount,
} from '#app/identity/accounts.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Db, Reader } from '#db/client.server.ts'
import { employees } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { belongingOn, personOn } from '../employees/people.server.ts'

/** The unit path that each of these accounts belongs to: its employee's, or the whole bank. */
export const accountPaths = async (db: Reader, actor: Actor, accountIds: readonly string[]) => {
  const held = await db
    .select({ id: employees.id, accountId: employees.accountId })
    .from(employees)
    .where(anyOf(employees.accountId, accountIds))
  const belonging = await belongingOn(
    db,
    held.map(({ id }) => id),
    actor.today,
  )
  const paths = new Map(held.map(({ id, accountId }) => [accountId, belonging.get(id)]))
  return new Map(accountIds.map((id) => [id, paths.get(id) ?? '/']))
}

export const accountPath = async (db: Reader, actor: Actor, accountId: string): Promise<string> =>
  (await accountPaths(db, actor, [accountId])).get(accountId) ?? '/'

/** Opens an account for an employee. The answer holds the password to hand over, which is shown once and kept nowhere. */
export const openEmployeeAccount = async (db: Db, actor: Actor, employeeId: string, now: Instant) => {
  const handover = await newHandover()
  return transact(db, async (tx) => {
    const person = await personOn(tx, employeeId, actor.today)
    if (!person || !can(actor, 'account.manage', person)) return refused('no-such-employee')
    if (person.accountId) return refused('has-account', { accountId: person.accountId })
    const { number: signInName, name: displayName, email } = person
    const given = { signInName, displayName, email, passwordHash: handover.hash, mustChangePassword: true }
    const opened = await openAccount(tx, actor, given, now)
    if (!opened.ok) return opened
    await tx.update(employees).set({ accountId: opened.value.id }).where(eq(employees.id, employeeId))
    return done({ id: opened.value.id, password: handover.password })
  })
}

/** Opens an account that stands for nobody on the roster. */
export const openPlainAccount = async (
  db: Db,
  actor: Actor,
  given: { signInName: string; displayName: string; email: string | null },
  now: Instant,
) => {
  const handover = await newHandover()
  return transact(db, async (tx) => {
    if (!can(actor, 'account.manage', { unitPath: '/' })) return refused('not-allowed')
    const opened = await openAccount(
      tx,
      actor,
      { ...given, passwordHash: handover.hash, mustChangePassword: true },
      now,
    )
    return opened.ok ? done({ id: opened.value.id, password: handover.password }) : opened
  })
}

export const handOverAccount = async (db: Db, actor: Actor, accountId: string, now: Instant) => {
  const handover = await newHandover()
  return transact(db, async (tx) => {
    const account = await findAccount(tx, accountId)
    const unitPath = await accountPath(tx, actor, accountId)
    if (!account || !can(actor, 'account.manage', { unitPath })) return refused('no-such-account')
    await handOver(tx, actor, accountId, handover.hash, now)
    return done({ id: accountId, password: handover.password })
  })
}

/** By an administrator alone: whoever else could say where links go could come in as anybody. */
export const changeAccountAddress = (
  db: Db,
  actor: Actor,
  accountId: string,
  given: { email: string | null; revision: number },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const account = await findAccount(tx, accountId)
    const unitPath = await accountPath(tx, actor, accountId)
    if (!account || !can(actor, 'account.manage', { unitPath })) return refused('no-such-account')
    return changeAddress(tx, actor, account, given, now)
  })

export const setAccountClosed = (db: Db, actor: Actor, accountId: string, isClosed: boolean, now: Instant) =>
  transact(db, async (tx) => {
    const account = await findAccount(tx, accountId)
    const unitPath = await accountPath(tx, actor, accountId)
    if (!account || !can(actor, 'account.manage', { unitPath })) return refused('no-such-account')
    if (accountId === actor.id) return refused('not-yourself')
    await closeAccount(tx, actor, accountId, isClosed, now)
    return done({ id: accountId })
  })
