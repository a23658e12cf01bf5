import { expect, it } from 'vitest'
import { absenceKinds, excludesProration, extendsDeadlines } from '#app/organisation/absence.ts'

it('unpaid leave alone takes its days out of pay, and every absence but annual leave moves deadlines', () => {
  expect(absenceKinds.filter(excludesProration)).toEqual(['unpaid'])
  expect(absenceKinds.filter((kind) => !extendsDeadlines(kind))).toEqual(['annual'])
})
