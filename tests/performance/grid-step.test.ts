import { expect, it } from 'vitest'
import { stepTo } from '#app/performance/appraisals/grid-step.ts'

/** Two tables: people with four KPIs, then one with two. */
const widths = [4, 4, 2]

it.each([
  ['ArrowRight', false, [0, 1], [0, 2]],
  ['ArrowRight', false, [0, 3], [0, 3]],
  ['ArrowLeft', false, [1, 0], [1, 0]],
  ['ArrowDown', false, [0, 1], [1, 1]],
  ['Enter', false, [0, 1], [1, 1]],
  ['ArrowUp', false, [0, 1], [0, 1]],
  ['ArrowDown', false, [1, 3], [2, 1]],
  ['ArrowDown', false, [2, 1], [2, 1]],
  ['Home', false, [1, 2], [1, 0]],
  ['End', false, [1, 1], [1, 3]],
  ['Home', true, [2, 1], [0, 0]],
  ['End', true, [0, 0], [2, 1]],
] as const)('%s (with Control: %s) leads from %j to %j', (key, isFar, [row, cell], [toRow, toCell]) => {
  expect(stepTo(widths, { row, cell }, key, isFar)).toEqual({ row: toRow, cell: toCell })
})

it.each(['Tab', '4', 'e', 'Escape', 'PageDown'])('%s moves nothing', (key) => {
  expect(stepTo(widths, { row: 0, cell: 0 }, key, false)).toBeNull()
})
