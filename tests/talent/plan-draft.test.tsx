import { expect, it } from 'vitest'
import { PlanDraft } from '#app/talent/plan-draft.tsx'
import { pageOf } from '../support/page.tsx'

it('a development plan leads nowhere until somebody has chosen the post', async () => {
  const posts = [{ id: 'pst_branch-head', name: { en: 'Branch head' } }]
  const Draft = () => <PlanDraft posts={posts} today="2026-10-01" until="2027-09-30" />
  const html = await pageOf(Draft, { words: ['talent'] })
  expect(html).toMatch(/<select[^>]*name="targetPostId"[^>]*><option value=""[^>]*>Choose…/)
  expect(html).not.toMatch(/<option value="pst_branch-head" selected/)
})
