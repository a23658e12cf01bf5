/** Changes to assignments. What held before is closed, not overwritten; a mistake is corrected in its own row. */

import { and, eq } from 'drizzle-orm'
import type * as z from 'zod/mini'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { record } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { parseMoneyMinor } from '#app/kernel/cell.ts'
import type { Currency } from '#app/kernel/currency.ts'
import { addDays, type Day, type Instant } from '#app/kernel/day.ts'
import type { DecimalText } from '#app/kernel/decimal.ts'
import { done, refused } from '#app/kernel/result.ts'
import type { Db, Tx } from '#db/client.server.ts'
import { assignments, employments, posts } from '#db/schema/organisation.ts'
import { newId, transact } from '#db/transact.server.ts'
import { findPerson, findPersonToChange } from '../employees/people.server.ts'
import { closesBefore } from '../units/unit.ts'
import { pathOfUnit, unitOn } from '../units/units.server.ts'
import type { assignmentForm, correctionForm, endForm, transferForm } from './assignment.form.ts'
import { overFullTime, overlaps } from './assignment.ts'

type Row = typeof assignments.$inferSelect
type Terms = Pick<Row, 'unitId' | 'postId' | 'lineManagerId' | 'fteBp' | 'baseMinor' | 'city'>
const termsOf = ({ unitId, postId, lineManagerId, fteBp, baseMinor, city }: Terms): Terms => ({
  unitId,
  postId,
  lineManagerId,
  fteBp,
  baseMinor,
  city,
})
/** What a form says; it knows no currency, and may have given the base more decimals than there are coins. */
type Given = Omit<Terms, 'baseMinor'> & { base: DecimalText }
const termsIn = (currency: Currency, { base, ...given }: Given) => {
  const minor = parseMoneyMinor(base, currency)
  return minor.ok ? done(termsOf({ ...given, baseMinor: minor.value })) : refused('too-many-decimals', { currency })
}
const said = (row: Terms & { fromOn: Day; toOn: Day | null }) => ({
  ...termsOf(row),
  fromOn: row.fromOn,
  toOn: row.toOn,
})

/** The assignment and its person, for a command that changes it as it was seen at a revision. */
const findRowToChange = async (tx: Tx, actor: Actor, id: string, revision: number) => {
  const [row] = await tx.select().from(assignments).where(eq(assignments.id, id))
  const person = row && (await findPerson(tx, actor, row.employeeId))
  if (!row || !person) return refused('no-such-assignment')
  if (!can(actor, 'employee.change', person)) return refused('not-allowed')
  return row.revision === revision
    ? done({ row, person })
    : changedMeanwhile(tx, { kind: 'employee', id: row.employeeId })
}

/** Why these terms cannot hold for the person over these days, or null. `instead` is the row that they replace. */
const faultOf = async (
  tx: Tx,
  actor: Actor,
  employeeId: string,
  next: Omit<Terms, 'baseMinor' | 'city'> & { fromOn: Day; toOn: Day | null; confirmed: boolean },
  instead?: Row,
) => {
  const unit = await unitOn(tx, next.unitId, next.fromOn)
  if (!unit) return refused('unit-not-open')
  if (!can(actor, 'employee.take-on', { unitPath: unit.path })) return refused('unit-out-of-reach')
  const closing = closesBefore(unit, next.toOn)
  if (closing) return refused('unit-closes', { day: closing })
  const [post] = await tx.select({ id: posts.id }).from(posts).where(eq(posts.id, next.postId))
  if (!post) return refused('no-such-post')
  if (next.lineManagerId === employeeId) return refused('own-manager')
  // Who stands there already may be out of reach, such as a branch head's manager at head office: that one may stay.
  const manager = next.lineManagerId === instead?.lineManagerId ? null : next.lineManagerId
  if (manager && !(await findPerson(tx, actor, manager))) return refused('no-such-manager')
  const spans = await tx.select().from(employments).where(eq(employments.employeeId, employeeId))
  const end = next.toOn ?? '9999-12-31'
  if (!spans.some((span) => span.fromOn <= next.fromOn && (span.toOn ?? '9999-12-31') >= end))
    return refused('not-employed-then')
  const held = await tx.select().from(assignments).where(eq(assignments.employeeId, employeeId))
  const others = held
    .filter((row) => row.id !== instead?.id)
    .map((row) => ({ from: row.fromOn, to: row.toOn, fteBp: row.fteBp }))
  const own = { from: next.fromOn, to: next.toOn, fteBp: next.fteBp }
  const over = overFullTime([...others.filter((other) => overlaps(other, own)), own])
  if (over && !next.confirmed) return refused('over-full-time', { day: over.day, percent: over.fteBp / 100 })
  return null
}

const insert = async (tx: Tx, row: Omit<Row, 'id' | 'recordedAt' | 'revision'>, now: Instant): Promise<string> => {
  const id = newId(tx, 'asg', now)
  await tx.insert(assignments).values({ ...row, id, recordedAt: now })
  return id
}

/** A further assignment beside those that the person holds. */
export const assign = (
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
    return place(tx, actor, employeeId, input, currency, now)
  })

/** Writes an assignment after asking whether it may be; whose person it is was asked before. */
export const place = async (
  tx: Tx,
  actor: Actor,
  employeeId: string,
  input: z.output<typeof assignmentForm>,
  currency: string,
  now: Instant,
) => {
  const fault = await faultOf(tx, actor, employeeId, { ...input, toOn: null })
  if (fault) return fault
  const terms = termsIn(currency, input)
  if (!terms.ok) return terms
  const row = {
    ...terms.value,
    employeeId,
    currency,
    isPrimary: input.isPrimary,
    fromOn: input.fromOn,
    toOn: null,
  }
  if (input.isPrimary) await noOtherPrimary(tx, employeeId, input.fromOn)
  const id = await insert(tx, row, now)
  const unitPath = (await pathOfUnit(tx, input.unitId, input.fromOn)) ?? '/'
  await record(
    tx,
    actor,
    'employee.assigned',
    { kind: 'employee', id: employeeId, unitPath },
    { after: said(row) },
    now,
  )
  return done({ id })
}

const noOtherPrimary = (tx: Tx, employeeId: string, fromOn: Day) =>
  tx
    .update(assignments)
    .set({ isPrimary: false })
    .where(and(eq(assignments.employeeId, employeeId), eq(assignments.isPrimary, true), eq(assignments.fromOn, fromOn)))

/** From a day on, other terms: the old assignment ends the day before. On its own first day it is rewritten. */
export const transfer = (
  db: Db | Tx,
  actor: Actor,
  assignmentId: string,
  input: z.output<typeof transferForm>,
  now: Instant,
) =>
  transact(db, async (tx) => {
    const found = await findRowToChange(tx, actor, assignmentId, input.revision)
    if (!found.ok) return found
    const { row, person } = found.value
    if (input.fromOn < row.fromOn) return refused('before-it-begins', { day: row.fromOn })
    if (row.toOn !== null && input.fromOn > row.toOn) return refused('after-it-ended', { day: row.toOn })
    const terms = termsIn(row.currency, input)
    if (!terms.ok) return terms
    const next = { ...row, ...terms.value, fromOn: input.fromOn }
    const fault = await faultOf(tx, actor, row.employeeId, { ...next, confirmed: input.confirmed }, row)
    if (fault) return fault
    const mine = eq(assignments.id, row.id)
    if (input.fromOn === row.fromOn)
      await tx
        .update(assignments)
        .set({ ...terms.value, revision: row.revision + 1 })
        .where(mine)
    else {
      await tx
        .update(assignments)
        .set({ toOn: addDays(input.fromOn, -1), revision: row.revision + 1 })
        .where(mine)
      const { id: _, recordedAt: __, revision: ___, ...fresh } = next
      await insert(tx, fresh, now)
    }
    const subject = { kind: 'employee', id: row.employeeId, unitPath: person.unitPath }
    await record(tx, actor, 'employee.transferred', subject, { before: said(row), after: said(next) }, now)
    return done({ employeeId: row.employeeId })
  })

/** Puts a mistake right in the row itself: what stood there is in the audit. */
export const correctAssignment = (
  db: Db | Tx,
  actor: Actor,
  assignmentId: string,
  input: z.output<typeof correctionForm>,
  now: Instant,
) =>
  transact(db, async (tx) => {
    const found = await findRowToChange(tx, actor, assignmentId, input.revision)
    if (!found.ok) return found
    const { row, person } = found.value
    if (input.toOn !== null && input.toOn < input.fromOn) return refused('ends-before-it-begins')
    const fault = await faultOf(tx, actor, row.employeeId, input, row)
    if (fault) return fault
    const terms = termsIn(row.currency, input)
    if (!terms.ok) return terms
    const next = { ...terms.value, fromOn: input.fromOn, toOn: input.toOn, isPrimary: input.isPrimary }
    await tx
      .update(assignments)
      .set({ ...next, revision: row.revision + 1 })
      .where(eq(assignments.id, row.id))
    const subject = { kind: 'employee', id: row.employeeId, unitPath: person.unitPath }
    await record(tx, actor, 'employee.assignment-corrected', subject, { before: said(row), after: said(next) }, now)
    return done({ employeeId: row.employeeId })
  })

/** The last day of one assignment; the person stays with the bank. */
export const endAssignment = (
  db: Db | Tx,
  actor: Actor,
  assignmentId: string,
  input: z.output<typeof endForm>,
  now: Instant,
) =>
  transact(db, async (tx) => {
    const found = await findRowToChange(tx, actor, assignmentId, input.revision)
    if (!found.ok) return found
    const { row, person } = found.value
    if (input.lastDay < row.fromOn) return refused('ends-before-it-begins')
    // A longer term is a correction, which asks whether the person may have it.
    if (row.toOn !== null && input.lastDay > row.toOn) return refused('after-it-ended', { day: row.toOn })
    await tx
      .update(assignments)
      .set({ toOn: input.lastDay, revision: row.revision + 1 })
      .where(eq(assignments.id, row.id))
    const subject = { kind: 'employee', id: row.employeeId, unitPath: person.unitPath }
    await record(
      tx,
      actor,
      'employee.assignment-ended',
      subject,
      { before: said(row), after: { toOn: input.lastDay } },
      now,
    )
    return done({ employeeId: row.employeeId })
  })
