import { describe, expect, it } from 'vitest'
import { actionKinds, isTicked, planPercent, progressOf } from '#app/talent/development.ts'
import { coverageOf, readinessBeside, readinessHint } from '#app/talent/echelon.ts'
import { gapOf, gapsAgainst } from '#app/talent/gap.ts'

describe('a gap', () => {
  it.each([
    [3, 4, 'met', 0],
    [3, 3, 'met', 0],
    [3, 2, 'near', 1],
    [4, 2, 'far', 2],
    [4, null, 'unknown', 4],
  ] as const)('of level %i asked and %o held is %s', (needs, has, kind, missing) => {
    expect(gapOf('c', needs, has)).toMatchObject({ kind, missing })
  })
})

describe('readiness', () => {
  const levels = (...has: number[]) =>
    gapsAgainst(
      has.map((_, index) => ({ id: String(index), level: 3 })),
      new Map(has.map((level, index) => [String(index), level])),
    )
  it.each([
    ['now with nothing missing', levels(3, 4), false, 'now'],
    ['later with nothing missing and a low rating', levels(3, 3), true, 'one-to-two-years'],
    ['one to two years with a level missing', levels(3, 2), false, 'one-to-two-years'],
    ['one to two years with one missing in two', levels(2, 2), false, 'one-to-two-years'],
    ['three to five with two missing in one', levels(3, 1), false, 'three-to-five-years'],
    ['three to five with one missing in three', levels(2, 2, 2), false, 'three-to-five-years'],
    ['not guessed without a profile', [], false, null],
    ['not guessed without assessments', [gapOf('c', 3, null)], false, null],
  ] as const)('is %s', (_, gaps, isRatingLow, expected) => {
    expect(readinessHint(gaps, isRatingLow)).toBe(expected)
  })

  it('moves one step at a time and ends', () => {
    expect(readinessBeside('now', 1)).toBe('one-to-two-years')
    expect(readinessBeside('now', -1)).toBeNull()
    expect(readinessBeside('three-to-five-years', 1)).toBeNull()
  })
})

describe('a target post', () => {
  const ready = { state: 'active', readiness: 'now' } as const
  const later = { state: 'active', readiness: 'three-to-five-years' } as const
  it.each([
    ['is a single point of failure with one holder and nobody ready', 1, [later], 'single-point'],
    ['counts nobody who is only nominated', 1, [{ ...ready, state: 'nominated' as const }], 'single-point'],
    ['is uncovered with several holders and nobody ready', 3, [later], 'uncovered'],
    ['is thin with one on the bench', 1, [ready], 'thin'],
    ['is covered with one ready and one behind', 1, [ready, later], 'covered'],
  ] as const)('%s', (_, holders, bench, expected) => {
    expect(coverageOf(holders, bench)).toBe(expected)
  })
})

describe('progress of an action', () => {
  const none = { wanted: null, doneAt: null }
  it.each([
    ['a course not begun', { kind: 'course', ...none, course: null }, [0, 1, false]],
    [
      'a course half read',
      { kind: 'course', ...none, course: { lessonsDone: 2, lessons: 3, isCompleted: false } },
      [2, 4, false],
    ],
    [
      'a course read but not passed',
      { kind: 'course', ...none, course: { lessonsDone: 3, lessons: 3, isCompleted: false } },
      [3, 4, false],
    ],
    [
      'a course completed',
      { kind: 'course', ...none, course: { lessonsDone: 3, lessons: 3, isCompleted: true } },
      [1, 1, true],
    ],
    ['sessions met', { kind: 'mentoring', ...none, sessions: 4 }, [4, 6, false]],
    ['more sessions than wanted', { kind: 'mentoring', wanted: 3, doneAt: null, sessions: 4 }, [3, 3, true]],
    ['a level below', { kind: 'competency', wanted: 4, doneAt: null, level: 2 }, [2, 4, false]],
    ['a level that nobody assessed', { kind: 'competency', wanted: 1, doneAt: null, level: null }, [0, 1, false]],
    ['a level where neither plan nor post says which', { kind: 'competency', ...none, level: 1 }, [1, 1, true]],
    ['a rotation ticked', { kind: 'rotation', wanted: null, doneAt: 1 }, [1, 1, true]],
    ['a project', { kind: 'project', ...none }, [0, 1, false]],
    ['a project ticked', { kind: 'project', wanted: null, doneAt: 1 }, [1, 1, true]],
    ['a course ticked by hand', { kind: 'course', wanted: null, doneAt: 1, course: null }, [0, 1, false]],
  ] as const)('%s', (_, facts, [done, of, isDone]) => {
    expect(progressOf(facts)).toEqual({ done, of, isDone })
  })

  it('is typed for what the portal cannot see, and for nothing else', () => {
    expect(actionKinds.filter(isTicked)).toEqual(['rotation', 'project'])
  })

  it('makes a plan a hundred only when all is done', () => {
    expect(planPercent([])).toBe(0)
    expect(
      planPercent([
        { done: 1, of: 1, isDone: true },
        { done: 1, of: 3, isDone: false },
      ]),
    ).toBe(66)
    expect(planPercent(Array.from({ length: 3 }, () => ({ done: 1, of: 1, isDone: true })))).toBe(100)
    expect(planPercent([{ done: 999, of: 1_000, isDone: false }])).toBe(99)
  })

  it('makes a plan as much as its shares are, not a hundredth less', () => {
    const part = (done: number, of: number) => ({ done, of, isDone: done >= of })
    expect(planPercent([part(1, 5), part(7, 10)])).toBe(45)
    expect(planPercent([part(1, 2), part(2, 3), part(2, 6)])).toBe(50)
    expect(planPercent([part(1, 3), part(1, 6), part(3, 6)])).toBe(33)
  })
})
