import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { blocks, type LintCatalogue } from '#app/kernel/lint.ts'
import type { RegulatoryClass, TemplateLine } from '#app/performance/template.ts'
import { lintTemplate } from '#app/performance/template-lint.ts'
import { line, template } from './cards.ts'

const catalogue: LintCatalogue = JSON.parse(readFileSync('content/lints/performance.json', 'utf8'))
const codes = (lines: TemplateLine[], more = {}) =>
  lintTemplate({ ...template, dimensions: [], lines, ...more }, catalogue).map((lint) => lint.code)
const of = (kpi: string, weightBp: number, regulatoryClass: RegulatoryClass) => line(kpi, weightBp, { regulatoryClass })

describe('a template is pointed at', () => {
  it('when its weights do not sum to exactly 100', () => {
    expect(codes([of('a', 4000, 'compliance'), of('b', 3000, 'risk'), of('c', 2999, 'development')])).toEqual([
      'weights-not-whole',
    ])
  })
  it('when compliance and risk do not weigh markedly more than any other class', () => {
    expect(codes([of('a', 2500, 'compliance'), of('b', 2500, 'risk'), of('c', 5000, 'development')])).toEqual([
      'compliance-risk-below-others',
    ])
    expect(codes([of('a', 2600, 'compliance'), of('b', 2600, 'risk'), of('c', 4800, 'development')])).toEqual([
      'compliance-risk-not-markedly-more',
    ])
    expect(codes([of('a', 3000, 'compliance'), of('b', 2500, 'risk'), of('c', 4500, 'development')])).toEqual([])
  })
  it('with the class that weighs most beside compliance and risk', () => {
    const lines = [of('a', 3000, 'compliance'), of('b', 2000, 'operating-results'), of('c', 5000, 'development')]
    const lints = lintTemplate({ ...template, dimensions: [], lines }, catalogue)
    expect(lints.find(({ code }) => code === 'compliance-risk-below-others')?.inputs).toMatchObject({
      ...{ prudentBp: 3000, other: 'development', otherBp: 5000 },
    })
  })
  it('when an indicator only ranks, and cites the guideline', () => {
    const lints = lintTemplate(
      {
        ...template,
        dimensions: [],
        lines: [of('a', 5000, 'compliance'), { ...of('b', 5000, 'risk'), rankOnly: true }],
      },
      catalogue,
    )
    expect(lints).toMatchObject([
      { code: 'rank-only', path: '$.lines[1]', severity: 'error', citation: { number: '银监发〔2012〕34号' } },
    ])
    expect(blocks(lints)).toBe(true)
  })
  it('at the line whose curve runs against its KPI, as the library says which way that is', () => {
    const falling = line('c', 0, {
      weightBp: 5000,
      regulatoryClass: 'risk',
      curve: {
        kind: 'piecewise',
        knots: [
          { at: '0', points: '100' },
          { at: '5', points: '0' },
        ],
      },
    })
    const lints = (direction: 'higher' | 'lower') =>
      lintTemplate(
        { ...template, dimensions: [], lines: [of('a', 5000, 'compliance'), falling] },
        catalogue,
        new Map([['c', direction]]),
      )
    expect(lints('lower')).toEqual([])
    expect(lints('higher')).toEqual([
      {
        ...{ code: 'curve-against-direction', severity: 'warning', path: '$.lines[1].curve' },
        inputs: { direction: 'higher', where: 'between', from: '0', to: '5' },
      },
    ])
  })
  it('when a dimension weighs less than its minimum', () => {
    const dimensions = [{ dimension: 'teamwork', minimumBp: 1000 }]
    expect(codes([of('a', 5000, 'compliance'), of('b', 5000, 'risk')], { dimensions })).toEqual([
      'dimension-below-minimum',
    ])
  })
})
