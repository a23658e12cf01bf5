import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GivenMark } from '#app/performance/appraisals/card.ts'
import type { Grid, GridLine } from '#app/performance/appraisals/grid.ts'
import { packGrid, unpackGrid } from '#app/performance/appraisals/grid-rows.ts'
import { line, template } from './cards.ts'

const kpis = ['deposits', 'loans', 'manners']
const teller = { ...template, lines: kpis.map((kpi) => line(kpi, 3000, kpi === 'loans' ? { target: '80' } : {})) }

/** Ids that begin alike, as those made one after the other do, and others. */
const id = fc.oneof(
  fc.nat(99).map((n) => `gln_01kwdk18m0e00899d6q27w7${n}`),
  fc.stringMatching(/^[a-z]{3}_[0-9a-z]{26}$/),
)
const words = fc.constantFrom('', "that's", '"quoted"', '\\', '贷后检查', 'a\nb')
const actual = fc.record({
  id,
  value: fc.constantFrom('0', '93.2', '-1'),
  fileName: fc.option(fc.constantFrom('q2.csv', '业绩.xlsx')),
  sourceRow: fc.option(fc.nat(999)),
  sourceNote: fc.option(words),
  recordedAt: fc.constantFrom(1_790_820_000_000, 1_790_820_000_001),
})
const mark: fc.Arbitrary<GivenMark> = fc.record({
  perspective: fc.constantFrom<GivenMark['perspective']>('self', 'manager'),
  mark: fc.constantFrom('1', '4.5'),
  comment: fc.option(words),
  revision: fc.nat(9),
})
const gridLine: fc.Arbitrary<GridLine> = fc.record({
  id,
  kpiCode: fc.constantFrom(...kpis),
  weightBp: fc.constantFrom(3000, 2500),
  target: fc.constantFrom(null, '80', '90'),
  isTargetProrated: fc.boolean(),
  actual: fc.option(actual),
  marks: fc.array(mark, { maxLength: 2 }),
})
const person = fc.record({
  employeeId: id,
  appraisalId: id,
  name: words,
  number: fc.constant('YH0001'),
  post: fc.constant(null),
  isSubmitted: fc.boolean(),
  review: fc.record({
    ...{ adjustment: fc.constant(null), adjustmentReason: fc.constant(null), calibratedRating: fc.constant(null) },
    ...{ calibrationReason: fc.constant(null), selfComment: fc.option(words), managerComment: fc.option(words) },
  }),
  vetoes: fc.constant([]),
  parts: fc.array(
    fc.record({
      ...{ sheetId: id, versionId: fc.constant('tpv_1'), fromOn: fc.constant('2026-07-01') },
      ...{ toOn: fc.constant('2026-09-30'), isMine: fc.boolean(), lines: fc.array(gridLine, { maxLength: 4 }) },
    }),
    { maxLength: 2 },
  ),
})
const grid: fc.Arbitrary<Grid> = fc.array(person, { maxLength: 4 }).map((people) => {
  const { code, name, lines, perspectives, missing, adjustments, range, bands } = teller
  const cycle = { id: 'cyc_1', name: { en: 'Third quarter' }, fromOn: '2026-07-01', toOn: '2026-09-30' }
  return {
    cycle,
    templates: { tpv_1: { code, name, lines, perspectives, missing, adjustments, range, bands } },
    people,
  }
})

/** As the browser gets it: the text, and nothing of what the server still holds. */
const sent = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

describe('the grid on its way to the browser', () => {
  it('comes as it went', () => {
    fc.assert(
      fc.property(grid, (given) => {
        expect(unpackGrid(sent(packGrid(given)))).toEqual(sent(given))
      }),
    )
  })
  it('is what it was where the server draws it', () => {
    const [given] = fc.sample(grid, 1)
    if (given) expect(unpackGrid(packGrid(given))).toBe(given)
  })
  it('is none where it fits no template of it', () => {
    const filled = grid.filter(({ people }) => people.some(({ parts }) => parts.some(({ lines }) => lines.length > 0)))
    fc.assert(
      fc.property(filled, (given) => {
        expect(() => packGrid({ ...given, templates: {} })).toThrow('no template version tpv_1')
        const [[id, first] = []] = Object.entries(given.templates)
        const emptied = { ...given, templates: id && first ? { [id]: { ...first, lines: [] } } : {} }
        expect(() => packGrid(emptied)).toThrow('has no line')
      }),
    )
  })
})
