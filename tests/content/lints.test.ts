import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type LintCatalogue, severities } from '#app/kernel/lint.ts'
import { halfWritten } from './half-written.ts'

/** The only sources that a lint may cite: what they say has been checked. */
const known = ['银监发〔2010〕14号', '银监发〔2012〕34号']

describe.each([
  ['performance', 'app/performance/template-lint.ts'],
  ['incentives', 'app/incentives/plans/plan-lint.ts'],
])('the catalogue of %s lints', (name, rule) => {
  const catalogue: LintCatalogue = JSON.parse(readFileSync(`content/lints/${name}.json`, 'utf8'))

  it('lists every finding of its rule once, and nothing else', () => {
    const found = [...readFileSync(rule, 'utf8').matchAll(/code: '([a-z-]+)'/g)].map((match) => match[1])
    const listed = catalogue.map((lint) => lint.code)
    expect(new Set(listed).size).toBe(listed.length)
    expect([...new Set(found)].sort()).toEqual([...listed].sort())
  })
  it('weighs each lint and cites in both languages', () => {
    expect(halfWritten(catalogue)).toEqual([])
    for (const lint of catalogue) {
      expect(severities).toContain(lint.severity)
      if (lint.citation) expect(known).toContain(lint.citation.number)
    }
  })
})
