import { renderToString } from 'react-dom/server'
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from 'react-router-dom/server'
import { IntlProvider } from 'use-intl'
import { describe, expect, it } from 'vitest'
import { wordsOf } from '#app/i18n/words.server.ts'
import { changeOf } from '#app/incentives/runs/run-comparison.ts'
import { type RunComparisonProps, RunComparisonView } from '#app/incentives/runs/run-comparison-view.tsx'

const sent = async (props: RunComparisonProps, locale: 'zh-CN' | 'en'): Promise<string> => {
  const handler = createStaticHandler([{ path: '*', element: <RunComparisonView {...props} /> }])
  const context = await handler.query(new Request('http://bank.example/runs/run_2'))
  if (context instanceof Response) throw new Error('the page sent us elsewhere')
  return renderToString(
    <IntlProvider locale={locale} timeZone="Asia/Shanghai" messages={wordsOf(locale, ['ui', 'incentives'])}>
      <StaticRouterProvider
        router={createStaticRouter(handler.dataRoutes, context)}
        context={context}
        hydrate={false}
      />
    </IntlProvider>,
  )
}
/** What is read, without its markup; React parts texts that belong together with an empty comment. */
const read = (html: string) =>
  html
    .replaceAll('<!-- -->', '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

const run = { id: 'run_2', currency: 'CNY' } as const
const person = (n: number, now: number | null, before: number | null) => ({
  employeeId: `emp_${n}`,
  employeeNumber: `S-00${n}`,
  employeeName: `Person ${n}`,
  ...changeOf(now, before),
})
const comparison = {
  earlier: { id: 'run_1', name: { en: 'Q2 2026', 'zh-CN': '2026年第二季度' } },
  totals: {
    people: changeOf(12, 10),
    awarded: changeOf(1_250_00, 1_000_00),
    payable: changeOf(900_00, 1_000_00),
    deferred: changeOf(350_00, 0),
    held: changeOf(0, 0),
  },
  components: [
    { component: 'share', kind: 'component' as const, ...changeOf(1_250_00, 950_00) },
    { component: 'old', kind: 'vested' as const, ...changeOf(null, 50_00) },
  ],
  names: { share: { en: 'Pool share', 'zh-CN': '奖金包分配' } },
  changed: [person(1, 300_00, 100_00), person(2, null, 80_00)],
}

describe.each(['zh-CN', 'en'] as const)('the comparison of a run in %s', (locale) => {
  it('misses no word and needs no script', async () => {
    for (const props of [
      { run, comparison: { earlier: null }, isAsked: false },
      { run, comparison: { earlier: null, beside: 'USD' }, isAsked: false },
      { run, comparison, isAsked: false },
      { run, comparison, isAsked: true },
      { run, comparison: { ...comparison, changed: [] }, isAsked: true },
    ]) {
      const html = await sent(props, locale)
      expect(html).not.toMatch(/\b(incentives|ui|comparison|runs?|pay|statement)\.[a-z]/)
      expect(html).not.toMatch(/\sstyle="/)
    }
  })
})

describe('the comparison of a run', () => {
  it('says people, sums and components with what they were and how much they changed', async () => {
    const text = read(await sent({ run, comparison, isAsked: false }, 'en'))
    expect(text).toContain('Compared with Q2 2026')
    expect(text).toMatch(/People 12 10 \+2 \+20\.0%/)
    expect(text).toMatch(/Payable 900\.00 1,000\.00 −100\.00 −10\.0%/)
    expect(text).toMatch(/Deferred 350\.00 0\.00 \+350\.00 — none/i)
    expect(text).toMatch(/Awarded by component Whole run.* Pool share 1,250\.00 950\.00 \+300\.00/)
  })

  it('says why it subtracts nothing from a run in another currency', async () => {
    const text = read(await sent({ run, comparison: { earlier: null, beside: 'USD' }, isAsked: false }, 'en'))
    expect(text).toContain('was in USD and this one is in CNY')
    expect(text).not.toContain('No earlier run')
  })

  it('names people only when asked, each leading to the statement of the run in which they stand', async () => {
    expect(await sent({ run, comparison, isAsked: false }, 'en')).not.toContain('Person 1')
    const html = await sent({ run, comparison, isAsked: true }, 'en')
    expect(html).toContain('href="/runs/run_2/people/emp_1"')
    expect(html).toContain('href="/runs/run_1/people/emp_2"')
  })
})
