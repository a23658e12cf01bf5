import { describe, expect, it } from 'vitest'
import { addresses } from '#app/routes.ts'
import { addressFinder } from '#app/shell/address-match.ts'
import { matches } from '#app/shell/search-match.ts'

const find = addressFinder(addresses)

describe('an address', () => {
  it('is found by its path, spelled-out segments before blanks', () => {
    expect(find('/')?.file).toBe('shell/screens/home.tsx')
    expect(find('/runs')?.file).toBe('incentives/screens/runs.tsx')
    expect(find('/runs/run_1')?.file).toBe('incentives/screens/run.tsx')
    expect(find('/runs/run_1/payroll.csv')?.file).toBe('incentives/screens/run-csv.ts')
  })
  it('is the missing page when nothing fits', () => {
    expect(find('/no/such/thing')?.file).toBe('shell/screens/missing.tsx')
  })
})

describe('a search', () => {
  it('finds every word, whatever the case and width of its letters', () => {
    expect(matches('ＡＭＬ 反洗钱', 'aml-1', { 'zh-CN': '反洗钱合规' })).toBe(true)
    expect(matches('aml credit', 'aml-1', { en: 'Anti-money laundering' })).toBe(false)
  })
})
