import { expect, it } from 'vitest'
import type { IncentivePlan } from '#app/incentives/plans/plan.ts'
import { planFaults } from '#app/incentives/plans/plan-fault.ts'
import { wholePlan } from './whole-plan.ts'

const whole = wholePlan()
const faults = (more: Partial<IncentivePlan>) =>
  planFaults({ ...whole, ...more }).map(({ path, code }) => `${path.join('.')} ${code}`)

it('a plan that uses everything there is has none', () => expect(faults({})).toEqual([]))

it('a unit takes its part of a pool once', () => {
  const pools = whole.pools.map((pool) => ({ ...pool, units: [...(pool.units ?? []), { unit: 'B1', weight: '1' }] }))
  expect(faults({ pools })).toEqual(['pools.0.units.2.unit stands-twice'])
})

it('what has no target is not capped by a part of it', () => {
  const capped = (component: string) => faults({ caps: { components: [{ component, mostPercentOfTarget: '100' }] } })
  expect(capped('bonus')).toEqual([])
  for (const component of ['cards', 'honours'])
    expect(capped(component)).toEqual(['caps.components.0.mostPercentOfTarget component-has-no-target'])
})

it('a gate that reduces has a factor from 0 to 1', () => {
  const reducedBy = (factor: string) =>
    faults({ gates: whole.gates.map((gate) => (gate.effect === 'reduce' ? { ...gate, factor } : gate)) })
  expect([reducedBy('0'), reducedBy('1')]).toEqual([[], []])
  expect(reducedBy('1.01')).toEqual(['gates.2.factor factor-not-below-one'])
})
