import { describe, expect, it } from 'vitest'
import { headLines } from '#app/performance/appraisals/head-words.ts'

const read = (name: string, most?: number) => headLines(name, most).map((line) => line.trimEnd())

describe('the head of a column', () => {
  it('says the name of a KPI in three lines, the longest as short as can be', () => {
    expect(read('Anti-money-laundering data quality')).toEqual(['Anti-money-', 'laundering', 'data quality'])
    expect(read('Inclusive small-business lending')).toEqual(['Inclusive', 'small-business', 'lending'])
    expect(read('Growth in average deposits')).toEqual(['Growth in', 'average', 'deposits'])
    expect(read('Audit findings')).toEqual(['Audit', 'findings'])
  })

  it('loses nothing of the name, whatever stands in it', () => {
    for (const name of ['Post-loan checks on time', 'A - B', 'Non-performing  loans -', 'x', '', '客户 满意度'])
      expect(headLines(name).join('')).toBe(name)
  })

  it('leaves a name in characters to flow', () => {
    expect(headLines('贷后检查按时完成率')).toEqual(['贷后检查按时完成率'])
  })
})
