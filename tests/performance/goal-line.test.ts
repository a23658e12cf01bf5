/** A line of a goal sheet: the template's, with the weight and the target that were agreed; and where an appraisal stands. */
import { describe, expect, it } from 'vitest'
import { type AppraisalFacts, isReadyToCalibrate, stateOf } from '#app/performance/appraisals/appraisal-state.ts'
import { entryOf, goalLineOf } from '#app/performance/appraisals/card.ts'
import { line } from './cards.ts'

const template = { code: 'teller', lines: [line('deposits', 6000, { target: '100' }), line('errors', 4000)] }
const agreed = { kpiCode: 'deposits', weightBp: 6000, target: '100', isTargetProrated: false }

describe('a line of a goal sheet', () => {
  it('is the template’s where nothing else was agreed', () => {
    expect(goalLineOf(template, agreed)).toBe(template.lines[0])
    expect(goalLineOf(template, { ...agreed, kpiCode: 'errors', weightBp: 4000, target: null })).toBe(template.lines[1])
  })
  it('has the weight and the target that were agreed, and says where that target is prorated', () => {
    expect(goalLineOf(template, { ...agreed, weightBp: 5000 })).toMatchObject({ weightBp: 5000, target: '100' })
    expect(goalLineOf(template, { ...agreed, target: '90' })).toMatchObject({ weightBp: 6000, target: '90' })
    expect(goalLineOf(template, { ...agreed, isTargetProrated: true })).toMatchObject({ proratedTarget: true })
    expect(goalLineOf(template, { ...agreed, target: null })).not.toHaveProperty('target')
    expect(() => goalLineOf(template, { ...agreed, kpiCode: 'gone' })).toThrow('gone')
  })
  it('is measured by its actual, or judged by its marks', () => {
    const actual = { value: '80' } as Parameters<typeof entryOf>[0]['actual']
    const mark = { lineId: 'x', perspective: 'manager' as const, mark: '4', comment: null, revision: 1 }
    const given = { ...agreed, id: 'x', sheetId: 's', actual, marks: [mark] }
    expect(entryOf({ ...given, goal: line('deposits', 6000) })).toEqual({ kpi: 'deposits', actual: '80' })
    expect(entryOf({ ...given, goal: line('deposits', 6000, { source: 'judged' }) })).toEqual({
      kpi: 'deposits',
      marks: [{ perspective: 'manager', mark: '4' }],
    })
  })
})

describe('an appraisal', () => {
  const none: AppraisalFacts = {
    ...{ selfReviewedAt: null, managerReviewedAt: null, calibratedAt: null, publishedAt: null, acknowledgedAt: null },
  }
  it.each<[string, Partial<AppraisalFacts>]>([
    ['open', {}],
    ['self-reviewed', { selfReviewedAt: 1 }],
    ['manager-reviewed', { managerReviewedAt: 1 }],
    ['calibrated', { managerReviewedAt: 1, calibratedAt: 1 }],
    ['published', { managerReviewedAt: 1, calibratedAt: 1, publishedAt: 1 }],
    ['acknowledged', { managerReviewedAt: 1, calibratedAt: 1, publishedAt: 1, acknowledgedAt: 1 }],
  ])('is %s by what happened last', (state, facts) => {
    expect(stateOf({ ...none, ...facts })).toBe(state)
  })
  it('is ready for calibration once it is scored and its manager has reviewed it, where there is one', () => {
    const reviewed = { ...none, score: '80', managerId: 'emp_m', managerReviewedAt: 1 }
    expect(isReadyToCalibrate(reviewed)).toBe(true)
    expect(isReadyToCalibrate({ ...reviewed, managerReviewedAt: null })).toBe(false)
    expect(isReadyToCalibrate({ ...reviewed, managerReviewedAt: null, managerId: null })).toBe(true)
    expect(isReadyToCalibrate({ ...reviewed, score: null })).toBe(false)
    expect(isReadyToCalibrate({ ...reviewed, calibratedAt: 1 })).toBe(false)
  })
})
