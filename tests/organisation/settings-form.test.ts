import { expect, it } from 'vitest'
import { settingsForm } from '#app/organisation/settings/settings.form.ts'

const sent = {
  fromOn: '2026-10-01',
  name: { en: 'Bank' },
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  language: 'en',
  fiscalYearStart: '1',
  workdays: ['1'],
}

it.each(['CNY', 'usd', 'JPY'])('the bank may count in %s', (currency) => {
  expect(settingsForm.safeParse({ ...sent, currency }).success).toBe(true)
})

it.each(['XYZ', 'CN', 'YUAN'])('there is no currency %s to count in', (currency) => {
  expect(settingsForm.safeParse({ ...sent, currency }).error?.issues).toMatchObject([
    { path: ['currency'], message: 'currency' },
  ])
})
