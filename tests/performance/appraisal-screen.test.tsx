import { expect, it } from 'vitest'
import AppraisalPage from '#app/performance/screens/appraisal.tsx'
import { today } from '../support/database.ts'
import { pageOf } from '../support/page.tsx'

const mayNothing = { selfReview: false, acknowledge: false, appeal: false, withdraw: false }
const loaded = {
  cycle: { id: 'cyc_1', name: { en: 'Q3' }, windows: [], closedAt: null },
  person: { id: 'emp_1', name: 'Lin' },
  ...{ managerName: null, state: 'open', result: null, parts: [], bands: [], appeals: [], today },
  appraisal: {
    ...{ score: null, finalRating: null, bandRating: null, calibrationReason: null, acknowledgementNote: null },
    ...{ selfReviewedAt: null, managerReviewedAt: null, publishedAt: null, acknowledgedAt: null },
    ...{ selfComment: null, managerComment: null },
  },
  ...{ isSelf: true, showsResult: false },
}
const shown = (may: Partial<typeof mayNothing>) =>
  pageOf(AppraisalPage, { words: ['performance'], loaded: { ...loaded, may: { ...mayNothing, ...may } } })

it.each([
  [{ selfReview: true }, 'self-review', 'Write your self review'],
  [{ acknowledge: true }, 'answer', 'Give your answer'],
])('an appraisal with something to do leads there from its head: %o', async (may, place, words) => {
  const html = await shown(may)
  const head = /<header[\s\S]*?<\/header>/.exec(html)?.[0] ?? ''
  expect(head).toMatch(new RegExp(`<a [^>]*href="[^"]*#${place}"[^>]*>${words}</a>`))
  expect(html).toContain(`<section id="${place}"`)
})

it('an appraisal with nothing to do leads nowhere', async () => {
  expect(await shown({})).not.toMatch(/href="[^"]*#/)
})
