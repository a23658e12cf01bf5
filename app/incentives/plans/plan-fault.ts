/** What makes a plan unfit to calculate with, with the place in it. A draft may still have such faults. */
import { addDays, addMonths } from '#app/kernel/day.ts'
import { decimal } from '#app/kernel/decimal.ts'
import type { RuleFault } from '#app/kernel/json-path.ts'
import { exampleFaults } from './example-fault.ts'
import { type IncentivePlan, resultsOf } from './plan.ts'

/** Each has its words in the language files: a fault is said at the field that it is in. */
export const planFaultCodes = [
  'ends-before-it-begins',
  'months-do-not-fit',
  'no-component',
  'stands-twice',
  'no-such-table',
  'unit-has-no-rating',
  'no-such-pool',
  'pool-shared-twice',
  'pool-unused',
  'first-tier-not-zero',
  'not-ascending',
  'no-such-component',
  'factor-not-below-one',
  'cap-without-limit',
  'component-has-no-target',
  'no-such-result',
  'no-such-unit',
] as const
export type SayFault = (path: RuleFault['path'], code: (typeof planFaultCodes)[number], reason: string) => void

export const planFaults = (plan: IncentivePlan): RuleFault[] => {
  const faults: RuleFault[] = []
  const say: SayFault = (path, code, reason) => faults.push({ path, code, reason })
  if (plan.period.to < plan.period.from)
    say(['period', 'to'], 'ends-before-it-begins', 'the period ends before it begins')
  else if (plan.period.to !== addDays(addMonths(plan.period.from, plan.period.months), -1))
    say(
      ['period', 'months'],
      'months-do-not-fit',
      `from ${plan.period.from} to ${plan.period.to} is not ${plan.period.months} months`,
    )
  if (plan.components.length === 0) say(['components'], 'no-component', 'a plan needs at least one component')
  for (const list of ['components', 'tables', 'pools', 'gates'] as const) twice(plan[list], [list], say)
  componentFaults(plan, say)
  tableFaults(plan, say)
  gateFaults(plan, say)
  for (const [index, rule] of plan.deferral.entries())
    if (plan.deferral.findIndex((each) => each.riskClass === rule.riskClass) < index)
      say(['deferral', index, 'riskClass'], 'stands-twice', `${rule.riskClass} has two deferral rules`)
  return [...faults, ...exampleFaults(plan)]
}

const twice = (list: readonly { code: string }[], path: RuleFault['path'], say: SayFault): void => {
  for (const [index, { code }] of list.entries())
    if (list.findIndex((each) => each.code === code) < index)
      say([...path, index, 'code'], 'stands-twice', `the code ${code} stands twice`)
}

const componentFaults = (plan: IncentivePlan, say: SayFault): void => {
  const pools = new Set<string>()
  for (const [index, component] of plan.components.entries()) {
    const at = ['components', index]
    const table = (field: 'unitTable' | 'individualTable', code: string | undefined) => {
      const found = plan.tables.find((each) => each.code === code)
      if (code !== undefined && !found) say([...at, field], 'no-such-table', `there is no table ${code}`)
      if (field === 'unitTable' && found?.kind === 'rating')
        say([...at, field], 'unit-has-no-rating', 'a unit has a score, not a rating')
    }
    if (component.kind === 'target-bonus') table('unitTable', component.unitTable)
    if (component.kind === 'target-bonus' || component.kind === 'pool-share')
      table('individualTable', component.individualTable)
    if (component.kind === 'pool-share') {
      if (!plan.pools.some((pool) => pool.code === component.pool))
        say([...at, 'pool'], 'no-such-pool', `there is no pool ${component.pool}`)
      if (pools.has(component.pool))
        say([...at, 'pool'], 'pool-shared-twice', `the pool ${component.pool} is shared by two components`)
      pools.add(component.pool)
    }
    if (component.kind === 'piece-rate')
      for (const [each, product] of component.products.entries()) {
        const where = [...at, 'products', each]
        if (component.products.findIndex((other) => other.product === product.product) < each)
          say([...where, 'product'], 'stands-twice', `the product ${product.product} stands twice`)
        ascending(product.tiers, [...where, 'tiers'], say)
        if (product.tiers[0] && !decimal(product.tiers[0].from).isZero())
          say([...where, 'tiers', 0, 'from'], 'first-tier-not-zero', 'the first tier begins at 0')
      }
  }
  for (const [index, pool] of plan.pools.entries()) {
    if (!pools.has(pool.code)) say(['pools', index], 'pool-unused', `no component shares the pool ${pool.code}`)
    // The second of them would take weight and give nobody anything.
    for (const [row, { unit }] of (pool.units ?? []).entries())
      if (pool.units?.findIndex((each) => each.unit === unit) !== row)
        say(['pools', index, 'units', row, 'unit'], 'stands-twice', `the unit ${unit} stands twice`)
  }
}

const ascending = (rows: readonly { from: string }[], path: RuleFault['path'], say: SayFault): void => {
  for (const [index, row] of rows.entries()) {
    const before = rows[index - 1]
    if (before && decimal(before.from).gte(row.from))
      say([...path, index, 'from'], 'not-ascending', `${row.from} must lie above ${before.from}`)
  }
}

const tableFaults = (plan: IncentivePlan, say: SayFault): void => {
  for (const [index, table] of plan.tables.entries()) {
    const path = ['tables', index, 'rows']
    if (table.kind !== 'rating') ascending(table.rows, path, say)
    else
      for (const [row, { rating }] of table.rows.entries())
        if (table.rows.findIndex((each) => each.rating === rating) < row)
          say([...path, row, 'rating'], 'stands-twice', `the rating ${rating} stands twice`)
  }
}

const gateFaults = (plan: IncentivePlan, say: SayFault): void => {
  const component = (code: string, path: RuleFault['path']) => {
    if (!plan.components.some((each) => each.code === code))
      say(path, 'no-such-component', `there is no component ${code}`)
  }
  for (const [index, gate] of plan.gates.entries()) {
    for (const [each, code] of (gate.components ?? []).entries()) component(code, ['gates', index, 'components', each])
    if (gate.effect === 'reduce' && (gate.factor === undefined || decimal(gate.factor).gt(1)))
      say(['gates', index, 'factor'], 'factor-not-below-one', 'a gate that reduces needs a factor from 0 to 1')
  }
  for (const [index, cap] of plan.caps.components.entries()) {
    component(cap.component, ['caps', 'components', index, 'component'])
    if (cap.mostMinor === undefined && cap.mostPercentOfTarget === undefined)
      say(['caps', 'components', index], 'cap-without-limit', 'a cap needs mostMinor or mostPercentOfTarget')
    const capped = plan.components.find((each) => each.code === cap.component)
    if (cap.mostPercentOfTarget !== undefined && (capped?.kind === 'piece-rate' || capped?.kind === 'honour-award'))
      say(
        ['caps', 'components', index, 'mostPercentOfTarget'],
        'component-has-no-target',
        `${cap.component} has no target`,
      )
  }
}

/** Every result that the plan reads: the frame must hand them in. */
export const resultsRead = (plan: IncentivePlan): string[] => {
  const read = [
    ...plan.pools.flatMap(({ funding }) => (funding.kind === 'rate' ? [funding.result] : [])),
    ...plan.gates.flatMap((gate) => resultsOf(gate.condition)),
    ...plan.caps.components.flatMap((cap) => resultsOf(cap.unless)),
  ]
  return [...new Set(read)].sort()
}
