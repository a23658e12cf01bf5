import { expect, it } from 'vitest'
import type { Lint } from '#app/kernel/lint.ts'
import { TemplateLints } from '#app/performance/templates/template-lints.tsx'
import { pageOf, textOf } from '../support/page.tsx'
import { line, template } from './cards.ts'

const said = async (code: string, inputs: Lint['inputs']) => {
  const lints: Lint[] = [{ code, severity: 'warning', path: '$.lines[0]', inputs }]
  const lines = [{ ...line('cash', 0), name: { en: 'Cash differences' } }]
  const dimensions = [{ code: 'teamwork', name: { en: 'Working together' } }]
  return textOf(
    await pageOf(() => <TemplateLints lints={lints} template={{ ...template, lines }} dimensions={dimensions} />, {
      words: ['performance'],
    }),
  )
}

it('what a template is pointed at for is called by its name, not by its code', async () => {
  expect(await said('weight-zero', { kpi: 'cash' })).toContain('Cash differences weighs nothing')
  expect(await said('class-missing', { class: 'risk' })).toContain('No KPI is of the class Risk')
  expect(await said('dimension-below-minimum', { dimension: 'teamwork', weightBp: 400, minimumBp: 500 })).toContain(
    'Working together weighs 4%, less than its minimum of 5%',
  )
  expect(
    await said('compliance-risk-below-others', { prudentBp: 1400, other: 'operating-results', otherBp: 4600 }),
  ).toContain('Compliance and risk weigh 14%, no more than Operating results with 46%')
})
