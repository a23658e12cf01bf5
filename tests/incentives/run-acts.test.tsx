import { expect, it } from 'vitest'
import { RunActs } from '#app/incentives/runs/run-acts.tsx'
import { formIn, hiddenIn, pageOf, textOf } from '../support/page.tsx'

const page = (today: string) => {
  const run = { state: 'approved', outputDigest: 'd', currency: 'CNY', kind: 'regular', payOn: '2026-10-15' } as const
  const may = { prepare: false, approve: false, release: true }
  const Page = () => <RunActs run={run} may={may} totals={{ people: 366, payableMinor: 100 }} today={today} />
  return pageOf(Page, { words: ['incentives'] })
}
const acts = async (today: string) => textOf(await page(today))
const sentFrom = async (today: string) => hiddenIn(formIn(await page(today), 'release'), 'release')

it('a run whose pay day has passed says so where it is released, and is released all the same', async () => {
  const late = await acts('2026-11-30')
  expect(late).toContain('Its pay day, 15 Oct 2026, was 46 days ago.')
  expect(late).toContain('Release all the same')
  expect(await acts('2026-10-16')).toContain('was yesterday.')
  for (const text of [await acts('2026-10-15'), await acts('2026-09-30')]) {
    expect(text).not.toContain('Its pay day')
    expect(text).toContain('Release 366 statements')
  }
})

it('a release says whether it was told that the pay day has passed', async () => {
  expect(await sentFrom('2026-10-16')).toMatchObject({ isLateKnown: 'on' })
  expect(await sentFrom('2026-10-15')).not.toHaveProperty('isLateKnown')
})
