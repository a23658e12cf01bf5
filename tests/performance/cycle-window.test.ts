import { describe, expect, it } from 'vitest'
import {
  hasOpened,
  isOpen,
  isOver,
  ofSelfReview,
  type PhaseWindow,
  standingAt,
  usualWindows,
  windowFaults,
} from '#app/performance/cycle-window.ts'

const windows: PhaseWindow[] = [
  { phase: 'goal-setting', opensOn: '2026-07-01', closesOn: '2026-07-14' },
  { phase: 'monitoring', opensOn: '2026-07-15', closesOn: '2026-09-30' },
  { phase: 'self-review', opensOn: '2026-10-01', closesOn: '2026-10-07' },
  { phase: 'manager-review', opensOn: '2026-10-05', closesOn: '2026-10-14' },
]

describe('a phase', () => {
  it('is open on the first and the last day of its own window, and on none beside', () => {
    expect(
      ['2026-09-30', '2026-10-01', '2026-10-07', '2026-10-08'].map((day) => isOpen(windows, 'self-review', day)),
    ).toEqual([false, true, true, false])
    expect(isOpen(windows, 'calibration', '2026-10-05')).toBe(false)
  })

  it('has opened from its first day on, and is over after its last', () => {
    const days = ['2026-09-30', '2026-10-01', '2026-10-07', '2026-10-08']
    expect(days.map((day) => hasOpened(windows, 'self-review', day))).toEqual([false, true, true, true])
    expect(days.map((day) => isOver(windows, 'self-review', day))).toEqual([false, false, false, true])
    // Of another phase nothing follows.
    expect(hasOpened(windows, 'appeal', '2026-12-31')).toBe(false)
    expect(isOver(windows, 'appeal', '2026-12-31')).toBe(false)
  })
})

describe('a cycle', () => {
  it('stands in the open phase that comes last, whatever the order of the windows', () => {
    for (const order of [windows, [...windows].reverse()]) {
      expect(standingAt(order, '2026-10-06')).toMatchObject({ window: { phase: 'manager-review' }, state: 'open' })
      expect(standingAt(order, '2026-10-04')).toMatchObject({ window: { phase: 'self-review' }, state: 'open' })
    }
  })

  it('stands in a phase on its first day and on its last', () => {
    expect(standingAt(windows, '2026-07-01')).toMatchObject({ window: { phase: 'goal-setting' }, state: 'open' })
    expect(standingAt(windows, '2026-10-14')).toMatchObject({ window: { phase: 'manager-review' }, state: 'open' })
  })

  it('stands before the next phase to open, and nowhere after the last', () => {
    for (const order of [windows, [...windows].reverse()])
      expect(standingAt(order, '2026-06-30')).toMatchObject({ window: { phase: 'goal-setting' }, state: 'ahead' })
    expect(standingAt(windows, '2026-10-15')).toBeNull()
  })

  it('is for somebody whose own review is due that phase alone', () => {
    expect(standingAt(ofSelfReview({ windows }).windows, '2026-10-06')).toMatchObject({
      window: { phase: 'self-review' },
    })
    expect(standingAt(ofSelfReview({ windows }).windows, '2026-10-08')).toBeNull()
  })

  it('has phases that overlap, but none that opens before the one before or ends before it begins', () => {
    expect(windowFaults(windows)).toEqual([])
    const moved = (at: number, change: Partial<PhaseWindow>) =>
      windowFaults(windows.map((window, place) => (place === at ? { ...window, ...change } : window)))
    expect(moved(3, { opensOn: '2026-10-01' })).toEqual([])
    expect(moved(3, { opensOn: '2026-09-30' })).toEqual([{ phase: 'manager-review', code: 'before-the-phase-before' }])
    expect(moved(2, { closesOn: '2026-10-01' })).toEqual([])
    expect(moved(2, { closesOn: '2026-09-30' })).toEqual([{ phase: 'self-review', code: 'ends-before-it-begins' }])
  })

  it('is proposed two weeks for goals, then monitoring to its last day, then one step after the other', () => {
    const proposed = usualWindows('2026-07-01', '2026-09-30')
    expect(proposed.map(({ phase, opensOn, closesOn }) => [phase, opensOn, closesOn])).toEqual([
      ['goal-setting', '2026-07-01', '2026-07-14'],
      ['monitoring', '2026-07-15', '2026-09-30'],
      ['self-review', '2026-10-01', '2026-10-07'],
      ['manager-review', '2026-10-01', '2026-10-14'],
      ['calibration', '2026-10-15', '2026-10-19'],
      ['acknowledgement', '2026-10-20', '2026-10-26'],
      ['appeal', '2026-10-20', '2026-11-02'],
    ])
    expect(windowFaults(proposed)).toEqual([])
  })
})
