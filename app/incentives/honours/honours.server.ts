/** Honours: granted with a citation, seen by everybody, and paid where the plan says so. */
import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { record } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day, Instant } from '#app/kernel/day.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import { notifyEmployee } from '#app/notices/notices.server.ts'
import { employeeRows } from '#app/organisation/employees/employees.server.ts'
import { paths } from '#app/paths.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { honourGrants, honours } from '#db/schema/incentives.ts'
import { newId, transact } from '#db/transact.server.ts'

/** Honours granted to a person, newest first. */
export const honoursGranted = async (db: Reader, employeeId: string) =>
  db
    .select({
      id: honourGrants.id,
      name: honours.name,
      grantedOn: honourGrants.grantedOn,
      citation: honourGrants.citation,
      awardMinor: honours.awardMinor,
    })
    .from(honourGrants)
    .innerJoin(honours, eq(honours.id, honourGrants.honourId))
    .where(and(eq(honourGrants.employeeId, employeeId), isNull(honourGrants.withdrawnAt)))
    .orderBy(desc(honourGrants.grantedOn))

/** What can be granted, with the criteria. */
export const honourLibrary = async (db: Reader | Tx) => db.select().from(honours).orderBy(asc(honours.code))

/** The wall: the newest grants of the bank with person, unit and citation. What an honour pays is not on it. */
export const honourWall = async (db: Reader, today: Day, page: { limit: number; offset: number }) => {
  const rows = await db
    .select({
      id: honourGrants.id,
      employeeId: honourGrants.employeeId,
      name: honours.name,
      grantedOn: honourGrants.grantedOn,
      citation: honourGrants.citation,
    })
    .from(honourGrants)
    .innerJoin(honours, eq(honours.id, honourGrants.honourId))
    .where(isNull(honourGrants.withdrawnAt))
    .orderBy(desc(honourGrants.grantedOn), desc(honourGrants.id))
    .limit(page.limit)
    .offset(page.offset)
  const ids = rows.map(({ employeeId }) => employeeId)
  const people = new Map((await employeeRows(db, ids, today)).map((person) => [person.id, person]))
  return rows.map((row) => {
    const person = people.get(row.employeeId)
    return {
      ...row,
      person: person?.name ?? '',
      unitName: person?.unitName ?? null,
      unitPath: person?.unitPath ?? '',
    }
  })
}

export const honourCount = async (db: Reader): Promise<number> => {
  const [row] = await db
    .select({ count: sql<number>`count(*)` })
    .from(honourGrants)
    .where(isNull(honourGrants.withdrawnAt))
  return row?.count ?? 0
}

export type HonourRefusal = 'no-such-honour' | 'no-such-employee' | 'not-allowed' | 'granted-already' | 'no-such-grant'

export const grantHonour = (
  db: Db | Tx,
  actor: Actor,
  given: { honourId: string; employeeId: string; grantedOn: Day; citation: string },
  now: Instant,
): Promise<Outcome<{ id: string }, HonourRefusal>> =>
  transact(db, async (tx) => {
    const [honour] = await tx.select().from(honours).where(eq(honours.id, given.honourId))
    if (!honour) return refused('no-such-honour')
    const [person] = await employeeRows(tx, [given.employeeId], given.grantedOn)
    if (!person) return refused('no-such-employee')
    const facts = { employeeId: person.id, unitPath: person.unitPath }
    if (!can(actor, 'honour.grant', facts)) return refused('not-allowed')
    const id = newId(tx, 'hgr', now)
    const written = await tx
      .insert(honourGrants)
      .values({ id, ...given, grantedBy: actor.id, grantedAt: now })
      .onConflictDoNothing()
      .returning({ id: honourGrants.id })
    if (written.length === 0) return refused('granted-already')
    const news = { kind: 'honour-granted', params: { honour: honour.name }, link: paths.honours() }
    await notifyEmployee(tx, person.id, { ...news, onceKey: `honour:${id}` }, now)
    const subject = { kind: 'honour', id, unitPath: person.unitPath }
    await record(tx, actor, 'honour.granted', subject, { after: { ...given, honour: honour.code } }, now)
    return done({ id })
  })

/** Takes a grant back: a run that was released is not touched, a run that is prepared later does not pay it. */
export const withdrawHonour = (
  db: Db | Tx,
  actor: Actor,
  given: { grantId: string; reason: string },
  now: Instant,
): Promise<Outcome<{ id: string }, HonourRefusal>> =>
  transact(db, async (tx) => {
    const [grant] = await tx
      .select()
      .from(honourGrants)
      .where(and(eq(honourGrants.id, given.grantId), isNull(honourGrants.withdrawnAt)))
    if (!grant) return refused('no-such-grant')
    const [person] = await employeeRows(tx, [grant.employeeId], grant.grantedOn)
    const unitPath = person?.unitPath ?? ''
    if (!can(actor, 'honour.grant', { employeeId: grant.employeeId, unitPath })) return refused('not-allowed')
    await tx.update(honourGrants).set({ withdrawnAt: now }).where(eq(honourGrants.id, grant.id))
    const change = { before: { citation: grant.citation }, after: { reason: given.reason } }
    await record(tx, actor, 'honour.withdrawn', { kind: 'honour', id: grant.id, unitPath }, change, now)
    return done({ id: grant.id })
  })
