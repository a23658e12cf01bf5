import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Day } from '#app/kernel/day.ts'
import { blocks, type LintCatalogue } from '#app/kernel/lint.ts'
import { locales } from '#app/kernel/words.ts'
import { kpiLibraryForm } from '#app/performance/kpi.form.ts'
import { scoreScorecard } from '#app/performance/scorecard.ts'
import { readTemplate } from '#app/performance/template.form.ts'
import { type Template, totalWeightBp } from '#app/performance/template.ts'
import { lintTemplate } from '#app/performance/template-lint.ts'
import { halfWritten } from './half-written.ts'

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'))
const catalogue: LintCatalogue = json('content/lints/performance.json')
const library = kpiLibraryForm.parse(json('content/kpis/library.json'))
const posts = new Set(json('content/demo/posts.json').posts.map((post: { code: string }) => post.code))
const files = readdirSync('content/templates')

/** The template that the file holds; a fault in it fails the test that asks. */
const templateIn = (file: string): Template => {
  const read = readTemplate(json(`content/templates/${file}`))
  if (!read.ok) throw new Error(JSON.stringify(read.error.detail))
  return read.value
}
const weightOf = (template: Template, ...classes: string[]) =>
  totalWeightBp(template.lines.filter((line) => classes.includes(line.regulatoryClass ?? '')))

describe.each(files)('the template %s', (file) => {
  it('is whole, in both languages, and no lint stops it', () => {
    const template = templateIn(file)
    expect(`${template.code}.json`).toBe(file)
    expect(totalWeightBp(template.lines)).toBe(10_000)
    expect(halfWritten(template)).toEqual([])
    expect(blocks(lintTemplate(template, catalogue))).toBe(false)
  })
  it('takes its KPIs from the library', () => {
    for (const line of templateIn(file).lines) {
      const kpi = library.kpis.find((each) => each.code === line.kpi)
      expect([line.name, line.dimension, line.source, line.curve]).toEqual([
        kpi?.name,
        kpi?.dimension,
        kpi?.source,
        kpi?.curve,
      ])
    }
  })
  it('scores its examples as HR expects', () => {
    const template = templateIn(file)
    const [from, to]: [Day, Day] = ['2026-07-01', '2026-09-30']
    expect(template.examples?.length).toBeGreaterThan(0)
    for (const example of template.examples ?? []) {
      const card = {
        cycle: { from, to },
        parts: [{ from, to, rules: template, lines: template.lines, entries: example.entries }],
        adjustments: example.adjustments ?? [],
        vetoes: example.vetoes ?? [],
      }
      const scored = scoreScorecard(card)
      expect(scored.ok && { score: scored.value.score, rating: scored.value.finalRating }).toEqual(example.expected)
    }
  })
})

describe('the templates of the bank', () => {
  const own = files.map(templateIn).filter((template) => template.posts.some((post) => posts.has(post)))
  it('are one for each of six posts', () => {
    expect(own.flatMap((template) => template.posts).sort()).toEqual(
      ['lobby-manager', 'operations-clerk', 'outlet-head', 'relationship-manager', 'teller', 'wealth-manager'].sort(),
    )
  })
  it('weigh compliance and risk markedly more than any other class', () => {
    for (const template of own) {
      const prudent = weightOf(template, 'compliance', 'risk')
      for (const other of ['operating-results', 'development', 'social-responsibility'])
        expect(prudent - weightOf(template, other)).toBeGreaterThanOrEqual(1_000)
      expect(lintTemplate(template, catalogue)).toEqual([])
    }
  })
  it('name every rating in both languages', () => {
    for (const template of own) for (const band of template.bands) expect(Object.keys(band.name)).toEqual([...locales])
  })
})
