import { describe, expect, it } from 'vitest'
import type { Curve } from '#app/performance/curve.ts'
import { type KpiDefinition, lineOfKpi } from '#app/performance/kpi.ts'
import type { Template } from '#app/performance/template.ts'
import { editedTemplate, nextTemplate } from '#app/performance/templates/edit-template.ts'
import { renewalOf } from '#app/performance/templates/line-renewal.ts'
import { type TemplateInput, templateInputForm } from '#app/performance/templates/template-input.form.ts'
import { asGiven, line, template as teller } from './cards.ts'

const kpi = (code: string): KpiDefinition => ({
  code,
  name: { en: `${code} of the library` },
  description: { en: code },
  unit: { en: '%' },
  dimension: 'service',
  direction: 'higher',
  source: 'measured',
  curve: asGiven,
  target: '3',
})
const library = ['deposits', 'complaints', 'loans'].map(kpi)
const draft: Template = { ...teller, lines: [line('deposits', 6000, { target: '5' }), line('complaints', 4000)] }
const input: TemplateInput = {
  id: 'v1',
  revision: 1,
  name: { en: 'Teller', 'zh-CN': '柜员' },
  posts: ['teller'],
  lines: [
    { kpi: 'deposits', weight: 7000, target: '8' },
    { kpi: 'complaints', weight: 3000, target: null },
  ],
  add: '',
  perspectives: { self: 1, manager: 2, peer: 0, upward: 0 },
  missing: 'zero',
  adjustments: { least: '-1', most: '1' },
  range: { least: '0', most: '110' },
  bands: [],
}
const edited = (more: Partial<TemplateInput>) => editedTemplate(draft, { ...input, ...more }, library)

describe('a draft that was edited', () => {
  it('keeps its own lines with the weights and targets that were typed', () => {
    expect(edited({}).lines).toEqual([line('deposits', 7000, { target: '8' }), line('complaints', 3000)])
    const [untargeted] = edited({ lines: [{ kpi: 'deposits', weight: 7000, target: null }] }).lines
    expect(untargeted).toEqual(line('deposits', 7000))
  })

  it('takes a line that it had not from the library, and none that nobody knows', () => {
    const lines = edited({
      lines: [
        { kpi: 'loans', weight: 5000, target: '9' },
        { kpi: 'unknown', weight: 5000, target: null },
      ],
    }).lines
    expect(lines).toEqual([{ ...lineOfKpi(kpi('loans'), 5000), target: '9' }])
  })

  it('takes a line as the library has it now where that is asked for, with the weight and target that were typed', () => {
    const [first, second] = input.lines
    if (!first || !second) throw new Error('no lines')
    const lines = edited({ lines: [{ ...first, renew: 'yes' }, second] }).lines
    expect(lines).toEqual([{ ...lineOfKpi(kpi('deposits'), 7000), target: '8' }, line('complaints', 3000)])
    // In use no more: it stays as it was.
    expect(editedTemplate(draft, { ...input, lines: [{ ...first, renew: 'yes' }] }, []).lines).toEqual([
      line('deposits', 7000, { target: '8' }),
    ])
  })

  it('loses the lines that were taken out', () => {
    const [first, second] = input.lines
    if (!first || !second) throw new Error('no lines')
    expect(edited({ lines: [{ ...first, remove: 'yes' }, second] }).lines.map((each) => each.kpi)).toEqual([
      'complaints',
    ])
  })

  it('gets the chosen KPI of the library at its end, without weight, unless it has it', () => {
    expect(edited({ add: 'loans' }).lines.map(({ kpi: code, weightBp }) => [code, weightBp])).toEqual([
      ['deposits', 7000],
      ['complaints', 3000],
      ['loans', 0],
    ])
    expect(edited({ add: 'complaints' }).lines).toHaveLength(2)
    expect(edited({ add: 'unknown' }).lines).toHaveLength(2)
    expect(edited({ lines: [], add: 'loans' }).lines).toEqual([lineOfKpi(kpi('loans'), 0)])
  })

  it('holds only for the posts that are named, and asks only whose word weighs', () => {
    expect(edited({ posts: ['teller', 'head'] }).posts).toEqual(['teller', 'head'])
    expect(edited({ posts: [] }).posts).toEqual([])
    expect(edited({}).perspectives).toEqual([
      { perspective: 'self', parts: 1 },
      { perspective: 'manager', parts: 2 },
    ])
  })

  it('leaves out a band that is half typed, and calls one without a name by its rating', () => {
    const band = (rating: string, from: string | null, name = { 'zh-CN': '', en: '' }) => ({
      ...{ rating, from, name },
      guide: null,
    })
    expect(
      edited({
        bands: [
          band('A', '90', { 'zh-CN': '优秀', en: 'Excellent' }),
          band('B', '80', { 'zh-CN': '良好', en: '' }),
          band('C', '0'),
          band('', '70'),
          band('D', null),
        ],
      }).bands,
    ).toEqual([
      { rating: 'A', from: '90', name: { 'zh-CN': '优秀', en: 'Excellent' } },
      { rating: 'B', from: '80', name: { 'zh-CN': '良好', en: '良好' } },
      { rating: 'C', from: '0', name: { en: 'C' } },
    ])
  })
})

describe('the next version of a template', () => {
  it('takes its KPIs as the library has them now, with weights and targets of its own', () => {
    const [deposits, complaints] = nextTemplate(draft, library.slice(0, 1)).lines
    const [kpi] = library
    expect(deposits).toEqual({ ...(kpi && lineOfKpi(kpi, 6000)), target: '5' })
    // In use no more, or without a target of its own: nothing is put in its place.
    expect(complaints).toEqual(line('complaints', 4000))
    expect(nextTemplate(draft, library).lines[1]).not.toHaveProperty('target')
  })
})

describe('a line of a draft', () => {
  const steps: Curve = { kind: 'deduct', per: '5', floor: '0' }
  const today = { ...lineOfKpi(kpi('deposits'), 6000), target: '5', rankOnly: true }

  it('is not offered what it has, nor a KPI that is in use no more', () => {
    expect(renewalOf(today, library)).toBeNull()
    expect(renewalOf({ ...today, kpi: 'gone' }, library)).toBeNull()
  })

  it('is offered what the library has otherwise today, and keeps weight, target and rank', () => {
    const renewal = renewalOf({ ...today, curve: steps, unit: { en: 'days' } }, library)
    expect(renewal).toEqual({ line: today, parts: ['unit', 'curve'] })
  })
})

describe('the next version of a line', () => {
  const own = { kind: 'deduct', per: '5', floor: '0' } as const
  const first = library.slice(0, 1)
  const [base] = first
  if (!base) throw new Error('no library')
  const next = (curve: Curve, ever?: KpiDefinition[]) =>
    nextTemplate({ ...teller, lines: [line('deposits', 6000, { curve, unit: { en: 'days' } })] }, first, ever).lines[0]

  it('that the library once had takes the newest, also after several changes', () => {
    expect(next(own, [base, { ...base, curve: own }])).toMatchObject({ curve: asGiven, unit: { en: '%' } })
  })
  it('that departs from all that the library ever had keeps its scale, and is called as the library calls it', () => {
    expect(next(own)).toMatchObject({ curve: own, unit: { en: 'days' }, name: base.name, dimension: base.dimension })
    expect(next(own, [base, { ...base, code: 'loans', curve: own }])).toMatchObject({ curve: own })
  })
})

describe('a row of ratings', () => {
  const row = { rating: 'B', name: { 'zh-CN': '优秀', en: 'Strong' }, from: '90', guide: '30' }
  const nothing = { rating: '', name: { 'zh-CN': '', en: '' }, from: '', guide: '' }
  const faultsOf = (bands: object[]) => {
    const text = { weight: '50', target: '' }
    const sent = { ...input, revision: '1', lines: [{ kpi: 'deposits', ...text }], bands }
    const read = templateInputForm.safeParse({
      ...sent,
      perspectives: { self: '1', manager: '2', peer: '', upward: '' },
    })
    return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
  }

  it('is none where nothing stands in it, and asks for what is missing where something does', () => {
    expect(faultsOf([row, nothing])).toEqual([])
    expect(faultsOf([row, { ...row, from: '' }])).toEqual(['bands.1.from required'])
    expect(
      faultsOf([
        { ...row, rating: '' },
        { ...nothing, guide: '10' },
      ]),
    ).toEqual(['bands.0.rating required', 'bands.1.rating required', 'bands.1.from required'])
  })
})
