/** Another round for someone whose attempts are used up: by the learning office, never by oneself. */
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { record } from '#app/audit/records.server.ts'
import { can, scopeOf } from '#app/identity/policy.ts'
import { withinScope } from '#app/identity/scope.server.ts'
import { type Actor, employeesBehind } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import { attemptsLeft } from '#app/learning/assessments/attempt.ts'
import { employeePathColumn } from '#app/organisation/employees/employee-columns.server.ts'
import type { Db, Tx } from '#db/client.server.ts'
import { assessments, attempts, enrolments, lessonProgress } from '#db/schema/learning.ts'
import { transact } from '#db/transact.server.ts'
import { enrolOne, pathOf } from './enrolments.server.ts'

/** Of an enrolment; a sitting that is open is not lost yet. */
export const attemptsUsed = sql<number>`(select count(*) from ${attempts} where ${attempts.enrolmentId} = ${enrolments.id} and ${attempts.state} <> 'in-progress')`

/**
 * Ends these enrolments and begins new ones on the same version, with the lessons that were read and a full round of
 * attempts. Those that are complete, still have an attempt, or are out of reach are left as they are.
 */
export const allowRetakes = (db: Db | Tx, actor: Actor, enrolmentIds: readonly string[], now: Instant) =>
  transact(db, async (tx) => {
    if (!can(actor, 'enrolment.order')) return refused('not-allowed')
    if (enrolmentIds.length === 0) return refused('nobody-chosen')
    const path = employeePathColumn(enrolments.employeeId, actor.today)
    const found = await tx
      .select({ enrolment: enrolments, settings: assessments.settings, used: attemptsUsed })
      .from(enrolments)
      .innerJoin(assessments, eq(assessments.courseVersionId, enrolments.courseVersionId))
      .where(
        and(
          inArray(enrolments.id, enrolmentIds.slice(0, 500)),
          isNull(enrolments.withdrawnAt),
          isNull(enrolments.completedAt),
          withinScope(scopeOf(actor, 'learners'), path, enrolments.employeeId),
        ),
      )
    let allowed = 0
    for (const row of found) {
      if (employeesBehind(actor).includes(row.enrolment.employeeId)) continue
      if (attemptsLeft(row.settings.attempts, row.used) !== 0) continue
      await again(tx, actor, row.enrolment, now)
      allowed++
    }
    return allowed > 0 ? done({ allowed }) : refused('attempts-left')
  })

const again = async (tx: Tx, actor: Actor, before: typeof enrolments.$inferSelect, now: Instant) => {
  await tx
    .update(enrolments)
    .set({ withdrawnAt: now, revision: before.revision + 1 })
    .where(eq(enrolments.id, before.id))
  const { employeeId, courseId, courseVersionId: versionId, dueOn } = before
  const id = await enrolOne(tx, actor, { employeeId, courseId, versionId, dueOn }, now)
  const read = await tx.select().from(lessonProgress).where(eq(lessonProgress.enrolmentId, before.id))
  if (read.length > 0) await tx.insert(lessonProgress).values(read.map((each) => ({ ...each, enrolmentId: id })))
  const unitPath = await pathOf(tx, employeeId, actor.today)
  await record(
    tx,
    actor,
    'course.retake-allowed',
    { kind: 'enrolment', id, unitPath },
    { before: { enrolmentId: before.id }, after: { enrolmentId: id } },
    now,
  )
}
