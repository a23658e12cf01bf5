import { expect, it } from 'vitest'
import { diffRoster } from '#app/organisation/roster-diff.ts'

it('a row above full time is refused with the share that stands in the file', () => {
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
  const line = { row: 2, number: 'E1', name: '王小明', unit: 'O1', post: 'TELLER', baseMinor: 800_000, fteBp: 8_000 }
  const { rows } = diffRoster([{ row: 2, line }], bank, rules, (name) => name)
  expect(rows[0]).toMatchObject({
    kind: 'error',
    detail: { faults: [{ field: 'fte', value: '80%', reason: 'over-full-time' }] },
  })
})
