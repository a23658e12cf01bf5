/** How an amount that gates hold stands before the run is there that would pay it, by the rule which that run asks. */
import type { Day } from '#app/kernel/day.ts'
import { areCleared, type GateFacts, isOfTheDay } from '../payout/gates.ts'
import type { Gate } from '../plans/plan.ts'

/** `next-run`: nothing of today holds it, and the ratings and results of the next run's own cycle decide. */
export type HeldStanding = 'met' | 'not-met' | 'next-run'

/** With the first gate that says so; none where the plan has lost the gates that held. */
export const heldStanding = (
  gates: readonly Gate[],
  asOf: Day,
  facts: Omit<GateFacts, 'appraisal'>,
): { standing: HeldStanding; gate?: Gate } => {
  const today = { frame: { asOf }, result: new Map() }
  const ofTheDay = gates.filter(({ condition }) => isOfTheDay(condition))
  const holding = ofTheDay.find((gate) => !areCleared([gate], today, facts))
  if (holding) return { standing: 'not-met', gate: holding }
  const deciding = gates.find((gate) => !ofTheDay.includes(gate))
  return deciding ? { standing: 'next-run', gate: deciding } : { standing: 'met', gate: gates[0] }
}
