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
  it('corrects what was calculated, not what earlier runs left', () => {
    const left: ExplainedLine[] = payAs('B').map((line) => ({ ...line, kind: 'vested', awardedMinor: 7 }))
    expect(differences([...payAs('B'), ...left], released(payAs('B')))).toEqual([])
  })
  it('is a line where an amount alone differs, and where an instalment alone does', () => {
    const [paid] = payAs('B')
    if (!paid) throw new Error('no line')
    const held = { ...paid, payableMinor: 0, heldMinor: paid.payableMinor, heldBy: ['aml'] }
    expect(differences([held], released([paid]))).toMatchObject([
      { payableMinor: -360_000, heldMinor: 360_000, instalments: [], heldBy: ['aml'] },
    ])
    const [first, ...rest] = paid.instalments
    if (!first) throw new Error('no instalment')
    const later = { ...paid, instalments: [{ ...first, dueOn: '2030-10-15' }, ...rest] }
    expect(differences([later], released([paid]))).toMatchObject([
      {
        awardedMinor: 0,
        instalments: [
          { no: 1, dueOn: first.dueOn, minor: -first.minor },
          { no: 2, dueOn: '2030-10-15', minor: first.minor },
        ],
      },
    ])
  })
  it('pays nothing that was held: that waits as a payable of its own, and is paid by that', () => {
    const [paid] = payAs('B')
    const [more] = payAs('A')
    if (!paid || !more) throw new Error('no line')
    const held = { ...paid, payableMinor: 0, heldMinor: paid.payableMinor, heldBy: ['aml'] }
    expect(differences([paid], released([held]))).toEqual([])
    expect(differences([more], released([held]))).toMatchObject([{ payableMinor: 72_000, heldMinor: 0, heldBy: [] }])
    // Held still, or held again, the difference is held as well.
    const heldMore = { ...more, payableMinor: 0, heldMinor: more.payableMinor, heldBy: ['aml'] }
    expect(differences([heldMore], released([held]))).toMatchObject([{ payableMinor: 0, heldMinor: 72_000 }])
    // Of whom nothing is paid any more, it is taken back where it waits.
    expect(differences([], released([held]))).toMatchObject([
      { payableMinor: 0, heldMinor: -360_000, heldBy: ['aml'], deferredMinor: -240_000 },
    ])
    expect(differences([paid], released([held]), { byFirstRules: true })).toMatchObject([
      { payableMinor: 360_000, heldMinor: -360_000, heldBy: [] },
    ])
  })
  it('is ordered by employee, whoever was released before', () => {
    const lines = differences([...payAs('A', '3'), ...payAs('A', '1')], released(payAs('B', '2')))
    expect(lines.map((line) => line.employee)).toEqual(['1', '2', '3'])
  })
  it('touches only those it concerns', () => {
    expect(
      differences([...payAs('A'), ...payAs('A', '2')], released([...payAs('B'), ...payAs('B', '2')]), {
        concerned: new Set(['2']),
      }).map((line) => line.employee),
    ).toEqual(['2'])
  })
})
