import { describe, expect, it } from 'vitest'
import { sourceOf } from '#app/incentives/statements/step-source.ts'
import { stepKey, stepValues } from '#app/incentives/statements/step-words.ts'
import { step } from '#app/kernel/step.ts'

const sources = {
  appraisal: '/appraisals/a',
  assignments: '/me',
  credits: null,
  certificates: '/certificates',
  unitScores: '/cycles/c/unit-scores',
}
const credit = (more: Record<string, string | number>) =>
  step('credit', 'D-1', { product: 'loan', volume: '1200.5', shareBp: 6_000, ...more }, '720.3')

describe('where a figure came from', () => {
  it('is the page that shows it', () => {
    expect(sourceOf(step('individual-multiplier-rating', 'r', { rating: 'A' }, '1.3'), sources)).toBe('/appraisals/a')
    expect(sourceOf(step('target', 't', {}, 1), sources)).toBe('/me')
    expect(sourceOf(step('unit-multiplier', 'u', { unit: 'B1' }, '1.1'), sources)).toBe('/cycles/c/unit-scores')
    expect(sourceOf(step('gate-hold', 'g', { condition: 'certified' }, 1), sources)).toBe('/certificates')
  })

  it('is the list of credits at the deal, for the officers who may open it', () => {
    expect(sourceOf(credit({}), { ...sources, credits: '/credits' })).toBe('/credits?q=D-1')
    const odd = { ...credit({}), label: '甲&乙 1' }
    expect(new URL(sourceOf(odd, { ...sources, credits: '/credits' }) ?? '', 'http://x').searchParams.get('q')).toBe(
      odd.label,
    )
  })

  it('is nowhere for those who may not open it, and for what was only reckoned', () => {
    expect(sourceOf(credit({}), sources)).toBeNull()
    expect(sourceOf(step('gate-met', 'g', { condition: 'no-open-violation' }, 1), sources)).toBeNull()
    expect(sourceOf(step('round', 'r', {}, 1), sources)).toBeNull()
  })

  it('names the file and row of a product credit where they are known, and its share in percent', () => {
    expect(stepKey(credit({}))).toBe('steps.credit')
    expect(stepKey(credit({ file: 'q1.csv', row: 7 }))).toBe('steps.credit-from-file')
    expect(stepValues(credit({ on: '2026-09-01', file: 'q1.csv', row: 7 }), 'CNY', 'en')).toMatchObject({
      label: 'D-1',
      shareBp: '60%',
      on: '1 Sept 2026',
      file: 'q1.csv',
      row: '7',
    })
  })

  it('names the file and row of a unit score, or the words of whoever set it', () => {
    const scored = (more: Record<string, string | number | null>) =>
      step('unit-multiplier', 'u', { unit: 'B1', score: '92.5', ...more }, '1.1')
    expect(stepKey(scored({}))).toBe('steps.unit-multiplier')
    expect(stepKey(scored({ file: 'units.csv', row: 3, note: null }))).toBe('steps.unit-multiplier-from-file')
    expect(stepKey(scored({ file: null, row: null, note: '2026' }))).toBe('steps.unit-multiplier-noted')
    // A note is words, even where it looks like a figure.
    expect(stepValues(scored({ note: '2026' }), 'CNY', 'en')).toMatchObject({ score: '92.5', note: '2026' })
  })
})
