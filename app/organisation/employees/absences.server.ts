/** Absences: recorded, corrected, taken back. What they do to proration and deadlines is said with each. */

import { and, desc, eq, gte, lte, ne } from 'drizzle-orm'
import type * as z from 'zod/mini'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { record } from '#app/audit/records.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { absences } from '#db/schema/organisation.ts'
import { newId, transact } from '#db/transact.server.ts'
import type { absenceForm } from '../assignments/assignment.form.ts'
import { effectsOf } from './absence.ts'
import { findPersonToChange } from './people.server.ts'

type Given = z.output<typeof absenceForm>

export const absencesOf = (db: Reader, employeeId: string) =>
  db.select().from(absences).where(eq(absences.employeeId, employeeId)).orderBy(desc(absences.fromOn))

export const findAbsence = async (db: Reader, employeeId: string, absenceId: string) => {
  const [row] = await db
    .select()
    .from(absences)
    .where(and(eq(absences.id, absenceId), eq(absences.employeeId, employeeId)))
  return row ?? null
}

const factsOf = ({ kind, fromOn, toOn, ...said }: Omit<Given, 'revision'>) => ({
  kind,
  fromOn,
  toOn,
  ...effectsOf(kind, said),
})

/** Writes a new absence, or puts the one that is named right. */
export const keepAbsence = (
  db: Db | Tx,
  actor: Actor,
  employeeId: string,
  absenceId: string | null,
  input: Given,
  now: Instant,
) =>
  transact(db, async (tx) => {
    const found = await findPersonToChange(tx, actor, employeeId)
    if (!found.ok) return found
    const person = found.value
    if (input.toOn < input.fromOn) return refused('ends-before-it-begins')
    const before = absenceId ? await findAbsence(tx, employeeId, absenceId) : null
    if (absenceId && !before) return refused('no-such-absence')
    if (before && before.revision !== input.revision) return changedMeanwhile(tx, { kind: 'employee', id: employeeId })
    const [clash] = await tx
      .select({ fromOn: absences.fromOn, toOn: absences.toOn })
      .from(absences)
      .where(
        and(
          eq(absences.employeeId, employeeId),
          ne(absences.id, absenceId ?? ''),
          lte(absences.fromOn, input.toOn),
          gte(absences.toOn, input.fromOn),
        ),
      )
    if (clash) return refused('absent-already', { from: clash.fromOn, to: clash.toOn })
    const facts = factsOf(input)
    if (before)
      await tx
        .update(absences)
        .set({ ...facts, revision: before.revision + 1 })
        .where(eq(absences.id, before.id))
    else await tx.insert(absences).values({ ...facts, id: newId(tx, 'abs', now), employeeId, recordedAt: now })
    const subject = { kind: 'employee', id: employeeId, unitPath: person.unitPath }
    const act = before ? 'employee.absence-corrected' : 'employee.absence-recorded'
    await record(tx, actor, act, subject, { ...(before ? { before: factsOf({ ...before }) } : {}), after: facts }, now)
    return done({ employeeId })
  })

/** Takes back an absence that was none. */
export const withdrawAbsence = (
  db: Db | Tx,
  actor: Actor,
  employeeId: string,
  given: { absenceId: string; revision: number },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const found = await findPersonToChange(tx, actor, employeeId)
    if (!found.ok) return found
    const person = found.value
    const before = await findAbsence(tx, employeeId, given.absenceId)
    if (!before) return refused('no-such-absence')
    if (before.revision !== given.revision) return changedMeanwhile(tx, { kind: 'employee', id: employeeId })
    await tx.delete(absences).where(eq(absences.id, before.id))
    const subject = { kind: 'employee', id: employeeId, unitPath: person.unitPath }
    await record(tx, actor, 'employee.absence-withdrawn', subject, { before: factsOf({ ...before }) }, now)
    return done({ employeeId })
  })
