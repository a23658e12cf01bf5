/** A statement's lines in the order of the plan's components, on the screen and on paper alike. */
import type { ExplainedLine } from '../payout/run-result.ts'

/** `names` by component code, in the plan's order; what the plan does not have, carried from an earlier one, comes first. */
export const inPlanOrder = (
  lines: readonly ExplainedLine[],
  names: Readonly<Record<string, unknown>>,
): ExplainedLine[] => {
  const order = Object.keys(names)
  return [...lines].sort((a, b) => order.indexOf(a.component) - order.indexOf(b.component))
}
