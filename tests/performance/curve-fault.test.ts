import { describe, expect, it } from 'vitest'
import type { StepBand } from '#app/performance/curve.ts'
import { curveFaults } from '#app/performance/curve-fault.ts'

const band = (from: string | null, to: string | null): StepBand => ({ from, to, points: '1' })
const faults = (...bands: StepBand[]) =>
  curveFaults({ kind: 'step', direction: 'higher', bands }).map(({ path, code }) => `${path.join('.')} ${code}`)

describe('bands of a step curve', () => {
  it('reach from end to end, typed in any order', () => {
    expect(faults(band(null, '1'), band('1', null))).toEqual([])
    expect(faults(band('1', null), band(null, '1'))).toEqual([])
    expect(faults(band(null, null))).toEqual([])
  })

  it('are open at both ends', () => {
    expect(faults(band('0', '1'), band('1', null))).toEqual(['bands.0.from outer-band-closed'])
    expect(faults(band(null, '1'), band('1', '2'))).toEqual(['bands.1.to outer-band-closed'])
    expect(faults(band('1', '2'), band(null, '1'))).toEqual(['bands.0.to outer-band-closed'])
  })
})
