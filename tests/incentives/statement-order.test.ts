import { expect, it } from 'vitest'
import { statementDocument } from '#app/incentives/statements/statement.pdf.ts'
import { inPlanOrder } from '#app/incentives/statements/statement-order.ts'
import { employee, frame, plan, run } from './plans.ts'

const component = (code: string) => ({
  kind: 'target-bonus' as const,
  code,
  name: { en: `Bonus ${code}` },
  targets: [{ percent: '20' }],
})

it('lines stand in the order of the plan, on the screen and on paper, and days as the reader writes them', () => {
  const ordered = plan({ components: [component('quarter'), component('branch')] })
  const names = Object.fromEntries(ordered.components.map(({ code, name }) => [code, name]))
  // By code, as they come out of the bank.
  const lines = [...run(frame(ordered), [employee('E1')]).lines].sort((a, b) => (a.component < b.component ? -1 : 1))
  expect(inPlanOrder(lines, names).map((line) => line.component)).toEqual(['quarter', 'branch'])
  const printed = JSON.stringify(
    statementDocument(
      {
        employeeName: 'Lin',
        employeeNumber: 'E1',
        bank: { en: 'Bank' },
        planName: { en: 'Plan' },
        planVersion: 1,
        name: { en: 'Third quarter' },
        payOn: '2026-10-15',
        currency: 'CNY',
        payableMinor: 0,
        lines,
        names,
        codes: {},
        isReleased: true,
      },
      'en',
      (key, values) => `${key} ${JSON.stringify(values ?? {})}`,
    ),
  )
  expect(printed.indexOf('Bonus quarter')).toBeLessThan(printed.indexOf('Bonus branch'))
  expect(printed).toContain('15 Oct 2026')
  expect(printed).not.toContain('2026-10-15')
})
