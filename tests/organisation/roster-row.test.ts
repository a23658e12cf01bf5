/** What one row of a roster says, and every way in which it may be wrong. */
import { describe, expect, it } from 'vitest'
import { type RosterField, readRosterRow } from '#app/organisation/roster/roster-mapping.ts'

const good = { number: 'E-1', name: '张三', unit: 'B1', post: 'teller', base: '6000' }
const read = (more: Partial<Record<RosterField, string>>) => {
  const cells: Partial<Record<RosterField, string>> = { ...good, ...more }
  return readRosterRow(
    7,
    (field) => cells[field] ?? '',
    (field) => field in cells,
    'CNY',
  )
}
const lineOf = (more: Partial<Record<RosterField, string>>) => {
  const result = read(more)
  if (!('line' in result)) throw new Error(JSON.stringify(result.faults))
  return result.line
}
const reasons = (more: Partial<Record<RosterField, string>>) => {
  const result = read(more)
  return 'faults' in result ? result.faults.map(({ field, reason }) => `${field} ${reason}`) : []
}

describe('a row of a roster', () => {
  it('has a share of full time in whole basis points', () => {
    expect(lineOf({ fte: '33.333%' }).fteBp).toBe(3_333)
    expect(lineOf({ fte: '0.66666' }).fteBp).toBe(6_667)
  })

  it('says no more than its columns do', () => {
    expect(lineOf({})).toEqual({ row: 7, number: 'E-1', name: '张三', unit: 'B1', post: 'teller', baseMinor: 600_000 })
  })

  it('clears what an empty cell of a column may clear, and leaves a share of full time as it is', () => {
    expect(lineOf({ manager: '', city: ' ', email: '', gender: '', bornOn: '', joinedOn: '', fte: '' })).toEqual({
      ...lineOf({}),
      ...{ manager: null, city: null, email: null, gender: null, bornOn: null, joinedOn: null },
    })
  })

  it.each([
    ['0.8', 8_000],
    ['80%', 8_000],
    ['80', 8_000],
    ['1', 10_000],
    ['100', 10_000],
    ['0.0001', 1],
  ])('reads %s as a share of full time', (fte, expected) => {
    expect(lineOf({ fte }).fteBp).toBe(expected)
  })

  it.each(['0', '0.00001', '101', '-1', '150%', '101％'])('refuses %s as a share of full time', (fte) => {
    expect(reasons({ fte })).toEqual(['fte fte-range'])
  })

  it('takes a base of nothing, none below, and no words for a number', () => {
    expect(lineOf({ base: '0' }).baseMinor).toBe(0)
    expect(reasons({ base: 'much', fte: 'half' })).toEqual(['base not-a-number', 'fte not-a-number'])
    expect(reasons({ base: '-0.01' })).toEqual(['base negative'])
  })

  it('says everything that is missing at once', () => {
    expect(reasons({ number: '', name: ' ', unit: '', post: '', base: '' })).toEqual(
      ['number', 'name', 'unit', 'post', 'base'].map((field) => `${field} empty`),
    )
  })

  it('takes words of 120 signs and numbers of 32, and none that are longer', () => {
    const most = '长'.repeat(120)
    expect(lineOf({ name: most, unit: most, post: most, city: most, number: '9'.repeat(32) }).city).toBe(most)
    const long = `${most}长`
    expect(reasons({ name: long, unit: long, post: long, city: long, number: '9'.repeat(33) })).toEqual([
      'number employee-number',
      ...['name', 'unit', 'post', 'city'].map((field) => `${field} too-long`),
    ])
  })

  it('knows an address, a sex and a day in either language, and nobody as their own manager', () => {
    expect(
      lineOf({ email: 'a@b.cn', gender: '女', bornOn: '1990/1/2', joinedOn: '2020-01-01', manager: 'E-2' }),
    ).toMatchObject({
      ...{ email: 'a@b.cn', gender: 'female', bornOn: '1990-01-02', joinedOn: '2020-01-01', manager: 'E-2' },
    })
    expect(lineOf({ gender: 'Male' }).gender).toBe('male')
    expect(reasons({ email: 'a@b', gender: 'x', bornOn: '1990-13-01', manager: 'E-1' })).toEqual([
      'email not-an-address',
      'gender not-a-gender',
      expect.stringMatching(/^bornOn /),
      'manager own-manager',
    ])
  })
})
