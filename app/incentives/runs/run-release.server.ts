/**
 * Releasing: gates are read again on the day, and a difference stops the release and lists the people; then
 * instalments, held amounts and what earlier runs left are written by chunks that nobody sees yet; last, one fact
 * — released — makes them all count. A crash in between repeats nothing: every row has a key of its own.
 */
import { and, eq, isNull } from 'drizzle-orm'
import { deputiesOn } from '#app/audit/deputies.server.ts'
import { record, recordDecision } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import type { Tx } from '#db/client.server.ts'
import { deferralInstalments, heldPayables, runExceptions, runs } from '#db/schema/incentives.ts'
import { newId } from '#db/transact.server.ts'
import { markPaid } from './carried.server.ts'
import type { GateChange } from './release-check.server.ts'
import type { RunRow } from './run-calculation.server.ts'
import type { StoredLine } from './run-lines.server.ts'

/** Stops the release: approval is taken back, so that the run can be calculated again, and the people are listed. */
export const stopRelease = async (
  tx: Tx,
  run: RunRow,
  changes: readonly GateChange[],
  actor: Actor,
  now: Instant,
): Promise<void> => {
  await tx.delete(runExceptions).where(and(eq(runExceptions.runId, run.id), eq(runExceptions.code, 'gate-changed')))
  for (const { employeeId, employeeNumber, components } of changes)
    await tx.insert(runExceptions).values({
      id: newId(tx, 'rex', now),
      runId: run.id,
      employeeId,
      employeeNumber,
      code: 'gate-changed',
      severity: 'error',
      detail: { component: components.join(' '), subject: '' },
    })
  await tx
    .update(runs)
    .set({ submittedBy: null, submittedAt: null, approvedBy: null, approvedAt: null, revision: run.revision + 1 })
    .where(eq(runs.id, run.id))
  const subject = { kind: 'run', id: run.id, unitPath: run.unitPath }
  await recordDecision(tx, actor, subject, 'release', 'returned', 'gate-changed', now)
  await record(
    tx,
    actor,
    'run.release-stopped',
    subject,
    { after: changes.map(({ employeeNumber }) => employeeNumber) },
    now,
  )
}

/** What a chunk of lines leaves for later, and what it pays of earlier. Lost are amounts that another run has paid. */
export const writeConsequences = async (
  tx: Tx,
  runId: string,
  lines: readonly StoredLine[],
  now: Instant,
): Promise<{ lost: string[] }> => {
  const instalments = lines.flatMap((line) =>
    line.instalments.map(({ no, dueOn, minor }) => ({
      id: newId(tx, 'ins', now),
      runId,
      employeeId: line.employeeId,
      component: line.component,
      no,
      vestsOn: dueOn,
      amountMinor: minor,
    })),
  )
  if (instalments.length > 0) await tx.insert(deferralInstalments).values(instalments).onConflictDoNothing()
  const held = lines.flatMap((line) => {
    const [gate] = line.heldBy
    return gate && line.heldMinor !== 0
      ? [
          {
            id: newId(tx, 'hld', now),
            runId,
            employeeId: line.employeeId,
            component: line.component,
            gate,
            amountMinor: line.heldMinor,
          },
        ]
      : []
  })
  if (held.length > 0) await tx.insert(heldPayables).values(held).onConflictDoNothing()
  const carried = lines.flatMap(({ kind, source }) => (kind !== 'component' && source ? [{ kind, source }] : []))
  return { lost: await markPaid(tx, runId, carried) }
}

/** The fact that makes everything count. Refuses quietly when it was done before: a job may come twice. */
export const finishRelease = async (tx: Tx, run: RunRow, actor: Actor, now: Instant): Promise<boolean> => {
  if (run.releasedAt !== null) return true
  if (run.approvedAt === null || run.cancelledAt !== null) return false
  const subject = { kind: 'run', id: run.id, unitPath: run.unitPath }
  if (!can(actor, 'run.release', { ...run, deputies: await deputiesOn(tx, subject) })) return false
  await tx
    .update(runs)
    .set({ releasedBy: actor.id, releasedAt: now, revision: run.revision + 1 })
    .where(and(eq(runs.id, run.id), isNull(runs.releasedAt)))
  await recordDecision(tx, actor, subject, 'release', 'released', null, now)
  await record(
    tx,
    actor,
    'run.released',
    subject,
    { after: { inputDigest: run.inputDigest, outputDigest: run.outputDigest } },
    now,
  )
  return true
}
