import { expect, it } from 'vitest'
import type { Curve } from '#app/performance/curve.ts'
import { SampleValues } from '#app/performance/kpis/sample-values.tsx'
import { pageOf, textOf } from '../support/page.tsx'

const linear: Curve = { kind: 'linear', direction: 'higher', floor: '0', cap: '120' }
const fixed: Curve = { kind: 'deduct', per: '5', floor: '0' }
const shown = async (curve: Curve, target: string | null) =>
  textOf(await pageOf(() => <SampleValues curve={curve} target={target} unit="" />, { words: ['performance'] }))

it('sample values without points say what they lack', async () => {
  expect(await shown(linear, null)).toContain('Points appear once there is one')
  expect(await shown(linear, '0')).toContain('which must be more than 0')
  for (const text of [await shown(linear, '80'), await shown(fixed, null)]) expect(text).not.toContain('target')
})
