import { describe, expect, it } from 'vitest'
import { sparkPoints } from '#app/ui/charts/spark-points.ts'
import { pagesAround } from '#app/ui/tables/pages.ts'

describe('the pages worth a link', () => {
  it('are all of a few', () => {
    expect(pagesAround(1, 1)).toEqual([1])
    expect(pagesAround(2, 4)).toEqual([1, 2, 3, 4])
  })
  it('are the ends and the neighbours of many', () => {
    expect(pagesAround(10, 30)).toEqual([1, null, 9, 10, 11, null, 30])
    expect(pagesAround(1, 30)).toEqual([1, 2, null, 30])
  })
  it('show a page rather than a gap of one', () => {
    expect(pagesAround(4, 30)).toEqual([1, 2, 3, 4, 5, null, 30])
  })
})

describe('a spark', () => {
  it('is a level line when nothing changed, and none when there is nothing', () => {
    expect(sparkPoints([5, 5], [], 40).line).toBe('1.00,20.00 98.00,20.00')
    expect(sparkPoints([], [], 40)).toMatchObject({ line: '', end: null })
  })
  it('rises upwards and stays inside its field', () => {
    const { line, end } = sparkPoints([60, 80], [70, 70], 44)
    expect(line).toBe('1.00,40.00 98.00,4.00')
    expect(end).toEqual({ x: 98, y: 4 })
  })
})
