import { describe, expect, it } from 'vitest'
import { employee, frame, lineOf, part, run } from './plans.ts'

describe('deferral', () => {
  it('takes the strictest rule of the period, rounds up and lets the odd 分 fall last', () => {
    const deferral = [
      { riskClass: 'risk' as const, percent: '40', parts: [1, 1, 1], everyMonths: 12 },
      { riskClass: 'senior' as const, percent: '50', parts: [1, 1, 1], everyMonths: 12 },
    ]
    const promoted = employee('1', {
      parts: [
        part({ to: '2026-08-15', riskClass: 'risk', baseMinor: 1_000_003 }),
        part({ from: '2026-08-16', riskClass: 'senior' }),
      ],
    })
    const line = lineOf(frame({ deferral }), promoted)
    expect(line).toMatchObject({ awardedMinor: 600_001, deferredMinor: 300_001, payableMinor: 300_000 })
    expect(line.instalments).toEqual([
      { no: 1, dueOn: '2027-10-15', minor: 100_000 },
      { no: 2, dueOn: '2028-10-15', minor: 100_000 },
      { no: 3, dueOn: '2029-10-15', minor: 100_001 },
    ])
  })
})

describe('the end of a line', () => {
  const deferral = [{ riskClass: 'risk' as const, percent: '40', parts: [1, 1], everyMonths: 12 }]
  it('says what is deferred of what, until when, and what is left to pay', () => {
    const line = lineOf(frame({ deferral }), employee('1', { parts: [part({ riskClass: 'risk' })] }))
    expect(line.steps.slice(-4).map(({ rule, inputs, result }) => [rule, inputs, result])).toEqual([
      ['defer', { payableMinor: 600_000, percent: '40', riskClass: 'risk' }, 240_000],
      ['instalment', { dueOn: '2027-10-15', no: 1 }, 120_000],
      ['instalment', { dueOn: '2028-10-15', no: 2 }, 120_000],
      ['payable', { awardedMinor: 600_000, deferredMinor: 240_000, heldMinor: 0 }, 360_000],
    ])
  })
  it('defers also what is adjusted for somebody whom the plan does not take in', () => {
    const adjustments = [{ component: 'bonus', minor: 1_000, reason: 'stood in for a manager' }]
    const one = employee('1', { parts: [part({ riskClass: 'risk' })], adjustments })
    expect(lineOf(frame({ deferral, population: { posts: ['manager'] } }), one)).toMatchObject({
      calculatedMinor: 0,
      deferredMinor: 400,
      payableMinor: 600,
    })
  })
})

describe('what earlier runs left', () => {
  it('is paid without eligibility, to leavers too', () => {
    const carried = { source: 'run1/9/bonus', component: 'bonus', plan: 'p', minor: 777, dueOn: '2026-10-01' }
    const leaver = employee('9', {
      parts: [],
      appraisal: undefined,
      vested: [carried],
      held: [{ ...carried, source: 'run2/9/bonus', minor: 23 }],
    })
    const result = run(frame(), [leaver])
    expect(result.lines.map((line) => [line.kind, line.payableMinor])).toEqual([
      ['held', 23],
      ['vested', 777],
    ])
    expect(result.lines.map((line) => line.steps)).toMatchObject([
      [{ rule: 'carried-held', result: 23 }],
      [{ rule: 'carried-vested', inputs: { dueOn: '2026-10-01', plan: 'p' }, result: 777 }],
    ])
    expect(result.control.components.every((total) => total.balanced)).toBe(true)
  })
})

it('an adjustment stands beside what was calculated, with its reason', () => {
  const line = lineOf(
    frame(),
    employee('1', { adjustments: [{ component: 'bonus', minor: -100_000, reason: 'paid twice in June' }] }),
  )
  expect(line).toMatchObject({ calculatedMinor: 600_000, adjustedMinor: -100_000, awardedMinor: 500_000 })
  expect(line.steps.map((each) => each.rule)).toEqual([
    'target',
    'target-bonus-part',
    'target-bonus',
    'round',
    'adjustment',
    'payable',
  ])
})

it('adjustments of one component add up, each from where the one before left it', () => {
  const adjustments = [-100_000, 30_000].map((minor) => ({ component: 'bonus', minor, reason: 'counted anew' }))
  const line = lineOf(frame(), employee('1', { adjustments }))
  expect(line).toMatchObject({ adjustedMinor: -70_000, awardedMinor: 530_000 })
  expect(line.steps.filter((each) => each.rule === 'adjustment')).toMatchObject([
    { inputs: { before: 600_000, minor: -100_000 }, result: 500_000 },
    { inputs: { before: 500_000, minor: 30_000 }, result: 530_000 },
  ])
})
