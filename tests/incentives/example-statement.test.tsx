import { expect, it } from 'vitest'
import { ExampleStatement } from '#app/incentives/plans/example-statement.tsx'
import { peopleOfExamples, runExamples } from '#app/incentives/plans/plan-examples.ts'
import { pageOf, textOf } from '../support/page.tsx'
import { employee, plan as planWith, setting } from './plans.ts'

it('the statement of an example says what was not calculated for the person, and why', async () => {
  const employees = [employee('E1', { appraisal: undefined }), employee('E2')]
  const condition = { kind: 'rating-in' as const, ratings: ['A', 'B'] }
  const plan = planWith({
    gates: [{ code: 'rated', name: { en: 'Rated' }, condition, effect: 'forfeit' }],
    components: [{ kind: 'target-bonus', code: 'bonus', name: { en: 'Bonus' }, targets: [{ percent: '20' }] }],
    examples: [{ name: { en: 'Two tellers' }, setting: setting(), employees, expected: [] }],
  })
  const said = await Promise.all(
    peopleOfExamples(plan, runExamples(plan)).map(async (person) =>
      textOf(
        await pageOf(
          () => <ExampleStatement plan={plan} person={person} names={{}} planTitle="" line={null} isBehind={false} />,
          { words: ['incentives'] },
        ),
      ),
    ),
  )
  const why = 'No final rating in this cycle, which a multiplier, a gate or a cap reads. Not calculated: Bonus.'
  expect(said.map((each) => each.includes(why))).toEqual([true, false])
})

it.each([
  ['en', 'reads. Not calculated: Bonus, Honour, Pool.'],
  ['zh-CN', '以此为条件，“Bonus”、“Honour”、“Pool”未计算。'],
] as const)('in %s what several components lack alike is said once, of all of them', async (locale, why) => {
  const components = ['Bonus', 'Honour', 'Pool'].map((name) => ({
    ...{ kind: 'target-bonus' as const, code: name.toLowerCase(), name: { en: name } },
    targets: [{ percent: '20' }],
  }))
  const condition = { kind: 'rating-in' as const, ratings: ['A', 'B'] }
  const employees = [employee('E1', { appraisal: undefined })]
  const plan = planWith({
    gates: [{ code: 'rated', name: { en: 'Rated' }, condition, effect: 'forfeit' }],
    components,
    examples: [{ name: { en: 'A teller' }, setting: setting(), employees, expected: [] }],
  })
  const [person] = peopleOfExamples(plan, runExamples(plan))
  if (!person) throw new Error('nobody')
  const said = textOf(
    await pageOf(
      () => <ExampleStatement plan={plan} person={person} names={{}} planTitle="" line={null} isBehind={false} />,
      { words: ['incentives'], locale },
    ),
  )
  expect(said.split(why)).toHaveLength(2)
  expect(person.exceptions).toHaveLength(1)
})
