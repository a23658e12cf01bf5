import { expect, it } from 'vitest'
import Appeals from '#app/performance/screens/appeals.tsx'
import { clock } from '../support/database.ts'
import { pageOf, textOf } from '../support/page.tsx'

const appeal = {
  ...{ id: 'apl_1', appraisalId: 'apr_1', employeeId: 'emp_1', name: 'Lin', cycleName: { en: 'Q3' } },
  ...{ score: '88', rating: 'B', reason: 'Two sales are missing', appealedAt: clock.now, answeredAt: null },
  ...{ outcome: null, answer: null, revision: 1 },
  bands: [
    { rating: 'A', name: { en: 'Outstanding' } },
    { rating: 'C', name: { en: 'Solid' } },
  ],
}
const shown = async (mayAnswer: boolean) =>
  textOf(await pageOf(Appeals, { words: ['performance'], loaded: { appeals: [{ ...appeal, mayAnswer }] } }))

it('an appeal says why whoever had a part in the result is not asked to answer it', async () => {
  expect(await shown(false)).toContain('so somebody else answers')
  expect(await shown(true)).not.toContain('so somebody else answers')
})

it('the new rating is chosen among those of the template, and need not be', async () => {
  const text = await shown(true)
  expect(text).toContain('As recalculated A · Outstanding C · Solid')
})
