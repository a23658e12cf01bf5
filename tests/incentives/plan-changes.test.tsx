import { expect, it } from 'vitest'
import type { IncentivePlan } from '#app/incentives/plans/plan.ts'
import { planChanges } from '#app/incentives/plans/plan-changes.ts'
import { PlanChanges } from '#app/incentives/plans/plan-changes-view.tsx'
import { pageOf, textOf } from '../support/page.tsx'
import { wholePlan } from './whole-plan.ts'

const before = wholePlan()
const [bonus, shared, cards, honours] = before.components
const changed = (more: Partial<IncentivePlan>) => planChanges(before, { ...before, ...more })

it('nothing is said of a plan that decides the same under another name, with other examples', () => {
  expect(changed({})).toEqual([])
  expect(changed({ name: { en: 'another' }, code: 'another' })).toEqual([])
  expect(changed({ tables: before.tables.map((table) => ({ ...table, name: { en: 'another' } })) })).toEqual([])
})

it('a figure is said at its place with what it was', () => {
  expect(changed({ payment: { monthsAfter: 1, day: 15 } })).toEqual([
    { place: ['payment', 'day'], isWhole: false, before: 20, after: 15 },
  ])
  expect(changed({ unpaidAbsences: ['unpaid'] })).toEqual([
    { place: ['unpaidAbsences'], isWhole: false, before: ['unpaid', 'sick'], after: ['unpaid'] },
  ])
  // Chosen in another order it is the same choice.
  expect(changed({ unpaidAbsences: ['sick', 'unpaid'] })).toEqual([])
  const { minimumDays: _, ...population } = before.population
  expect(changed({ population })).toEqual([
    { place: ['population', 'minimumDays'], isWhole: false, before: 30, after: undefined },
  ])
})

it('a part is known by its code wherever it stands, and is said once where all of it came or went', () => {
  if (!bonus || !shared || !cards || !honours) throw new Error('the plan has four components')
  expect(changed({ components: [shared, bonus, honours, cards] })).toEqual([])
  const gone = changed({ components: [bonus, shared, cards] })
  expect(gone).toHaveLength(1)
  expect(gone[0]).toMatchObject({ place: ['components', 'honours'], isWhole: true, after: undefined })
  const moon = { honour: 'moon', name: { en: 'Moon' }, minor: 1 }
  const awarded = honours.kind === 'honour-award' ? { ...honours, awards: [moon, ...honours.awards] } : honours
  expect(changed({ components: [bonus, shared, cards, awarded] })).toMatchObject([
    { place: ['components', 'honours', 'awards', 'moon'], isWhole: true, before: undefined },
  ])
  const [rule] = before.deferral
  const added = changed({ deferral: rule ? [rule, { ...rule, riskClass: 'senior' }] : [] })
  expect(added).toHaveLength(1)
  expect(added[0]).toMatchObject({ place: ['deferral', 'senior'], isWhole: true, before: undefined })
})

it('is read in words', async () => {
  const after = wholePlan()
  const plan: IncentivePlan = {
    ...after,
    components: [bonus, shared, cards].flatMap((each) =>
      each?.kind === 'target-bonus'
        ? { ...each, targets: [{ posts: ['head'], percent: '35' }, { percent: '20' }] }
        : (each ?? []),
    ),
    caps: { ...after.caps, annual: { ratio: '2.5' } },
    deferral: [{ riskClass: 'risk', percent: '45', parts: [1, 1, 2], everyMonths: 12 }],
  }
  const names = { bonus: { en: 'Bonus' }, honours: { en: 'Honours' } }
  const text = textOf(
    await pageOf(() => <PlanChanges before={{ version: 3, definition: before }} plan={plan} names={names} />, {
      words: ['incentives', 'organisation'],
    }),
  )
  expect(text).toContain('5 changes since version 3')
  expect(text).toContain('Bonus · row 1 · Percent 30 35')
  expect(text).toContain('Caps · Ratio 3 2.5')
  expect(text).toMatch(/Deferral · \S+ risk · Percent 40 45 Deferral · \S+ risk · Instalments 1, 1, 1 1, 1, 2/)
  expect(text).toContain('Honours the whole clause —')
})
