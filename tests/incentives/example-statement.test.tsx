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
  const why = 'No final rating in this cycle, which a multiplier, a gate or a cap reads: Bonus was not calculated.'
  expect(said.map((each) => each.includes(why))).toEqual([true, false])
})
