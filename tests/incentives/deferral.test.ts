import { describe, expect, it } from 'vitest'
import { deferralRule, deferredOf, dueDays, instalmentsOf, schedule } from '#app/incentives/deferrals/deferral.ts'
import type { Part } from '#app/incentives/payout/proration.ts'
import type { DeferralRule } from '#app/incentives/plans/plan.ts'

type RiskClass = DeferralRule['riskClass']
const rule: DeferralRule = { riskClass: 'risk', percent: '40', everyMonths: 12, parts: [1, 1, 1] }

describe('deferred pay', () => {
  it('falls due every so many months after payment, at month ends too', () => {
    expect(dueDays(rule, '2026-10-15')).toEqual(['2027-10-15', '2028-10-15', '2029-10-15'])
    expect(dueDays({ ...rule, everyMonths: 6 }, '2026-08-31')).toEqual(['2027-02-28', '2027-08-31', '2028-02-29'])
  })

  it('is split to the cent, whichever way it goes, and nothing makes no schedule', () => {
    expect(instalmentsOf(100, rule.parts)).toEqual([33, 33, 34])
    expect(instalmentsOf(-100, rule.parts)).toEqual([-33, -33, -34])
    expect(instalmentsOf(-1, rule.parts)).toEqual([0, 0, -1])
    expect(instalmentsOf(100, [1, 2, 4])).toEqual([14, 28, 58])
    expect(schedule(0, rule, '2026-10-15')).toEqual([])
    expect(schedule(-100, rule, '2026-10-15').map(({ minor }) => minor)).toEqual([-33, -33, -34])
    expect(schedule(100, rule, '2026-10-15').map(({ no, dueOn, minor }) => `${no} ${dueOn} ${minor}`)).toEqual([
      '1 2027-10-15 33',
      '2 2028-10-15 33',
      '3 2029-10-15 34',
    ])
    expect(deferredOf(100, '40')).toBe(40)
  })

  it('is rounded up to the cent, whichever way it goes, and never to less than nothing', () => {
    expect([101, -101, 1, 0].map((payable) => deferredOf(payable, '40'))).toEqual([41, -41, 1, 0])
  })

  it('follows the strictest rule of the risk classes that one held: the highest share, of equal ones the longest', () => {
    const held = (...classes: RiskClass[]) => classes.map((riskClass) => ({ input: { riskClass } }) as Part)
    const most: DeferralRule = { ...rule, riskClass: 'senior', percent: '50', parts: [1] }
    // One part after two years is over before three yearly ones.
    const shorter: DeferralRule = { ...rule, riskClass: 'principal-senior', everyMonths: 24, parts: [1] }
    const chosen = (rules: DeferralRule[], ...classes: RiskClass[]) => deferralRule(rules, held(...classes))?.riskClass
    // Of two that are as strict, the first of the plan.
    const asLong: DeferralRule = { ...shorter, everyMonths: 36 }
    expect(chosen([asLong, rule], 'risk', 'principal-senior')).toBe('principal-senior')
    expect(chosen([rule, asLong], 'risk', 'principal-senior')).toBe('risk')
    for (const rules of [
      [rule, most, shorter],
      [shorter, most, rule],
    ]) {
      expect(chosen(rules, 'risk', 'senior', 'principal-senior')).toBe('senior')
      expect(chosen(rules, 'risk', 'principal-senior')).toBe('risk')
      expect(chosen(rules, 'principal-senior')).toBe('principal-senior')
      expect(chosen(rules, 'ordinary')).toBeUndefined()
    }
  })
})
