import { describe, expect, it } from 'vitest'
import type { ExplainedLine } from '#app/incentives/payout/run-result.ts'
import { differences, type ReleasedLine } from '#app/incentives/runs/correction.ts'
import { appraisals, employee, frame, part, run } from './plans.ts'

const deferral = [{ riskClass: 'risk' as const, percent: '40', parts: [1, 1, 1], everyMonths: 12 }]
const bonus = {
  kind: 'target-bonus' as const,
  code: 'bonus',
  name: { en: 'bonus' },
  targets: [{ percent: '20' }],
  individualTable: 'rating',
}
const payAs = (rating: 'A' | 'B' | 'C', number = '1') =>
  run(frame({ components: [bonus], deferral }), [
    employee(number, { appraisal: appraisals[rating], parts: [part({ riskClass: 'risk' })] }),
  ]).lines
const released = (lines: readonly ExplainedLine[], name = 'run-1'): ReleasedLine[] =>
  lines.map((line) => ({ ...line, run: name }))

describe('a correction', () => {
  it('is the difference of every amount and instalment, on the same days', () => {
    const [line] = differences(payAs('A'), released(payAs('B')))
    expect(line).toMatchObject({
      calculatedMinor: 120_000,
      awardedMinor: 120_000,
      deferredMinor: 48_000,
      payableMinor: 72_000,
    })
    expect(line?.instalments.map((each) => each.minor)).toEqual([16_000, 16_000, 16_000])
    expect(line?.instalments.map((each) => each.dueOn)).toEqual(payAs('B')[0]?.instalments.map((each) => each.dueOn))
    expect(line?.steps.at(-1)).toMatchObject({
      rule: 'correction',
      inputs: { correctedMinor: 720_000, releasedMinor: 600_000, runs: ['run-1'] },
    })
  })
  it('leaves no line where nothing differs, also after an earlier correction', () => {
    expect(differences(payAs('B'), released(payAs('B')))).toEqual([])
    const first = differences(payAs('A'), released(payAs('B')))
    expect(differences(payAs('A'), [...released(payAs('B')), ...released(first, 'run-2')])).toEqual([])
  })
  it('takes everything back from who should not have been paid', () => {
    expect(differences([], released(payAs('B')))).toMatchObject([
      { employee: '1', payableMinor: -360_000, deferredMinor: -240_000 },
    ])
  })
  it('touches only those it concerns', () => {
    expect(
      differences(
        [...payAs('A'), ...payAs('A', '2')],
        released([...payAs('B'), ...payAs('B', '2')]),
        new Set(['2']),
      ).map((line) => line.employee),
    ).toEqual(['2'])
  })
})
