import { describe, expect, it } from 'vitest'
import { addLine, closeTotals, controlOf, type OpenTotals } from '#app/incentives/runs/run-control.ts'
import { appraisals, employee, frame, part, run } from './plans.ts'

/** Two people: one adjusted downwards and capped, one adjusted upwards and deferred. */
const result = () =>
  run(
    frame({
      caps: { components: [{ component: 'bonus', mostMinor: 550_000 }] },
      deferral: [{ riskClass: 'risk', percent: '40', parts: [1, 1, 1], everyMonths: 12 }],
    }),
    [
      employee('1', { adjustments: [{ component: 'bonus', minor: -100_000, reason: 'paid twice in June' }] }),
      employee('2', {
        appraisal: appraisals.A,
        parts: [part({ riskClass: 'risk' })],
        adjustments: [{ component: 'bonus', minor: 25_000, reason: 'a branch opening' }],
      }),
    ],
  )

describe('the control of a run', () => {
  it('adds every part of what was calculated and adjusted, and balances', () => {
    const { lines, control } = result()
    const [bonus] = control.components
    const sum = (field: 'calculatedMinor' | 'adjustedMinor' | 'payableMinor' | 'cutMinor' | 'deferredMinor') =>
      lines.reduce((total, line) => total + line[field], 0)
    expect(bonus).toMatchObject({
      lines: 2,
      balanced: true,
      calculatedMinor: sum('calculatedMinor'),
      adjustedMinor: -75_000,
      cutMinor: sum('cutMinor'),
      deferredMinor: sum('deferredMinor'),
      payableMinor: sum('payableMinor'),
    })
    expect(bonus?.cutMinor).toBeGreaterThan(0)
    expect(bonus?.deferredMinor).toBeGreaterThan(0)
  })

  it('does not balance when one figure of one line is another', () => {
    const { lines } = result()
    for (const field of [
      'payableMinor',
      'heldMinor',
      'deferredMinor',
      'forfeitedMinor',
      'cutMinor',
      'calculatedMinor',
      'adjustedMinor',
    ] as const) {
      const tampered = lines.map((line, at) => (at === 0 ? { ...line, [field]: line[field] + 1 } : line))
      expect(controlOf(tampered, { parts: [], totals: [] }).components, field).toMatchObject([{ balanced: false }])
    }
  })

  it('counts a correction on top of what its pool gave out before, down to the reserve and below', () => {
    const { lines } = result()
    const totals: OpenTotals = new Map()
    for (const line of lines) addLine(totals, line)
    const own = lines.reduce((sum, line) => sum + line.calculatedMinor, 0)
    const pool = (before: number) =>
      closeTotals(
        totals,
        {
          parts: [],
          totals: [
            {
              ...{ pool: 'bank', component: 'bonus', units: [], balanced: true },
              ...{ fundedMinor: own + 700, distributedMinor: own, undistributedMinor: 700 },
            },
          ],
        },
        new Map([['bonus', before]]),
      ).pools[0]
    expect(pool(700)).toMatchObject({ distributedMinor: own + 700, undistributedMinor: 0, balanced: true })
    expect(pool(701)).toMatchObject({ distributedMinor: own + 701, undistributedMinor: -1, balanced: false })
  })

  it('of a regular run balances where what a pool gave out is what its component calculated', () => {
    const { lines } = result()
    const totals: OpenTotals = new Map()
    for (const line of lines) addLine(totals, line)
    const own = lines.reduce((sum, line) => sum + line.calculatedMinor, 0)
    const balanced = (distributedMinor: number, isPoolBalanced: boolean) =>
      closeTotals(totals, {
        parts: [],
        totals: [
          {
            ...{ pool: 'bank', component: 'bonus', units: [], balanced: isPoolBalanced },
            ...{ fundedMinor: own, distributedMinor, undistributedMinor: 0 },
          },
        ],
      }).pools[0]?.balanced
    expect([balanced(own, true), balanced(own + 1, true), balanced(own, false)]).toEqual([true, false, false])
  })

  it('stands in the order of kinds and components, whichever was paid first', () => {
    const [line] = result().lines
    if (!line) throw new Error('no line')
    const totals: OpenTotals = new Map()
    for (const component of ['share', 'bonus']) addLine(totals, { ...line, component })
    const { components } = closeTotals(totals, { parts: [], totals: [] })
    expect(components.map(({ component }) => component)).toEqual(['bonus', 'share'])
  })
})
