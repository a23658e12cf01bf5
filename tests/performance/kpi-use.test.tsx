import { expect, it } from 'vitest'
import type { Curve } from '#app/performance/curve.ts'
import { KpiUse } from '#app/performance/kpis/kpi-use.tsx'
import { pageOf, textOf } from '../support/page.tsx'

const curve = (per: string): Curve => ({ kind: 'deduct', per, floor: '0' })
const used = (code: string, per: string) => ({
  code,
  version: 1,
  name: { en: code },
  weightBp: 1000,
  curve: curve(per),
})
const shown = async (...per: string[]) => {
  const templates = per.map((each, index) => used(`template-${index}`, each))
  return textOf(await pageOf(() => <KpiUse templates={templates} curve={curve('5')} />, { words: ['performance'] }))
}

it('a template that scores by another curve than its KPI has now is marked, with when that changes', async () => {
  const text = await shown('5', '10')
  expect(text).toMatch(/template-0 10% template-1 other curve 10%/)
  expect(text).toContain('with its next version')
  expect(text).toContain('A draft begun before does not')
  expect(await shown('5', '5')).not.toContain('curve')
})
