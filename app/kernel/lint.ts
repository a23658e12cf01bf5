/** A lint looks at a version before it is activated: an error blocks activation, a warning is shown beside the line. */
import type { Json } from './canonical.ts'
import type { DecimalText } from './decimal.ts'
import { dotted } from './json-path.ts'
import type { Words } from './words.ts'

export const severities = ['error', 'warning'] as const
export type Severity = (typeof severities)[number]
/** `article` only where it is certain; the document and its number always. */
export type Citation = { document: Words; number: string; article?: Words; says: Words }
/** One entry of the catalogue that a bank edits: how heavy a lint weighs, where it comes from, its limits by name. */
export type LintRule = {
  code: string
  severity: Severity
  limits?: { readonly [name: string]: DecimalText }
  citation?: Citation
}
export type LintCatalogue = readonly LintRule[]

/** `path` is a JSON path into the portable form (`$.lines[2]`), where the editor shows the lint. */
export type Lint = {
  code: string
  severity: Severity
  path: string
  inputs: { readonly [key: string]: Json }
  citation?: Citation
}

/** Whether a lint concerns what stands at a place ('lines.2') or something in it. */
export const isLintAt = (lint: Lint, place: string): boolean => {
  const at = dotted(lint.path)
  return at === place || at.startsWith(`${place}.`)
}

/** A finding of a rule; it counts as the catalogue says, and not at all when the catalogue does not list it. */
export type Finding = { code: string; path: string; inputs?: Lint['inputs'] }
export const lintsOf = (findings: readonly Finding[], catalogue: LintCatalogue): Lint[] =>
  findings.flatMap(({ code, path, inputs = {} }) => {
    const rule = catalogue.find((each) => each.code === code)
    return rule
      ? [{ code, severity: rule.severity, path, inputs, ...(rule.citation && { citation: rule.citation }) }]
      : []
  })
export const limitOf = (catalogue: LintCatalogue, code: string, name: string, otherwise: DecimalText): DecimalText =>
  catalogue.find((each) => each.code === code)?.limits?.[name] ?? otherwise

/** Those that block; a fault of the document itself is always one, catalogue or not. */
export const lintErrors = (lints: readonly Lint[]): Lint[] => lints.filter((lint) => lint.severity === 'error')
export const blocks = (lints: readonly Lint[]): boolean => lintErrors(lints).length > 0
