/** Gates read again before a release: for whom they say something else now of what the run pays them. */
import { and, eq } from 'drizzle-orm'
import { canonical } from '#app/kernel/canonical.ts'
import { dayOf, type Instant } from '#app/kernel/day.ts'
import { certificatesHeld } from '#app/learning/certifications/certificates-held.server.ts'
import { settingsOn } from '#app/organisation/settings/settings.server.ts'
import { violationsOf } from '#app/performance/veto-events.server.ts'
import type { Reader } from '#db/client.server.ts'
import { runLines } from '#db/schema/incentives.ts'
import { areCleared, gatesOn, hangsOnGates, isOfTheDay } from '../payout/gates.ts'
import type { EmployeeInput, RunFrame } from '../payout/run-input.ts'
import { heldOf } from './carried.server.ts'
import type { RunRow } from './run-calculation.server.ts'
import { contextOf, type RunContext } from './run-context.ts'
import { byEmployee } from './run-facts.server.ts'
import { inputsAfter, type StoredInput } from './run-inputs.server.ts'
import { linesPaying } from './run-lines.server.ts'

export type GateChange = { employeeId: string; employeeNumber: string; components: string[] }

/** What is of the day changes without the run: its gates are asked again, and those of earlier runs of which it pays what they held. */
const rereads = async (db: Reader, { id, frame }: RunRow & { frame: RunFrame }): Promise<boolean> => {
  if (frame.plan.gates.some(({ condition }) => isOfTheDay(condition))) return true
  const held = db
    .select()
    .from(runLines)
    .where(and(eq(runLines.runId, id), eq(runLines.kind, 'held')))
    .limit(1)
  return (await held).length > 0
}

const isFrozen = (run: RunRow): run is RunRow & { frame: RunFrame } => run.frame !== null

/** The next people, and those of them for whom a gate now says something else of what the run pays them. */
export const gateChangesAfter = async (db: Reader, run: RunRow, after: string, count: number, now: Instant) => {
  if (!isFrozen(run)) throw new Error(`run ${run.id} has no frame`)
  const { frame } = run
  // Asked once: whoever comes back for the next ones was told to.
  if (after === '' && !(await rereads(db, run))) return { changes: [], last: null }
  const inputs = await inputsAfter(db, run.id, after, count)
  const ids = inputs.map(({ employeeId }) => employeeId)
  const certificates = byEmployee(await certificatesHeld(db, ids))
  const violations = byEmployee(await violationsOf(db, ids))
  const held = byEmployee(await heldOf(db, idsPaidHeld(inputs), run.currency))
  const { timeZone } = await settingsOn(db, run.toOn)
  const then = contextOf(frame)
  const today = contextOf({ ...frame, asOf: dayOf(now, timeZone) })
  const changes: GateChange[] = []
  const again: GateChange[] = []
  for (const stored of inputs) {
    const fresh: EmployeeInput = {
      ...stored.input,
      certifications: certificates(stored.employeeId),
      violations: violations(stored.employeeId),
    }
    const components = frame.plan.components
      .map(({ code }) => code)
      .filter((code) => outcome(then, code, stored.input) !== outcome(today, code, fresh))
    if (components.length > 0) changes.push({ ...who(stored), components })
    const paid = new Set(stored.input.held.map(({ source }) => source))
    const heldAgain = held(stored.employeeId).filter(
      ({ source, gates }) => paid.has(source) && !areCleared(gates, today, fresh),
    )
    if (heldAgain.length > 0) again.push({ ...who(stored), components: heldAgain.map(({ component }) => component) })
  }
  const found = together([...(await ofWhatIsPaid(db, run.id, changes)), ...again])
  return { changes: found, last: inputs.at(-1)?.employeeNumber ?? null }
}

const idsPaidHeld = (inputs: readonly StoredInput[]): string[] =>
  inputs.flatMap(({ employeeId, input }) => (input.held.length > 0 ? [employeeId] : []))

/** One change a person, with each component once. */
const together = (changes: readonly GateChange[]): GateChange[] => {
  const byPerson = new Map<string, GateChange>()
  for (const change of changes) {
    const components = [...(byPerson.get(change.employeeId)?.components ?? []), ...change.components]
    byPerson.set(change.employeeId, { ...change, components: [...new Set(components)] })
  }
  return [...byPerson.values()]
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
const outcome = (context: RunContext, component: string, input: EmployeeInput): string => {
  const { factor, heldBy } = gatesOn(context, component, input)
  return canonical([factor.toFixed(), heldBy])
}
