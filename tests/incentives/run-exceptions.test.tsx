import { renderToString } from 'react-dom/server'
import { IntlProvider } from 'use-intl'
import { expect, it } from 'vitest'
import { wordsOf } from '#app/i18n/words.server.ts'
import { decideForm, returnForm } from '#app/incentives/runs/run.form.ts'
import { RunExceptions } from '#app/incentives/runs/run-exceptions.tsx'
import { textOf } from '../support/page.tsx'

it.each([
  ['zh-CN', '没有例外'],
  ['en', 'None: everyone'],
] as const)('in %s whoever checks a run reads that nobody is an exception', (locale, words) => {
  const html = renderToString(
    <IntlProvider locale={locale} timeZone="Asia/Shanghai" messages={wordsOf(locale, ['ui', 'incentives'])}>
      <RunExceptions count={0} exceptions={[]} names={{}} />
    </IntlProvider>,
  )
  expect(html).toContain(words)
})

it('what is said of many people is said once, with how many and who', () => {
  const said = { code: 'no-rating', severity: 'error', detail: { component: 'bonus' } } as const
  const html = renderToString(
    <IntlProvider locale="en" timeZone="Asia/Shanghai" messages={wordsOf('en', ['ui', 'incentives'])}>
      <RunExceptions
        count={4}
        exceptions={[
          { ...said, count: 3, people: ['S-001 Lin', 'S-002 Wu'] },
          { ...said, detail: { component: 'pool' }, count: 1, people: ['S-003 He'] },
        ]}
        names={{ bonus: { en: 'Bonus' }, pool: { en: 'Pool' } }}
      />
    </IntlProvider>,
  )
  const text = textOf(html)
  expect(text).toContain(
    'which a multiplier, a gate or a cap reads. Not calculated: Bonus. 3 people S-001 Lin, S-002 Wu, and 1 more',
  )
  expect(text).toContain(
    'S-003 He No final rating in this cycle, which a multiplier, a gate or a cap reads. Not calculated: Pool.',
  )
})

it('a run is approved without a reason, and returned with one that is asked for at its field', () => {
  const sent = { outputDigest: '0'.repeat(64), reason: ' ' }
  expect(decideForm.safeParse(sent).success).toBe(true)
  expect(returnForm.safeParse(sent).error?.issues).toMatchObject([{ path: ['reason'], message: 'reason-required' }])
})
