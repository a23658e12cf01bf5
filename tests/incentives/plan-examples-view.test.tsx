import { renderToString } from 'react-dom/server'
import { IntlProvider } from 'use-intl'
import { expect, it } from 'vitest'
import { wordsOf } from '#app/i18n/words.server.ts'
import { FailingExamples } from '#app/incentives/plans/failing-examples.tsx'
import type { IncentivePlan } from '#app/incentives/plans/plan.ts'
import type { ComparedField, Difference } from '#app/incentives/plans/plan-examples.ts'
import { ExampleFaults } from '#app/incentives/plans/plan-examples-view.tsx'
import { plan as planWith } from './plans.ts'

const fields: readonly ComparedField[] = [
  'calculatedMinor',
  'awardedMinor',
  'payableMinor',
  'heldMinor',
  'deferredMinor',
  'forfeitedMinor',
  'cutMinor',
]

it.each(['zh-CN', 'en'] as const)('in %s an example names the component and the figure that differ', (locale) => {
  const plan = planWith()
  const component = plan.components[0]
  if (!component) throw new Error('the plan has no component')
  const differences = fields.map(
    (field): Difference => ({ employee: 'E1', component: component.code, field, expected: 100, found: 200 }),
  )
  const html = renderToString(
    <IntlProvider locale={locale} timeZone="Asia/Shanghai" messages={wordsOf(locale, ['ui', 'incentives'])}>
      <ExampleFaults plan={plan} outcome={{ index: 0, passed: false, differences }} />
    </IntlProvider>,
  )
  const said = html.replaceAll('<!-- -->', '').replace(/<[^>]+>/g, ' ')
  expect(said).not.toMatch(/incentives\.|Minor/)
  expect(said).not.toContain(component.code)
  expect(said).toContain(locale === 'en' ? 'Deferred: expected' : '递延：预期')
})

it('an example that fails is a link to what differs, with the button that takes what the plan gives', () => {
  const plan = { ...planWith(), examples: [{ name: { en: 'Two tellers' } }] } as unknown as IncentivePlan
  const differences: Difference[] = [
    { employee: 'E1', component: 'x', field: 'payableMinor', expected: 100, found: 200 },
  ]
  const outcome = { index: 0, passed: false, differences }
  const html = renderToString(
    <IntlProvider locale="en" timeZone="Asia/Shanghai" messages={wordsOf('en', ['ui', 'incentives'])}>
      <FailingExamples plan={plan} outcomes={[outcome]} />
      <ExampleFaults plan={plan} outcome={outcome} form="document" />
    </IntlProvider>,
  )
  const [, id] = /<a href="#([\w-]+)">Two tellers<\/a>/.exec(html) ?? []
  const [, folded = ''] = html.split(`<div id="${id}">`)
  expect(folded).toContain('name="expect" value="0"')
  expect(html).toContain('One example does not give the expected result')
})
