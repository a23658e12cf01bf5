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
import { canonical } from '#app/kernel/canonical.ts'
import { dayOf, type Instant } from '#app/kernel/day.ts'
import { certificatesHeld } from '#app/learning/certifications/certificates-held.server.ts'
import { settingsOn } from '#app/organisation/settings/settings.server.ts'
import { violationsOf } from '#app/performance/veto-events.server.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { deferralInstalments, heldPayables, runExceptions, runs } from '#db/schema/incentives.ts'
import { newId } from '#db/transact.server.ts'
import { gatesOn, hangsOnGates, isOfTheDay } from '../payout/gates.ts'
import type { EmployeeInput, RunFrame } from '../payout/run-input.ts'
import { markPaid } from './carried.server.ts'
import type { RunRow } from './run-calculation.server.ts'
import { contextOf } from './run-context.ts'
import { byEmployee } from './run-facts.server.ts'
import { inputsAfter, type StoredInput } from './run-inputs.server.ts'
import { linesPaying, type StoredLine } from './run-lines.server.ts'

export type GateChange = { employeeId: string; employeeNumber: string; components: string[] }

/** What is of the day changes without the run: its gates are asked again. */
const rereads = (frame: RunFrame): boolean => frame.plan.gates.some(({ condition }) => isOfTheDay(condition))

/** The next people, and those of them for whom a gate now says something else of what the run pays them. */
export const gateChangesAfter = async (db: Reader, run: RunRow, after: string, count: number, now: Instant) => {
  if (!run.frame) throw new Error(`run ${run.id} has no frame`)
  if (!rereads(run.frame)) return { changes: [], last: null }
  const inputs = await inputsAfter(db, run.id, after, count)
  const ids = inputs.map(({ employeeId }) => employeeId)
  const certificates = byEmployee(await certificatesHeld(db, ids))
  const violations = byEmployee(await violationsOf(db, ids))
  const { timeZone } = await settingsOn(db, run.toOn)
  const then = contextOf(run.frame)
  const today = contextOf({ ...run.frame, asOf: dayOf(now, timeZone) })
  const changes = inputs.flatMap((stored): GateChange[] => {
    const fresh: EmployeeInput = {
      ...stored.input,
      certifications: certificates(stored.employeeId),
      violations: violations(stored.employeeId),
    }
    const components = run.frame?.plan.components
      .map(({ code }) => code)
      .filter((code) => outcome(then, code, stored.input) !== outcome(today, code, fresh))
    return components && components.length > 0 ? [{ ...who(stored), components }] : []
  })
  return { changes: await ofWhatIsPaid(db, run.id, changes), last: inputs.at(-1)?.employeeNumber ?? null }
}

/** Most gates are on the whole plan: they say something of components as well that a person's post has no part in. */
const ofWhatIsPaid = async (db: Reader, runId: string, changes: readonly GateChange[]): Promise<GateChange[]> => {
  const ids = changes.map(({ employeeId }) => employeeId)
  const linesOf = byEmployee(ids.length > 0 ? await linesPaying(db, runId, ids) : [])
  return changes.flatMap((change) => {
    const paid = new Set(
      linesOf(change.employeeId)
        .filter(hangsOnGates)
        .map(({ component }) => component),
    )
    const components = change.components.filter((code) => paid.has(code))
    return components.length > 0 ? [{ ...change, components }] : []
  })
}

const who = ({ employeeId, employeeNumber }: StoredInput) => ({ employeeId, employeeNumber })
const outcome = (context: ReturnType<typeof contextOf>, component: string, input: EmployeeInput): string => {
  const { factor, heldBy } = gatesOn(context, component, input)
  return canonical([factor.toFixed(), heldBy])
}

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
