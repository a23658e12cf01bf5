/** Where a statement's figures came from: file and row of credits and unit scores, and pages that show the rest. */
import { and, eq } from 'drizzle-orm'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day, Instant } from '#app/kernel/day.ts'
import type { Step } from '#app/kernel/step.ts'
import { findPerson } from '#app/organisation/employees/people.server.ts'
import { unitByCode } from '#app/organisation/units/units.server.ts'
import { paths } from '#app/paths.ts'
import { appraisalOf } from '#app/performance/appraisals/appraisals.server.ts'
import { type Cycle, findCycle } from '#app/performance/cycles.server.ts'
import { sourcedScores } from '#app/performance/unit-scores.server.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader } from '#db/client.server.ts'
import { productCredits } from '#db/schema/incentives.ts'
import { stoodAt } from '../credits/credit-freezing.server.ts'
import type { ExplainedLine } from '../payout/run-result.ts'
import type { StepSources } from './step-source.ts'

/**
 * The lines with day, file and row of each credit, as they stood when the run was frozen: a credit that was taken back
 * later was paid all the same.
 */
export const withCreditRows = async <Line extends ExplainedLine>(
  db: Reader,
  employeeId: string,
  lines: readonly Line[],
  frozenAt: Instant | null,
): Promise<Line[]> => {
  const deals = lines.flatMap(({ steps }) => steps.flatMap(({ rule, label }) => (rule === 'credit' ? [label] : [])))
  if (deals.length === 0) return [...lines]
  const found = await db
    .select({
      deal: productCredits.deal,
      product: productCredits.product,
      volume: productCredits.volume,
      shareBp: productCredits.splitBp,
      on: productCredits.creditedOn,
      file: productCredits.fileName,
      row: productCredits.sourceRow,
    })
    .from(productCredits)
    .where(
      and(
        eq(productCredits.employeeId, employeeId),
        anyOf(productCredits.deal, [...new Set(deals)]),
        stoodAt(frozenAt),
      ),
    )
    .orderBy(productCredits.creditedOn, productCredits.id)
  // One person may have several rows of a deal: each step takes the next of its kind, in the order of the calculation.
  const rows = new Map<string, CreditRowShown[]>()
  for (const { on, file, row, ...credit } of found)
    rows.set(keyOf(credit), [...(rows.get(keyOf(credit)) ?? []), { on, file, row }])
  const sourced = (step: Step): Step => {
    if (step.rule !== 'credit') return step
    const { product, volume, shareBp } = step.inputs
    const row = rows.get(keyOf({ deal: step.label, product, volume, shareBp }))?.shift()
    return { ...step, inputs: { ...step.inputs, ...row } }
  }
  return lines.map((line) => ({ ...line, steps: line.steps.map(sourced) }))
}

type CreditRowShown = { on: Day; file: string | null; row: number | null }
const keyOf = (credit: Record<'deal' | 'product' | 'volume' | 'shareBp', unknown>): string =>
  JSON.stringify([credit.deal, credit.product, credit.volume, credit.shareBp])

/**
 * The lines with the source of each unit's score, for a score that still stands as it was frozen: one that was
 * changed since tells where the new figure came from, not this one.
 */
export const withUnitScores = async <Line extends ExplainedLine>(
  db: Reader,
  cycle: Cycle | null,
  lines: readonly Line[],
  frozenAt: Instant | null,
): Promise<Line[]> => {
  const isScored = ({ rule }: Step) => rule === 'unit-multiplier'
  const codes = lines.flatMap(({ steps }) => steps.filter(isScored).map(({ inputs }) => String(inputs.unit)))
  if (!cycle || codes.length === 0) return [...lines]
  const then = frozenAt ?? Number.MAX_SAFE_INTEGER
  // A person belongs to one unit or two; a large bank has thousands.
  const ids = new Map<string, string>()
  for (const code of new Set(codes)) ids.set(code, (await unitByCode(db, code, cycle.toOn))?.id ?? '')
  const sources = await sourcedScores(db, cycle.id, [...ids.values()])
  const sourced = (step: Step): Step => {
    const source = isScored(step) ? sources.get(ids.get(String(step.inputs.unit)) ?? '') : undefined
    if (!source || source.score !== step.inputs.score || source.recordedAt > then) return step
    const { file, row, note } = source
    return { ...step, inputs: { ...step.inputs, file, row, note } }
  }
  return lines.map((line) => ({ ...line, steps: line.steps.map(sourced) }))
}

/** Pages that show where a person's figures came from, as far as the actor may open them. */
export const sourcesFor = async (
  db: Reader,
  actor: Actor,
  { employeeId, cycleId }: { employeeId: string; cycleId: string | null },
): Promise<StepSources> => {
  const isOwn = actor.employeeId === employeeId
  const appraisal = cycleId === null ? null : await appraisalOf(db, cycleId, employeeId)
  const seesAppraisal = appraisal !== null && can(actor, 'appraisal.read-rating', appraisal)
  const cycle = cycleId === null ? null : await findCycle(db, cycleId)
  const seesPerson = !isOwn && (await findPerson(db, actor, employeeId)) !== null
  return {
    appraisal: seesAppraisal ? paths.appraisal(appraisal.id) : null,
    assignments: isOwn ? paths.me() : seesPerson ? paths.employee(employeeId) : null,
    credits: can(actor, 'credit.list') ? paths.credits() : null,
    certificates: isOwn ? paths.certificates() : null,
    unitScores: cycle && can(actor, 'cycle.read', cycle) ? paths.unitScores(cycle.id) : null,
  }
}
