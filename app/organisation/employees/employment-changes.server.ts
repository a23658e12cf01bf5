/** Joining, leaving, coming back, and putting a person's own facts right. */

import { and, eq, gt, isNull, lte, or, sql } from 'drizzle-orm'
import type * as z from 'zod/mini'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { record } from '#app/audit/records.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import type { Db, Tx } from '#db/client.server.ts'
import { assignments, employees, employments, unitHeads } from '#db/schema/organisation.ts'
import { newId, transact } from '#db/transact.server.ts'
import type { assignmentForm, leavingForm, personForm, takeOnForm } from '../assignments/assignment.form.ts'
import { assign, place } from '../assignments/assignment-changes.server.ts'
import { spellingOf } from '../roster/spelling.server.ts'
import { pathOfUnit } from '../units/units.server.ts'
import { employmentsOf, findPersonToChange, isEmployedOn } from './people.server.ts'

/** Takes on someone new, with their first assignment. */
export const takeOn = (db: Db | Tx, actor: Actor, input: z.output<typeof takeOnForm>, currency: string, now: Instant) =>
  transact(db, async (tx) => {
    const [taken] = await tx.select({ id: employees.id }).from(employees).where(eq(employees.number, input.number))
    if (taken) return refused('number-taken')
    const id = newId(tx, 'emp', now)
    const { number, name, email, gender, bornOn } = input
    await tx.insert(employees).values({ id, number, name, ...spellingOf(name), email, gender, bornOn, createdAt: now })
    await tx.insert(employments).values({ id: newId(tx, 'epl', now), employeeId: id, fromOn: input.fromOn })
    const unitPath = (await pathOfUnit(tx, input.unitId, input.fromOn)) ?? '/'
    const subject = { kind: 'employee', id, unitPath }
    await record(tx, actor, 'employee.taken-on', subject, { after: { number, name, fromOn: input.fromOn } }, now)
    const assigned = await place(tx, actor, id, { ...input, isPrimary: true }, currency, now)
    return assigned.ok ? done({ id }) : assigned
  })

/** The last day with the bank: the employment and every assignment end on it. */
export const leave = (
  db: Db | Tx,
  actor: Actor,
  employeeId: string,
  input: z.output<typeof leavingForm>,
  now: Instant,
) =>
  transact(db, async (tx) => {
    const found = await findPersonToChange(tx, actor, employeeId)
    if (!found.ok) return found
    const person = found.value
    const [current] = (await employmentsOf(tx, employeeId)).filter((span) => span.fromOn <= input.lastDay)
    if (!current) return refused('not-employed-then')
    const later = await tx
      .select({ id: assignments.id })
      .from(assignments)
      .where(and(eq(assignments.employeeId, employeeId), gt(assignments.fromOn, input.lastDay)))
    if (later.length > 0) return refused('later-assignment')
    const before = current.toOn
    await tx
      .update(employments)
      .set({ toOn: input.lastDay, leavingReason: input.reason })
      .where(eq(employments.id, current.id))
    // What ended with the old last day moves with it: a corrected leaving date is one act.
    const ends = (column: typeof assignments.toOn | typeof unitHeads.toOn) =>
      or(isNull(column), gt(column, input.lastDay), before === null ? undefined : eq(column, before))
    await tx
      .update(assignments)
      .set({ toOn: input.lastDay, revision: sql`${assignments.revision} + 1` })
      .where(and(eq(assignments.employeeId, employeeId), ends(assignments.toOn)))
    await tx
      .update(unitHeads)
      .set({ toOn: input.lastDay })
      .where(and(eq(unitHeads.employeeId, employeeId), lte(unitHeads.fromOn, input.lastDay), ends(unitHeads.toOn)))
    const subject = { kind: 'employee', id: employeeId, unitPath: person.unitPath }
    const change = { before: { lastDay: before }, after: { lastDay: input.lastDay, reason: input.reason } }
    await record(tx, actor, 'employee.left', subject, change, now)
    return done({ employeeId })
  })

/** Comes back: a second employment with an assignment of its own; everything before stays as it was. */
export const rehire = (
  db: Db | Tx,
  actor: Actor,
  employeeId: string,
  input: z.output<typeof assignmentForm>,
  currency: string,
  now: Instant,
) =>
  transact(db, async (tx) => {
    const found = await findPersonToChange(tx, actor, employeeId)
    if (!found.ok) return found
    const person = found.value
    const spans = await employmentsOf(tx, employeeId)
    if (isEmployedOn(spans, input.fromOn) || spans.some((span) => span.fromOn >= input.fromOn))
      return refused('employed-then')
    await tx.insert(employments).values({ id: newId(tx, 'epl', now), employeeId, fromOn: input.fromOn })
    const subject = { kind: 'employee', id: employeeId, unitPath: person.unitPath }
    await record(tx, actor, 'employee.rehired', subject, { after: { fromOn: input.fromOn } }, now)
    const assigned = await assign(tx, actor, employeeId, { ...input, isPrimary: true }, currency, now)
    return assigned.ok ? done({ employeeId }) : assigned
  })

/** Name, address, gender and birth date as they are. */
export const correctPerson = (
  db: Db | Tx,
  actor: Actor,
  employeeId: string,
  input: z.output<typeof personForm>,
  now: Instant,
) =>
  transact(db, async (tx) => {
    const found = await findPersonToChange(tx, actor, employeeId)
    if (!found.ok) return found
    const person = found.value
    if (person.revision !== input.revision) return changedMeanwhile(tx, { kind: 'employee', id: employeeId })
    const { revision, ...facts } = input
    await tx
      .update(employees)
      .set({ ...facts, ...spellingOf(facts.name), revision: revision + 1 })
      .where(eq(employees.id, employeeId))
    const subject = { kind: 'employee', id: employeeId, unitPath: person.unitPath }
    const before = { name: person.name, email: person.email, gender: person.gender, bornOn: person.bornOn }
    await record(tx, actor, 'employee.corrected', subject, { before, after: facts }, now)
    return done({ employeeId })
  })
