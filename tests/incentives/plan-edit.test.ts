import { expect, it } from 'vitest'
import { fieldText } from '#app/incentives/plan-edit.ts'

it.each([
  ['CNY', 800_000, '8000.00'],
  ['JPY', 800_000, '800000'],
  ['KWD', 800_500, '800.500'],
])('an amount in %s is edited with the digits of its currency', (currency, minor, text) =>
  expect(fieldText('baseMinor', minor, currency)).toBe(text),
)
