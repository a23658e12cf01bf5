import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isDecimalText } from '#app/kernel/decimal.ts'
import { readPortable } from '#app/kernel/portable.form.ts'
import { locales, type Words } from '#app/kernel/words.ts'
import { curveForm } from '#app/performance/curve.form.ts'
import { type Curve, curveKinds, directions } from '#app/performance/curve.ts'
import { againstDirection } from '#app/performance/curve-direction.ts'
import { regulatoryClasses } from '#app/performance/template.ts'

type Entry = {
  code: string
  name: Words
  description: Words
  unit: Words
  dimension: string
  regulatoryClass: string
  direction: 'higher' | 'lower'
  source: 'measured' | 'judged'
  curve: Curve
  target?: string
  dataSource: Words
}
const library: { dimensions: { code: string; name: Words }[]; kpis: Entry[] } = JSON.parse(
  readFileSync('content/kpis/library.json', 'utf8'),
)
const both = (words: Words) => locales.every((locale) => /\S/.test(words[locale] ?? ''))

describe('the KPI library', () => {
  it('has enough for a bank, each code once', () => {
    expect(library.kpis.length).toBeGreaterThanOrEqual(28)
    expect(new Set(library.kpis.map((kpi) => kpi.code)).size).toBe(library.kpis.length)
  })
  it('uses all five curves, every class and every dimension', () => {
    expect(new Set(library.kpis.map((kpi) => kpi.curve.kind))).toEqual(new Set(curveKinds))
    expect(new Set(library.kpis.map((kpi) => kpi.regulatoryClass))).toEqual(new Set(regulatoryClasses))
    expect(new Set(library.kpis.map((kpi) => kpi.dimension))).toEqual(
      new Set(library.dimensions.map((dimension) => dimension.code)),
    )
  })
  it('has what the bank of 366 and the service chapter need', () => {
    const codes = new Set(library.kpis.map((kpi) => kpi.code))
    for (const code of [
      ...['sales', 'new_customers', 'satisfaction', 'standard-time', 'error-rate', 'complaints'],
      ...['mystery-shopping', 'audit-findings'],
    ])
      expect(codes).toContain(code)
  })
})

describe.each(library.kpis)('the KPI $code', (kpi) => {
  it('is written in both languages', () => {
    for (const words of [kpi.name, kpi.description, kpi.unit, kpi.dataSource]) expect(both(words)).toBe(true)
  })
  it('has a sound curve that runs in its direction', () => {
    const read = readPortable(curveForm, kpi.curve)
    expect(read.ok ? [] : read.error.detail).toEqual([])
    expect(directions).toContain(kpi.direction)
    if ('direction' in kpi.curve) expect(kpi.curve.direction).toBe(kpi.direction)
    if (kpi.curve.kind === 'piecewise') {
      const ends = [...kpi.curve.knots].sort(
        (a, b) => Number(a.at) - Number(b.at) || Number(a.points) - Number(b.points),
      )
      const rising = Number(ends.at(-1)?.points) > Number(ends[0]?.points)
      expect(rising ? 'higher' : 'lower').toBe(kpi.direction)
    }
    expect(againstDirection(kpi.curve, kpi.direction)).toBeNull()
    if (kpi.curve.kind === 'anchored') expect(kpi.source).toBe('judged')
  })
  it('has a target above zero where its curve needs one', () => {
    if (kpi.target !== undefined) expect(isDecimalText(kpi.target) && Number(kpi.target) > 0).toBe(true)
    if (kpi.curve.kind === 'linear') expect(kpi.target).toBeDefined()
  })
})
