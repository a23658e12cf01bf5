/** What a bank edits without a programmer: the KPI library, the templates and the lints under `content/`. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LintCatalogue } from '#app/kernel/lint.ts'
import { readPortable } from '#app/kernel/portable.form.ts'
import { projectRoot } from '#app/kernel/project-root.server.ts'
import { kpiLibraryForm } from '../kpi.form.ts'
import type { KpiLibrary } from '../kpi.ts'
import { readTemplate } from '../template.form.ts'
import type { Template } from '../template.ts'

const jsonOf = (path: string): unknown => JSON.parse(readFileSync(join(projectRoot(), 'content', path), 'utf8'))

/** A content file that cannot be read is a mistake of whoever edited it: said with file and place, at start. */
const broken = (path: string, faults: readonly { path: string; reason: string }[] | undefined): Error =>
  new Error(`content/${path}: ${(faults ?? []).map((fault) => `${fault.path} ${fault.reason}`).join('; ')}`)

export const kpiLibrary = (): KpiLibrary => {
  const read = readPortable(kpiLibraryForm, jsonOf('kpis/library.json'))
  if (!read.ok) throw broken('kpis/library.json', read.error.detail)
  return read.value
}

export const contentTemplates = (): Template[] =>
  readdirSync(join(projectRoot(), 'content/templates'))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const read = readTemplate(jsonOf(`templates/${file}`))
      if (!read.ok) throw broken(`templates/${file}`, read.error.detail)
      return read.value
    })

let lints: LintCatalogue | null = null
/** The catalogue of performance lints, read once. */
export const performanceLints = (): LintCatalogue => {
  lints ??= jsonOf('lints/performance.json') as LintCatalogue
  return lints
}
