import { expect, it } from 'vitest'
import { diffRoster } from '#app/organisation/roster/roster-diff.ts'

const assignment = {
  id: 'asg_1',
  from: '2021-01-01',
  unitCode: 'O1',
  unitPath: '/HO/O1/',
  postCode: 'TELLER',
  manager: null,
  fteBp: 5_000,
  baseMinor: 800_000,
  currency: 'CNY',
  city: null,
}
const person = { id: 'emp_1', number: 'E1', name: '王小明', email: null, gender: null, bornOn: null, laterOn: null }
const employed = { ...person, isEmployed: true, employedFrom: '2021-01-01', assignment, otherFteBp: 5_000 }
const bank = {
  currency: 'CNY',
  people: new Map([['E1', employed]]),
  units: [{ code: 'O1', name: { en: 'Outlet' }, path: '/HO/O1/' }],
  posts: [{ code: 'TELLER', name: { en: 'Teller' } }],
}
const rules = {
  effectiveOn: '2026-09-01',
  scopePath: '/',
  absentMeansLeft: false,
  makeUnits: false,
  makePosts: false,
}

const line = { row: 2, number: 'E1', name: '王小明', unit: 'O1', post: 'TELLER', baseMinor: 800_000 }
const rowsOf = (lines: (typeof line & { fteBp?: number; manager?: string })[], of = bank) =>
  diffRoster(
    lines.map((each) => ({ row: each.row, line: each })),
    of,
    rules,
    (name) => name,
  ).rows

it('a row above full time is refused with the share that stands in the file', () => {
  expect(rowsOf([{ ...line, fteBp: 8_000 }])[0]).toMatchObject({
    kind: 'error',
    detail: { faults: [{ field: 'fte', value: '80%', reason: 'over-full-time' }] },
  })
})

it('whoever stands in the same file may be named as a manager, and nobody else whom the bank does not know', () => {
  const [known, unknown] = rowsOf([
    { ...line, number: 'E2', manager: 'E3' },
    { ...line, row: 3, number: 'E3', manager: 'E9' },
  ])
  expect(known?.kind).toBe('add')
  expect(unknown?.detail.faults).toEqual([{ field: 'manager', value: 'E9', reason: 'manager-unknown' }])
})

it('the same base in another currency is another pay', () => {
  const dollars = { ...employed, assignment: { ...assignment, currency: 'USD' } }
  const people = new Map([['E1', dollars]])
  expect(rowsOf([line])[0]?.kind).toBe('same')
  expect(rowsOf([line], { ...bank, people })[0]).toMatchObject({
    kind: 'change',
    detail: { changes: [{ field: 'base', from: '800000', to: '800000', fromCurrency: 'USD' }] },
  })
})
