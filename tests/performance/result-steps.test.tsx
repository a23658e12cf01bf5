import { renderToString } from 'react-dom/server'
import { IntlProvider } from 'use-intl'
import { expect, it } from 'vitest'
import { wordsOf } from '#app/i18n/words.server.ts'
import { ResultSteps } from '#app/performance/appraisals/result-steps.tsx'
import { textOf } from '../support/page.tsx'

it.each([
  ['zh-CN', '合计 9512.81 ÷ 计入权重 100（%）= 95.1281'],
  ['en', 'add up to 9512.81, divided by the counted weight of 100%: 95.1281'],
] as const)('in %s a score is summed in the weights that everyone reads', (locale, words) => {
  const inputs = { days: 90, weightedPoints: '951281', countedBp: 10_000, presentBp: 10_000, wholeBp: 10_000 }
  const html = renderToString(
    <IntlProvider locale={locale} timeZone="Asia/Shanghai" messages={wordsOf(locale, ['ui', 'performance'])}>
      <ResultSteps steps={[{ label: '0', rule: 'part-score', inputs, result: '95.1281' }]} lines={[]} />
    </IntlProvider>,
  )
  expect(
    textOf(html)
      .replace(/\s+/g, ' ')
      .replace(/ (?=[）])/g, ''),
  ).toContain(words)
})
