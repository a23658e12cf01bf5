import { renderToString } from 'react-dom/server'
import { IntlProvider } from 'use-intl'
import { expect, it } from 'vitest'
import { packedWords } from '#app/i18n/words.server.ts'
import { decideForm, returnForm } from '#app/incentives/run.form.ts'
import { RunExceptions } from '#app/incentives/run-exceptions.tsx'
import { unpack } from '#app/kernel/packed.ts'

it.each([
  ['zh-CN', '没有例外'],
  ['en', 'None: everyone'],
] as const)('in %s whoever checks a run reads that nobody is an exception', (locale, words) => {
  const html = renderToString(
    <IntlProvider locale={locale} timeZone="Asia/Shanghai" messages={unpack(packedWords(locale, ['ui', 'incentives']))}>
      <RunExceptions count={0} exceptions={[]} names={{}} />
    </IntlProvider>,
  )
  expect(html).toContain(words)
})

it('a run is approved without a reason, and returned with one that is asked for at its field', () => {
  const sent = { outputDigest: '0'.repeat(64), reason: ' ' }
  expect(decideForm.safeParse(sent).success).toBe(true)
  expect(returnForm.safeParse(sent).error?.issues).toMatchObject([{ path: ['reason'], message: 'reason-required' }])
})
