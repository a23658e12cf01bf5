import { describe, expect, it } from 'vitest'
import { type RunFacts, releasedLateOn, stateOfRun } from '#app/incentives/runs/run.ts'

const steps = ['calculatedAt', 'submittedAt', 'approvedAt', 'releasedAt'] as const
/** A run that came so far. */
const runAfter = (count: number, more: Partial<RunFacts> = {}): RunFacts => {
  const at = (step: (typeof steps)[number]) => (steps.indexOf(step) < count ? 1 : null)
  return {
    calculatedAt: at('calculatedAt'),
    submittedAt: at('submittedAt'),
    approvedAt: at('approvedAt'),
    releasedAt: at('releasedAt'),
    cancelledAt: null,
    ...more,
  }
}

describe('the state of a run', () => {
  it('is the last step that it took', () => {
    expect([0, 1, 2, 3, 4].map((count) => stateOfRun(runAfter(count)))).toEqual([
      ...['calculating', 'calculated', 'submitted', 'approved', 'released'],
    ])
  })

  it('is cancelled however far it came', () => {
    expect([0, 1, 2, 3].map((count) => stateOfRun(runAfter(count, { cancelledAt: 2 })))).toEqual(
      Array.from({ length: 4 }, () => 'cancelled'),
    )
  })
})

it('a run is late from the day after its pay day on, by the clock of the bank', () => {
  const lateOn = (releasedAt: string | null) =>
    releasedLateOn(
      { payOn: '2026-10-15', releasedAt: releasedAt === null ? null : Date.parse(releasedAt) },
      'Asia/Shanghai',
    )
  expect(lateOn(null)).toBeNull()
  expect(lateOn('2026-10-14T20:00:00Z')).toBeNull()
  expect(lateOn('2026-10-15T15:59:59Z')).toBeNull()
  expect(lateOn('2026-10-15T16:00:00Z')).toBe('2026-10-16')
})
