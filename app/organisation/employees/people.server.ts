/** One person: found within the actor's reach, and the facts that the policy asks about. */
import { eq, sql } from 'drizzle-orm'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import type { Reader } from '#db/client.server.ts'
import { employees, employments } from '#db/schema/organisation.ts'
import { standingOn } from '../assignments/assignments.server.ts'

export type Person = typeof employees.$inferSelect & { employeeId: string; unitPath: string }

/** The path of the unit that each of these people belongs to on the day: a leaver's is the last, '/' is the bank's. */
export const belongingOn = async (db: Reader, employeeIds: readonly string[], day: Day) => {
  const standing = await standingOn(db, employeeIds, day)
  const ahead = employeeIds.filter((id) => !standing.has(id))
  // Someone who begins tomorrow belongs to the unit of tomorrow already.
  const begins = ahead.length > 0 ? await standingOn(db, ahead, '9999-12-31') : standing
  return new Map(employeeIds.map((id) => [id, (standing.get(id) ?? begins.get(id))?.unitPath || '/']))
}

/** A person with the unit that they belong to on the day; nobody is asked who looks. */
export const personOn = async (db: Reader, employeeId: string, day: Day): Promise<Person | null> => {
  const [row] = await db.select().from(employees).where(eq(employees.id, employeeId))
  if (!row) return null
  const unitPath = (await belongingOn(db, [row.id], day)).get(row.id) ?? '/'
  return { ...row, employeeId: row.id, unitPath }
}

/** The person, or null when absent or out of the actor's reach. */
export const findPerson = async (db: Reader, actor: Actor, employeeId: string): Promise<Person | null> => {
  const person = await personOn(db, employeeId, actor.today)
  return person && can(actor, 'employee.read', person) ? person : null
}

/** The person for a command that changes them. Refuses with `no-such-employee` or `not-allowed`. */
export const findPersonToChange = async (db: Reader, actor: Actor, employeeId: string) => {
  const person = await findPerson(db, actor, employeeId)
  if (!person) return refused('no-such-employee')
  return can(actor, 'employee.change', person) ? done(person) : refused('not-allowed')
}

/** First to last day with the bank, newest first; a rehire is a second row. */
export const employmentsOf = (db: Reader, employeeId: string) =>
  db.select().from(employments).where(eq(employments.employeeId, employeeId)).orderBy(sql`${employments.fromOn} desc`)

/** Whether someone is with the bank on a day. */
export const isEmployedOn = (spans: readonly { fromOn: Day; toOn: Day | null }[], day: Day): boolean =>
  spans.some((span) => span.fromOn <= day && (span.toOn === null || span.toOn >= day))
