import { describe, expect, it } from 'vitest'
import type { Curve } from '#app/performance/curve.ts'
import type { Template, TemplateExample } from '#app/performance/template.ts'
import { runTemplateExamples } from '#app/performance/template-examples.ts'
import { line, template as teller } from './cards.ts'

const entries = [
  { kpi: 'deposits', actual: '90' },
  { kpi: 'complaints', actual: '80' },
]
const outcomeOf = (example: Partial<TemplateExample>, template: Template = teller) =>
  runTemplateExamples({ ...template, examples: [{ name: { en: 'One' }, entries, ...example }] })[0]

describe('the examples of a template', () => {
  it('pass where the score and the rating are what HR expects, however the number is written', () => {
    expect(outcomeOf({ expected: { score: '86.00', rating: 'B' } })).toMatchObject({ passed: true, differences: [] })
    expect(outcomeOf({ expected: {} })).toMatchObject({ passed: true, result: { score: '86' } })
    expect(outcomeOf({})).toMatchObject({ passed: true })
    expect(runTemplateExamples(teller)).toEqual([])
  })

  it('name what is expected and what was found, one and the other by itself', () => {
    const score = { field: 'score', expected: '85', found: '86' }
    const rating = { field: 'rating', expected: 'A', found: 'B' }
    expect(outcomeOf({ expected: { score: '85', rating: 'B' } })).toMatchObject({ passed: false, differences: [score] })
    expect(outcomeOf({ expected: { score: '86', rating: 'A' } })).toMatchObject({
      passed: false,
      differences: [rating],
    })
    expect(outcomeOf({ expected: { rating: 'A' } })?.differences).toEqual([rating])
    expect(outcomeOf({ expected: { score: '85' } })?.differences).toEqual([score])
  })

  it('may expect that there is no score', () => {
    expect(outcomeOf({ entries: [], expected: { score: null, rating: null } })).toMatchObject({ passed: true })
    const [some, none] = [
      outcomeOf({ entries: [], expected: { score: '86' } }),
      outcomeOf({ expected: { score: null } }),
    ]
    expect(some?.differences).toEqual([{ field: 'score', expected: '86', found: null }])
    expect(none?.differences).toEqual([{ field: 'score', expected: null, found: '86' }])
  })

  it('take the target of the example, otherwise the template’s own, each for its KPI', () => {
    const linear: Curve = { kind: 'linear', direction: 'higher', floor: '0', cap: '200' }
    const template = {
      ...teller,
      lines: [
        line('deposits', 6000, { curve: linear, target: '90' }),
        line('complaints', 4000, { curve: linear, target: '80' }),
      ],
    }
    expect(outcomeOf({}, template)?.result?.score).toBe('100')
    expect(outcomeOf({ targets: [{ kpi: 'complaints', target: '100' }] }, template)?.result?.score).toBe('92')
    const untargeted = { ...template, lines: template.lines.map(({ target: _, ...rest }) => rest) }
    expect(outcomeOf({}, untargeted)).toEqual({
      index: 0,
      passed: false,
      differences: [],
      refusal: { code: 'no-target', kpi: 'deposits' },
    })
  })
})
