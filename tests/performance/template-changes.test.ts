import { describe, expect, it } from 'vitest'
import type { Template } from '#app/performance/template.ts'
import { templateChanges } from '#app/performance/templates/template-changes.ts'
import { template } from './cards.ts'

const changed = (more: Partial<Template>) => templateChanges(template, { ...template, ...more })
const [first, ...rest] = template.lines
if (!first) throw new Error('a template has lines')

describe('what a version of a template changes', () => {
  it('is nothing where it decides the same, whatever it is called', () =>
    expect(changed({ name: { en: 'Another name' }, examples: [] })).toEqual([]))
  it('is said of weight, target and curve line by line', () => {
    const after = { ...first, weightBp: first.weightBp + 100, curve: { kind: 'deduct', per: '7', floor: '0' } as const }
    expect(changed({ lines: [after, ...rest] })).toEqual([
      { part: 'weightBp', kpi: first.kpi, before: first, after },
      { part: 'curve', kpi: first.kpi, before: first, after },
    ])
  })
  it('says once that a line came or went', () => {
    const added = { ...first, kpi: 'another' }
    expect(changed({ lines: [added, ...rest] })).toEqual([
      { part: 'weightBp', kpi: 'another', before: null, after: added },
      { part: 'weightBp', kpi: first.kpi, before: first, after: null },
    ])
  })
  it('is said of each other part as a whole', () =>
    expect(changed({ missing: 'block', posts: ['someone-else'], range: { least: '0', most: '99' } })).toEqual([
      { part: 'posts' },
      { part: 'missing' },
      { part: 'range' },
    ]))
})
