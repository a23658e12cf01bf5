/** What a plan pays a person next: for which cycle, on which day it is planned, and how far that is. */
import type { Day, Instant } from '#app/kernel/day.ts'
import type { Words } from '#app/kernel/words.ts'
import type { IncentivePlan } from '../plans/plan.ts'
import { monthsTouched, payDay } from '../runs/pay-period.ts'
import { type RunFacts, stateOfRun } from '../runs/run.ts'

/** The cycle runs; its results are awaited, or final; then the run is calculated, checked, and approved for release. */
export type PayStanding = 'under-way' | 'appraised' | 'final' | 'calculating' | 'checking' | 'approved'

type Part = { postCode: string; unitPath: string; currency: string }

/** Whether the plan takes in whoever holds this part, as far as post, unit and currency say. */
export const takesIn = (plan: IncentivePlan, part: Part): boolean => {
  const { posts, units } = plan.population
  const above = part.unitPath.split('/')
  return (
    part.currency === plan.currency &&
    (!posts || posts.includes(part.postCode)) &&
    (!units || units.some((unit) => above.includes(unit))) &&
    plan.components.some((component) => !component.posts || component.posts.includes(part.postCode))
  )
}

export type PayCycle = { id: string; name: Words; fromOn: Day; toOn: Day; closedAt: Instant | null }
export type PayRun = RunFacts & { cycleId: string; toOn: Day; payOn: Day }
/** `cycle` is null where the bank has opened none yet. */
export type NextPay = {
  cycle: Pick<PayCycle, 'id' | 'name' | 'toOn'> | null
  standing: PayStanding | null
  payOn: Day | null
}

/**
 * The first cycle of the plan's length after those that are paid. One that closed before the plan was in force is none of
 * its: nobody prepares a run of it any more.
 */
export const nextPay = (
  { plan, activeFrom }: { plan: IncentivePlan; activeFrom: Day },
  cycles: readonly PayCycle[],
  runs: readonly PayRun[],
  today: Day,
): NextPay => {
  const paidTo = runs.filter((run) => run.releasedAt !== null).map((run) => run.toOn)
  const last = paidTo.sort().at(-1) ?? ''
  const openRun = (cycle: PayCycle) =>
    runs.find((run) => run.cycleId === cycle.id && run.releasedAt === null && run.cancelledAt === null)
  const next = [...cycles]
    .filter(({ fromOn, toOn }) => monthsTouched(fromOn, toOn) === plan.period.months && toOn > last)
    .filter((cycle) => cycle.closedAt === null || cycle.toOn >= activeFrom || openRun(cycle))
    .sort((a, b) => (a.toOn < b.toOn ? -1 : 1))[0]
  if (!next) return { cycle: null, standing: null, payOn: null }
  const run = openRun(next)
  const { id, name, toOn } = next
  return {
    cycle: { id, name, toOn },
    standing: run ? standingOfRun(run) : standingOfCycle(next, today),
    payOn: run?.payOn ?? payDay(plan, toOn),
  }
}

const standingOfCycle = ({ toOn, closedAt }: PayCycle, today: Day): PayStanding => {
  if (closedAt !== null) return 'final'
  return today <= toOn ? 'under-way' : 'appraised'
}

const standingOfRun = (run: RunFacts): PayStanding => {
  const state = stateOfRun(run)
  if (state === 'approved') return 'approved'
  return state === 'submitted' ? 'checking' : 'calculating'
}
