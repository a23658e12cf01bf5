import { expect, it } from 'vitest'
import { withNewRow } from '#app/incentives/plans/plan-new-row.ts'

const spare = { units: [], honours: [] }
const added = (rows: readonly object[]) => withNewRow(rows, spare).at(-1)

it('a tier begins as far above the last as that above the one before, and above it in any case', () => {
  expect(added([{ from: '0', price: '2' }])).toEqual({ from: '10', price: '2' })
  expect(added([{ from: '0' }, { from: '25' }])).toEqual({ from: '50' })
  expect(added([{ from: '25' }, { from: '25' }])).toEqual({ from: '35' })
  expect(added([{ from: '50' }, { from: '20' }])).toEqual({ from: '30' })
})

it('a rating is the next letter, and after the last letter still one of its own', () => {
  expect(added([{ rating: 'A' }, { rating: 'E' }])).toMatchObject({ rating: 'F' })
  expect(added([{ rating: 'Z' }])).toMatchObject({ rating: 'Z+' })
  expect(added([{ rating: 'B' }, { rating: 'A' }])).toMatchObject({ rating: 'C' })
})

it('deferral begins with what the regulator asks of the risk class', () => {
  const classes = [{ riskClass: 'senior' }, { riskClass: 'risk' }, { riskClass: 'principal-senior' }]
  const percentOf = (missing: string) => added(classes.filter(({ riskClass }) => riskClass !== missing))
  expect(percentOf('principal-senior')).toMatchObject({ riskClass: 'principal-senior', percent: '60' })
  expect(percentOf('risk')).toMatchObject({ riskClass: 'risk', percent: '40', parts: [1, 1, 1] })
  expect(withNewRow(classes, spare)).toEqual(classes)
})
