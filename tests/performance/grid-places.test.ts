import { expect, it } from 'vitest'
import type { Grid, GridLine, GridPerson } from '#app/performance/appraisals/grid.ts'
import { openLines, placeOf, startOf } from '#app/performance/appraisals/grid-places.ts'
import { line as lineOf, template as teller } from './cards.ts'

const template = { ...teller, lines: [lineOf('deposits', 6000), lineOf('manners', 4000, { source: 'judged' })] }
const line = (id: string, kpiCode: string): GridLine => ({
  ...{ id, kpiCode, weightBp: 5000, target: null, isTargetProrated: false, actual: null, marks: [] },
})
const person = (name: string, more: Partial<GridPerson> = {}, isMine = true): GridPerson => ({
  ...{ employeeId: name, appraisalId: `apr_${name}`, name, number: '1', post: null, isSubmitted: false, vetoes: [] },
  review: {
    ...{ adjustment: null, adjustmentReason: null, calibratedRating: null, calibrationReason: null },
    ...{ selfComment: null, managerComment: null },
  },
  parts: [
    {
      ...{ sheetId: `sheet_${name}`, versionId: 'v1', fromOn: '2026-07-01', toOn: '2026-09-30', isMine },
      lines: [line(`${name}-deposits`, 'deposits'), line(`${name}-manners`, 'manners')],
    },
  ],
  ...more,
})
const gridOf = (...people: GridPerson[]): Grid => ({
  cycle: { id: 'cyc', name: { en: 'Q3' }, fromOn: '2026-07-01', toOn: '2026-09-30' },
  templates: { v1: template },
  people,
})

it('one begins at the first cell that is open to a mark', () => {
  expect(startOf(gridOf(person('lin', { isSubmitted: true }), person('wu')))).toEqual({
    employeeId: 'wu',
    lineId: 'wu-manners',
  })
})

it('where all is handed in, one begins at the first cell that is shown', () => {
  expect(startOf(gridOf(person('lin', { isSubmitted: true })))?.lineId).toBe('lin-manners')
  expect(startOf(gridOf())).toBeNull()
})

it('only cells of one’s own parts are places', () => {
  const grid = gridOf(person('lin', {}, false), person('wu'))
  expect(startOf(grid)?.employeeId).toBe('wu')
  expect(placeOf(grid, 'lin-manners')).toBeNull()
  expect(placeOf(grid, 'wu-deposits')).toEqual({ employeeId: 'wu', lineId: 'wu-deposits' })
})

it('a mark can be given on judged lines, until the person is handed in', () => {
  expect([...openLines(gridOf(person('lin', { isSubmitted: true }), person('wu')))]).toEqual(['wu-manners'])
})
