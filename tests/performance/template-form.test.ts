import { describe, expect, it } from 'vitest'
import { readTemplate, templateForm } from '#app/performance/template.form.ts'
import { line, template } from './cards.ts'

const faultsOf = (json: unknown) => {
  const read = readTemplate(json)
  return read.ok ? [] : (read.error.detail ?? []).map((fault) => `${fault.path} ${fault.code}`)
}

describe('a template file', () => {
  it('is read back as it was written', () => {
    const read = readTemplate(JSON.parse(JSON.stringify(template)))
    expect(read).toEqual({ ok: true, value: JSON.parse(JSON.stringify(template)) })
  })
  it('is refused with the place of every fault', () => {
    const broken = structuredClone(template) as unknown as {
      lines: { weightBp: unknown; curve: unknown; typo?: number }[]
    }
    if (broken.lines[1]) broken.lines[1].weightBp = '4000'
    if (broken.lines[0]) broken.lines[0].curve = { kind: 'step', direction: 'up', bands: [] }
    expect(faultsOf(broken)).toEqual(['$.lines[0].curve.direction invalid_value', '$.lines[1].weightBp invalid_type'])
    expect(faultsOf({ ...template, lines: [line('a', 9999)] })).toEqual(['$.lines weights-not-whole'])
    expect(faultsOf({ ...template, lines: [line('a', 10000, { curve: { kind: 'piecewise', knots: [] } })] })).toEqual([
      '$.lines[0].curve.knots needs-two-knots',
    ])
    expect(faultsOf({ ...template, surprise: 1 })).toEqual(['$ unrecognized_keys'])
    expect(faultsOf(null)).toEqual(['$ invalid_type'])
  })
  it('refuses weights that only look whole in floating point, and takes those that only fail to', () => {
    const weighing = (...weights: number[]) =>
      faultsOf({ ...template, lines: weights.map((weight, index) => line(`k${index}`, weight)) })
    expect(weighing(3500, 3000, 2000, 1500)).toEqual([])
    expect(weighing(3500, 3000, 2000, 1501)).toEqual(['$.lines weights-not-whole'])
  })
  it('is refused, not broken, by a number that is none', () => {
    expect(faultsOf({ ...template, range: { least: 'x', most: '100' } })).toEqual(['$.range.least invalid_format'])
    expect(faultsOf({ ...template, range: { least: '1e3', most: '100' } })).toEqual(['$.range.least invalid_format'])
    expect(faultsOf({ ...template, range: { least: 0, most: '100' } })).toEqual(['$.range.least invalid_type'])
  })
  it('may be kept as a draft before its weights are whole', () => {
    expect(templateForm.safeParse({ ...template, lines: [line('a', 5000)] }).success).toBe(true)
  })
  it('gives a guide to all of its ratings or to none', () => {
    const guiding = (...guides: number[]) =>
      faultsOf({
        ...template,
        bands: guides.map((guideBp, index) => ({
          rating: `R${index}`,
          name: { en: `R${index}` },
          from: String(90 * (guides.length - 1 - index)),
          guideBp,
        })),
      })
    expect(guiding(2500, 7500)).toEqual([])
    expect(guiding(2500, 7400)).toEqual(['$.bands guide-not-whole'])
    expect(guiding(0, 0)).toEqual(['$.bands guide-not-whole'])
  })
  it('needs bands that reach down to the lowest score', () => {
    expect(faultsOf({ ...template, bands: [{ rating: 'A', name: { en: 'A' }, from: '60' }] })).toEqual([
      '$.bands[0].from bands-gap',
    ])
  })
})
