import { expect, it } from 'vitest'
import { translator } from '#app/i18n/words.server.ts'
import { readPlan } from '#app/incentives/plans/plan.form.ts'
import type { IncentivePlan } from '#app/incentives/plans/plan.ts'
import { fieldText, lintFaults, typedFaults, withFields } from '#app/incentives/plans/plan-edit.ts'
import { planFaultCodes } from '#app/incentives/plans/plan-fault.ts'
import { locales } from '#app/kernel/words.ts'
import { timeZone } from '../support/database.ts'
import { plan as planWith } from './plans.ts'

it.each([
  ['CNY', 800_000, '8000.00'],
  ['JPY', 800_000, '800000'],
  ['KWD', 800_500, '800.500'],
])('an amount in %s is edited with the digits of its currency', (currency, minor, text) =>
  expect(fieldText('baseMinor', minor, currency)).toBe(text),
)

it.each([
  ['CNY', '8,000.5', 800_050],
  ['CNY', '-12', -1_200],
  ['JPY', '8000', 8_000],
  // What would have to be rounded, or is beyond all money, stays as it was typed for the schema to refuse.
  ['CNY', '12.345', '12.345'],
  ['JPY', '0.5', '0.5'],
  ['CNY', '99999999999999999999', '99999999999999999999'],
  ['CNY', 'much', 'much'],
])('an amount in %s typed as %s is put back as %s', (currency, typed, put) => {
  const plan = { currency, caps: { componentMinor: 1 } } as unknown as IncentivePlan
  expect(withFields(plan, { caps: { componentMinor: typed } })).toMatchObject({ caps: { componentMinor: put } })
})

it('posts chosen from a list replace those that stood there, and none at all is a choice too', () => {
  const draft = planWith({ population: { posts: ['teller', 'head'] } })
  const chosen = (posts: unknown) => withFields(draft, { population: { posts } })
  expect(chosen(['head', 'clerk', 'driver'])).toMatchObject({ population: { posts: ['head', 'clerk', 'driver'] } })
  expect(chosen('')).toMatchObject({ population: { posts: [] } })
  // As the chooser sends it: nothing first, for the case that nothing follows.
  expect(chosen(['', 'clerk'])).toMatchObject({ population: { posts: ['clerk'] } })
  // A list of rows is still filled row by row.
  const rows = withFields(draft, { components: [{ targets: [{ percent: '30' }] }] })
  expect(rows).toMatchObject({ components: [{ code: 'bonus', targets: [{ percent: '30' }] }] })
})

it('says of a figure that cannot be read what is wrong with it, by the name of its field', () => {
  const draft = planWith({ caps: { components: [{ component: 'bonus', mostMinor: 100 }] } })
  const faultsOf = (fields: Record<string, unknown>, has: (name: string) => boolean = () => true) => {
    const read = readPlan(withFields(draft, fields))
    return read.ok ? null : typedFaults(read.error.detail ?? [], has)
  }
  expect(faultsOf({})).toBeNull()
  expect(faultsOf({ components: [{ targets: [{ percent: 'abc' }] }] })).toEqual({
    'components.0.targets.0.percent': 'not-a-number',
  })
  expect(faultsOf({ caps: { components: [{ mostMinor: 'much' }] } })).toEqual({
    'caps.components.0.mostMinor': 'not-an-amount',
  })
  expect(faultsOf({ period: { from: '' } })).toEqual({ 'period.from': 'not-a-date' })
  // What no field of the form can mend is said of the plan.
  expect(faultsOf({ period: { from: '' } }, () => false)).toEqual({ form: 'not-a-date' })
  // A number of a list that is typed in one field is wrong in that field.
  const parts = [{ path: '$.deferral[0].parts[1]', code: 'invalid_type', reason: '' }]
  expect(typedFaults(parts, (name) => name === 'deferral.0.parts')).toEqual({ 'deferral.0.parts': 'not-a-number' })
  expect(faultsOf({ period: { months: '2' } })).toEqual({ 'period.months': 'months-do-not-fit' })
  expect(faultsOf({ payment: { day: '32' } })).toEqual({ 'payment.day': 'out-of-range' })
  expect(faultsOf({ tables: [{}, { rows: [{}, { from: '50' }] }] })).toEqual({
    'tables.1.rows.1.from': 'not-ascending',
  })
})

it('what the regulator forbids is pointed at where it was typed: at its figure, or at the first of its row', () => {
  const names = ['deferral.0.percent', 'deferral.0.parts', 'caps.0.mostMinor', 'caps.annual.ratio']
  expect(lintFaults(['$.deferral[0]', '$.caps.annual.ratio'], names)).toEqual({
    'deferral.0.percent': 'lint-error',
    'caps.annual.ratio': 'lint-error',
  })
  // What the plan does not have at all has no field.
  expect(lintFaults(['$.deferral', '$.caps', '$.examples', '$.deferral[10]'], names)).toEqual({})
})

it.each(locales)('every fault of a plan has its words in %s', (locale) => {
  const t = translator(locale, 'incentives', timeZone)
  const common = translator(locale, 'ui', timeZone)
  const known = (code: string) => t.has(`errors.${code}`) || common.has(`errors.${code}`)
  expect([...planFaultCodes, 'out-of-range', 'lint-error'].filter((code) => !known(code))).toEqual([])
})
