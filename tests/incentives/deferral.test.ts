import { describe, expect, it } from 'vitest'
import { deferredOf, dueDays, instalmentsOf, schedule } from '#app/incentives/deferrals/deferral.ts'
import type { DeferralRule } from '#app/incentives/plans/plan.ts'

const rule: DeferralRule = { riskClass: 'risk', percent: '40', everyMonths: 12, parts: [1, 1, 1] }

describe('deferred pay', () => {
  it('falls due every so many months after payment, at month ends too', () => {
    expect(dueDays(rule, '2026-10-15')).toEqual(['2027-10-15', '2028-10-15', '2029-10-15'])
    expect(dueDays({ ...rule, everyMonths: 6 }, '2026-08-31')).toEqual(['2027-02-28', '2027-08-31', '2028-02-29'])
  })

  it('is split to the cent, whichever way it goes, and nothing makes no schedule', () => {
    expect(instalmentsOf(100, rule.parts)).toEqual([33, 33, 34])
    expect(instalmentsOf(-100, rule.parts)).toEqual([-33, -33, -34])
    expect(schedule(0, rule, '2026-10-15')).toEqual([])
    expect(schedule(100, rule, '2026-10-15').map(({ no, dueOn, minor }) => `${no} ${dueOn} ${minor}`)).toEqual([
      '1 2027-10-15 33',
      '2 2028-10-15 33',
      '3 2029-10-15 34',
    ])
    expect(deferredOf(100, '40')).toBe(40)
  })
})
