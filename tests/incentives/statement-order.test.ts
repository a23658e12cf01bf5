import { expect, it } from 'vitest'
import { statementDocument } from '#app/incentives/statements/statement.pdf.ts'
import { inPlanOrder } from '#app/incentives/statements/statement-order.ts'
import type { Day } from '#app/kernel/day.ts'
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
  const printed = (lateOn: Day | null) =>
    JSON.stringify(
      statementDocument(
        {
          lateOn,
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
  const inTime = printed(null)
  expect(inTime.indexOf('Bonus quarter')).toBeLessThan(inTime.indexOf('Bonus branch'))
  expect(inTime).toContain('15 Oct 2026')
  expect(inTime).not.toContain('2026-10-15')
  expect(inTime).not.toContain('statement.late')
  const late = printed('2026-10-20')
  expect(late).toContain('statement.late')
  expect(late).toContain('20 Oct 2026')
  expect(late).not.toContain('pay.pay-on')
})
