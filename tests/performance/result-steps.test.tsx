import { renderToString } from 'react-dom/server'
import { IntlProvider } from 'use-intl'
import { expect, it } from 'vitest'
import { wordsOf } from '#app/i18n/words.server.ts'
import type { Step } from '#app/kernel/step.ts'
import { ResultSteps } from '#app/performance/appraisals/result-steps.tsx'
import { textOf } from '../support/page.tsx'

const shown = (locale: 'en' | 'zh-CN', step: Step): string =>
  textOf(
    renderToString(
      <IntlProvider locale={locale} timeZone="Asia/Shanghai" messages={wordsOf(locale, ['ui', 'performance'])}>
        <ResultSteps steps={[step]} lines={[]} />
      </IntlProvider>,
    ),
  )

it('numbers are read in groups, exact to their last digit, and what people wrote as they wrote it', () => {
  const inputs = { actual: '3792', target: '-1234567.5', floor: '0', cap: '120' }
  const linear = shown('en', { label: 'deposits', rule: 'curve-linear', inputs, result: '95.10' })
  expect(linear).toContain('3,792 against a target of −1,234,567.5, between 0 and 120: 95.10 points')
  const one = shown('en', { label: 'deposits', rule: 'curve-linear', inputs, result: '1' })
  expect(one).toMatch(/: 1 +point(?!s)/)
  const moved = { label: '0', rule: 'rating-calibrated', inputs: { from: 'B', reason: '2026' }, result: 'A' }
  expect(shown('zh-CN', moved)).toMatch(/(?<!,)2026/)
})

it.each([
  ['zh-CN', '合计 9,512.81 ÷ 计入权重 100（%）= 95.1281'],
  ['en', 'add up to 9,512.81, divided by the counted weight of 100%: 95.1281'],
] as const)('in %s a score is summed in the weights that everyone reads', (locale, words) => {
  const inputs = { days: 90, weightedPoints: '951281', countedBp: 10_000, presentBp: 10_000, wholeBp: 10_000 }
  const text = shown(locale, { label: '0', rule: 'part-score', inputs, result: '95.1281' })
  expect(text.replace(/\s+/g, ' ').replace(/ (?=[）])/g, '')).toContain(words)
})
