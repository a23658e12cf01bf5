/** Where the figures of a statement came from: the file and row of each product credit, and pages that show the rest. */
import { and, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { findPerson } from '#app/organisation/people.server.ts'
import { paths } from '#app/paths.ts'
import { appraisalOf } from '#app/performance/appraisals/appraisals.server.ts'
import type { Reader } from '#db/client.server.ts'
import { productCredits } from '#db/schema/incentives.ts'
import type { ExplainedLine } from './run-result.ts'
import type { StepSources } from './step-source.ts'

/**
 * The lines with day, file and row of each credit, as they stood when the run was calculated: a credit that was taken
 * back later was paid all the same.
 */
export const withCreditRows = async <Line extends ExplainedLine>(
  db: Reader,
  employeeId: string,
  lines: readonly Line[],
  calculatedAt: Instant | null,
): Promise<Line[]> => {
  const deals = lines.flatMap(({ steps }) => steps.flatMap(({ rule, label }) => (rule === 'credit' ? [label] : [])))
  if (deals.length === 0) return [...lines]
  const then = calculatedAt ?? Number.MAX_SAFE_INTEGER
  const found = await db
    .select({
      deal: productCredits.deal,
      product: productCredits.product,
      on: productCredits.creditedOn,
      file: productCredits.fileName,
      row: productCredits.sourceRow,
    })
    .from(productCredits)
    .where(
      and(
        eq(productCredits.employeeId, employeeId),
        inArray(productCredits.deal, [...new Set(deals)]),
        lte(productCredits.recordedAt, then),
        or(isNull(productCredits.withdrawnAt), gt(productCredits.withdrawnAt, then)),
      ),
    )
  const rows = new Map(found.map(({ deal, product, on, file, row }) => [`${deal} ${product}`, { on, file, row }]))
  return lines.map((line) => ({
    ...line,
    steps: line.steps.map((step) => ({
      ...step,
      inputs:
        step.rule === 'credit' ? { ...step.inputs, ...rows.get(`${step.label} ${step.inputs.product}`) } : step.inputs,
    })),
  }))
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
  const seesPerson = !isOwn && (await findPerson(db, actor, employeeId)) !== null
  return {
    appraisal: seesAppraisal ? paths.appraisal(appraisal.id) : null,
    assignments: isOwn ? paths.me() : seesPerson ? paths.employee(employeeId) : null,
    credits: can(actor, 'credit.list') ? paths.credits() : null,
    certificates: isOwn ? paths.certificates() : null,
  }
}
