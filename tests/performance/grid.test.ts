import { describe, expect, it } from 'vitest'
import { type CardLine, goalLineOf } from '#app/performance/appraisals/card.ts'
import {
  cellOf,
  type Grid,
  type GridLine,
  type GridPart,
  type GridPerson,
  linesShown,
  marksAtStart,
  missingMarks,
  scoreText,
  totalOf,
} from '#app/performance/appraisals/grid.ts'
import type { Curve } from '#app/performance/curve.ts'
import { type Template, templateLine } from '#app/performance/template.ts'
import { line as lineOf, template as teller } from './cards.ts'

const levels: Curve = {
  kind: 'anchored',
  levels: ['1', '2', '3', '4', '5'].map((level) => ({
    level,
    points: String(Number(level) * 20),
    anchor: { en: level },
  })),
}
const template: Template = {
  ...teller,
  lines: [lineOf('deposits', 6000), lineOf('manners', 4000, { source: 'judged', curve: levels })],
}
const line = (id: string, kpiCode: string, more: Partial<GridLine> = {}): GridLine => ({
  id,
  kpiCode,
  weightBp: kpiCode === 'deposits' ? 6000 : 4000,
  target: null,
  isTargetProrated: false,
  actual: null,
  marks: [],
  ...more,
})
const measured = (value: string) => ({
  actual: { id: 'act', value, unitId: null, fileName: null, sourceRow: null, sourceNote: null, recordedAt: 0 },
})
const mark = (perspective: 'self' | 'manager', given: string, revision = 1) => ({
  perspective,
  mark: given,
  comment: null,
  revision,
})
const deposits = line('d', 'deposits', measured('90'))
const manners = line('m', 'manners', { marks: [mark('self', '5'), mark('manager', '3', 7)] })
const part = (lines: readonly GridLine[], more: Partial<GridPart> = {}): GridPart => ({
  sheetId: 'sheet',
  versionId: 'v1',
  fromOn: '2026-07-01',
  toOn: '2026-09-30',
  isMine: true,
  lines,
  ...more,
})
const person = (parts: readonly GridPart[], more: Partial<GridPerson> = {}): GridPerson => ({
  employeeId: 'emp_1',
  appraisalId: 'apr_1',
  name: '林',
  number: '1',
  post: null,
  isSubmitted: false,
  review: {
    adjustment: null,
    adjustmentReason: null,
    calibratedRating: null,
    calibrationReason: null,
    selfComment: null,
    managerComment: null,
  },
  vetoes: [],
  parts,
  ...more,
})
const gridOf = (...people: GridPerson[]): Grid => ({
  cycle: { id: 'cyc', name: { en: 'Q3' }, fromOn: '2026-07-01', toOn: '2026-09-30' },
  templates: { v1: template, v2: { ...template, code: 'other', lines: [lineOf('deposits', 10_000)] } },
  people,
})
const totalIn = (one: GridPerson, grid = gridOf(one)) => {
  const scored = totalOf(grid, one, marksAtStart(grid))
  return [scoreText(scored), scored.finalRating]
}

describe('the scoring grid', () => {
  it('begins with the marks that managers gave, and with their revisions', () => {
    const start = marksAtStart(gridOf(person([part([deposits, manners, line('n', 'manners')])])))
    expect([...start]).toEqual([
      ['d', { mark: null, revision: 0 }],
      ['m', { mark: '3', revision: 7 }],
      ['n', { mark: null, revision: 0 }],
    ])
  })

  it('shows a measured line by its value and a judged one by its mark, beside what people gave themselves', () => {
    const none = new Map()
    expect(cellOf(template, deposits, none)).toEqual({ points: 90, self: null, isJudged: false })
    expect(cellOf(template, line('x', 'deposits'), none)).toEqual({ points: null, self: null, isJudged: false })
    expect(cellOf(template, manners, none)).toEqual({ points: null, self: 100, isJudged: true })
    expect(cellOf(template, manners, new Map([['m', { mark: '4', revision: 1 }]]))).toEqual({
      points: 80,
      self: 100,
      isJudged: true,
    })
    expect(cellOf(template, line('x', 'manners'), new Map([['x', { mark: 'six', revision: 1 }]])).points).toBeNull()
  })

  it('knows no line that its template has not', () => {
    expect(() => templateLine(template, 'loans')).toThrow(RangeError)
    expect(templateLine(template, 'manners').source).toBe('judged')
  })

  it('totals what stands in it: 90 × 60% and, of self and manager one to three, 70 × 40%', () => {
    expect(totalIn(person([part([deposits, manners])]))).toEqual(['82', 'B'])
    expect(totalIn(person([part([deposits, { ...manners, marks: [] }])]))).toEqual(['90', 'B'])
  })

  it('totals with the mark that is being given in place of the one that was', () => {
    const one = person([part([deposits, manners])])
    const grid = gridOf(one)
    const now = new Map([['m', { mark: '5', revision: 7 }]])
    expect(scoreText(totalOf(grid, one, now))).toBe('94')
    // Taken away, the self review alone is left.
    expect(scoreText(totalOf(grid, one, new Map([['m', { mark: null, revision: 7 }]])))).toBe('94')
    expect(scoreText(totalOf(grid, one, new Map()))).toBe('82')
  })

  it('gives what submitting will store, also for a card that is no common one', () => {
    const common = [part([deposits, manners])]
    const { review } = person(common)
    expect(totalIn(person(common, { review: { ...review, adjustment: '-3' } }))).toEqual(['79', 'C'])
    expect(totalIn(person(common, { review: { ...review, calibratedRating: 'A' } }))).toEqual(['82', 'A'])
    expect(totalIn(person(common, { vetoes: [{ event: 'fraud', cap: 'D' }] }))).toEqual(['82', 'D'])
    const swapped = [
      { ...deposits, weightBp: 4000 },
      { ...manners, weightBp: 6000 },
    ]
    expect(totalIn(person([part(swapped)]))).toEqual(['78', 'C'])
    expect(totalIn(person([part([manners, deposits])]))).toEqual(['82', 'B'])
    expect(totalIn(person([part([])]))).toEqual([null, null])
  })

  it('weighs the parts of a transfer by their days, and leaves another manager’s marks as they are', () => {
    const half = { toOn: '2026-08-15' } as const
    const rest = { fromOn: '2026-08-16', isMine: false } as const
    const other = { ...manners, id: 'o' }
    const one = person([part([deposits, manners], half), part([deposits, other], rest)])
    const grid = gridOf(one)
    expect(scoreText(totalOf(grid, one, marksAtStart(grid)))).toBe('82')
    const now = new Map([
      ['m', { mark: '5', revision: 7 }],
      ['o', { mark: '5', revision: 7 }],
    ])
    expect(scoreText(totalOf(grid, one, now))).toBe('88')
    // A part whose template is not there cannot be scored, and stands for nothing.
    const alone = person([part([deposits, manners]), part([deposits], { versionId: 'unknown' })])
    expect(totalIn(alone)).toEqual(['82', 'B'])
  })

  it('has no score where a value cannot be read', () => {
    expect(totalIn(person([part([line('d', 'deposits', measured('much')), manners])]))).toEqual([null, null])
  })

  it('scores against a target that is prorated as submitting will', () => {
    const linear: Curve = { kind: 'linear', direction: 'higher', floor: '0', cap: '120' }
    const byTarget: Template = { ...template, lines: [lineOf('deposits', 10_000, { curve: linear })] }
    const half = line('d', 'deposits', {
      ...measured('50'),
      weightBp: 10_000,
      target: '100',
      isTargetProrated: true,
    })
    const one = person([part([half], { toOn: '2026-08-15' })])
    const grid = { ...gridOf(one), templates: { v1: byTarget } }
    expect(scoreText(totalOf(grid, one, new Map()))).toBe('100')
    const plain = person([part([{ ...half, isTargetProrated: false }], { toOn: '2026-08-15' })])
    expect(scoreText(totalOf({ ...grid, people: [plain] }, plain, new Map()))).toBe('50')
  })

  it('counts the judged lines of one’s own parts that have no mark', () => {
    const blank = line('n', 'manners')
    const one = person([part([deposits, manners, blank]), part([line('o', 'manners')], { isMine: false })])
    const grid = gridOf(one)
    expect(missingMarks(grid, one, marksAtStart(grid))).toBe(1)
    expect(missingMarks(grid, one, new Map())).toBe(2)
    expect(missingMarks({ ...grid, templates: {} }, one, new Map())).toBe(0)
    const byItself = { ...template, perspectives: [{ perspective: 'self' as const, parts: 1 }] }
    expect(missingMarks({ ...grid, templates: { v1: byItself } }, one, new Map())).toBe(0)
    const withoutWeight = { ...template, perspectives: [{ perspective: 'manager' as const, parts: 0 }] }
    expect(missingMarks({ ...grid, templates: { v1: withoutWeight } }, one, new Map())).toBe(0)
  })
})

describe('a line as agreed on a sheet', () => {
  const agreed = (more: Partial<CardLine>) =>
    goalLineOf(template, { kpiCode: 'deposits', weightBp: 5500, target: null, isTargetProrated: false, ...more })
  it('has the weight and the target of the sheet, and the rest of the template', () => {
    expect(agreed({})).toEqual({ ...lineOf('deposits', 5500) })
    expect(agreed({ target: '7', isTargetProrated: true })).toMatchObject({ target: '7', proratedTarget: true })
    expect(() => agreed({ kpiCode: 'loans' })).toThrow(RangeError)
  })
})

it('what is to be marked stands beside the name, what was measured after it', () => {
  expect(linesShown(template).map(({ kpi }) => kpi)).toEqual(['manners', 'deposits'])
})

describe('a total, whichever way it is calculated', () => {
  const linear: Curve = { kind: 'linear', direction: 'higher', floor: '0', cap: '150' }
  const even: Template = {
    ...teller,
    missing: 'zero',
    lines: [
      lineOf('deposits', 5000, { curve: linear, target: '180' }),
      lineOf('manners', 5000, { source: 'judged', curve: levels }),
    ],
  }
  const scored = (lines: readonly GridLine[]) => {
    const halves = lines.map((each) => ({
      ...each,
      weightBp: 5000,
      target: each.kpiCode === 'deposits' ? '180' : null,
    }))
    const one = person([part(halves, { versionId: 'even' })])
    return totalIn(one, { ...gridOf(one), templates: { even } })
  }
  it('is the same in whatever order the lines stand', () => {
    expect(scored([deposits, manners])[0]).toBe('60')
    expect(scored([manners, deposits])).toEqual(scored([deposits, manners]))
  })
  it('is of the lines that were agreed, be they fewer than the template has', () => {
    expect(scored([deposits])[0]).toBe('50')
    expect(scored([])[0]).toBe(scoreText({ hundredths: null, finalRating: null, band: null }))
  })
  it('is none where a value cannot be read, wherever it stands', () => {
    const none = scoreText({ hundredths: null, finalRating: null, band: null })
    const unread = line('d', 'deposits', measured('much'))
    expect([scored([unread, manners])[0], scored([manners, unread])[0]]).toEqual([none, none])
    const gone = { ...manners, marks: [mark('self', '9'), mark('manager', '3', 7)] }
    expect(scored([deposits, gone])[0]).toBe(none)
  })
  it('is none of whoever has no part in the cycle', () => {
    expect(totalIn(person([]))[0]).toBe(scoreText({ hundredths: null, finalRating: null, band: null }))
  })
})
