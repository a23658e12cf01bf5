import { expect, it } from 'vitest'
import { type BankUnit, diffRoster } from '#app/organisation/roster/roster-diff.ts'

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
  units: [{ code: 'O1', name: { en: 'Outlet' }, path: '/HO/O1/', closedOn: null }] as BankUnit[],
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

it('a unit that closes takes nobody in by a file, and keeps whoever is in it until then', () => {
  const units = [{ code: 'O1', name: { en: 'Outlet' }, path: '/HO/O1/', closedOn: '2026-12-31' }]
  const [stays, raised, joins] = rowsOf(
    [line, { ...line, row: 3, baseMinor: 900_000 }, { ...line, row: 4, number: 'E2' }],
    { ...bank, units },
  )
  const refusal = { kind: 'error', detail: { faults: [{ field: 'unit', value: 'O1', reason: 'unit-closes' }] } }
  expect(stays?.kind).toBe('same')
  expect(raised?.detail.faults).toEqual([{ field: 'number', value: 'E1', reason: 'twice-in-file' }])
  expect(joins).toMatchObject(refusal)
  // Who left, and comes back, is new to it; so is who comes from another unit.
  for (const known of [
    { ...employed, isEmployed: false },
    { ...employed, assignment: { ...assignment, unitCode: 'O2' } },
  ])
    expect(rowsOf([line], { ...bank, units, people: new Map([['E1', known]]) })[0]).toMatchObject(refusal)
})
