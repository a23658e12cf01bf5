import { describe, expect, it } from 'vitest'
import { nextPay, type PayCycle, type PayRun, takesIn } from '#app/incentives/statements/next-pay.ts'
import { plan } from './plans.ts'

const quarterly = plan({ payment: { monthsAfter: 1, day: 25 } })
const inForce = { plan: quarterly, activeFrom: '2026-04-01' }
const cycle = (id: string, fromOn: string, toOn: string, closedAt: number | null = null): PayCycle => ({
  ...{ id, name: { en: id }, fromOn, toOn, closedAt },
})
const first = cycle('Q1', '2026-01-01', '2026-03-31', 1)
const second = cycle('Q2', '2026-04-01', '2026-06-30', 1)
const third = cycle('Q3', '2026-07-01', '2026-09-30')
const fourth = cycle('Q4', '2026-10-01', '2026-12-31')
const year = cycle('year', '2026-01-01', '2026-12-31')
const all = [fourth, year, third, second, first]
const none = { calculatedAt: null, submittedAt: null, approvedAt: null, releasedAt: null, cancelledAt: null }
const run = ({ id, toOn }: PayCycle, more: Partial<PayRun> = {}): PayRun => ({
  ...{ cycleId: id, toOn, payOn: '2026-10-28' },
  ...none,
  ...more,
})
const paid = (of: PayCycle) => run(of, { calculatedAt: 1, submittedAt: 1, approvedAt: 1, releasedAt: 1 })

describe('what a plan pays next', () => {
  it('is the first cycle of its length after the last that was paid', () => {
    expect(nextPay(inForce, all, [paid(second)], '2026-08-10')).toEqual({
      cycle: { id: 'Q3', name: { en: 'Q3' }, toOn: '2026-09-30' },
      standing: 'under-way',
      payOn: '2026-10-25',
    })
    expect(nextPay(inForce, all, [paid(second), paid(third)], '2026-11-10').cycle?.id).toBe('Q4')
  })
  it('is no cycle that closed before the plan was in force, unless a run of it is open', () => {
    expect(nextPay(inForce, all, [], '2026-08-10').cycle?.id).toBe('Q2')
    expect(nextPay(inForce, all, [run(first)], '2026-08-10').cycle?.id).toBe('Q1')
    expect(nextPay({ ...inForce, activeFrom: first.toOn }, all, [], '2026-08-10').cycle?.id).toBe('Q1')
  })
  it('is unknown until the bank has opened a cycle', () => {
    const nothing = { cycle: null, standing: null, payOn: null }
    expect(nextPay(inForce, [second, year], [paid(second)], '2026-08-10')).toEqual(nothing)
  })
  it.each([
    ['the cycle is under way', third, null, '2026-09-30', 'under-way'],
    ['its results are awaited', third, null, '2026-10-01', 'appraised'],
    ['they are final', { ...third, closedAt: 1 }, null, '2026-10-20', 'final'],
    ['a run of it was cancelled', third, run(third, { cancelledAt: 1 }), '2026-10-20', 'appraised'],
    ['a run calculates', third, run(third), '2026-10-20', 'calculating'],
    ['its preparer looks at it', third, run(third, { calculatedAt: 1 }), '2026-10-20', 'calculating'],
    ['it waits for approval', third, run(third, { calculatedAt: 1, submittedAt: 1 }), '2026-10-20', 'checking'],
    [
      'it waits for release',
      third,
      run(third, { calculatedAt: 1, submittedAt: 1, approvedAt: 1 }),
      '2026-10-20',
      'approved',
    ],
  ] as const)('says how far it is: %s', (_, of, made, today, standing) => {
    const next = nextPay(inForce, [of], made ? [made] : [], today)
    expect(next.standing).toBe(standing)
    // The run's own day holds once there is one.
    expect(next.payOn).toBe(made && made.cancelledAt === null ? '2026-10-28' : '2026-10-25')
  })
})

describe('a plan takes in', () => {
  const part = { postCode: 'teller', unitPath: '/HO/B1/B1S1/', currency: 'CNY' }
  it.each([
    ['everyone, where it names nobody', {}, true],
    ['the posts that it names', { population: { posts: ['teller'] } }, true],
    ['no other post', { population: { posts: ['manager'] } }, false],
    ['a unit with all below it', { population: { units: ['B1'] } }, true],
    ['no other unit', { population: { units: ['B'] } }, false],
    ['nobody paid in another currency', { currency: 'USD' as const }, false],
  ])('%s', (_, more, expected) => {
    expect(takesIn(plan(more), part)).toBe(expected)
  })
  it('nobody whom none of its components pays', () => {
    const components = quarterly.components.map((each) => ({ ...each, posts: ['manager'] }))
    expect(takesIn(plan({ components }), part)).toBe(false)
  })
})
