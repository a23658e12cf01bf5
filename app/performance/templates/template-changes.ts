/** What one version of a template decides otherwise than another, as whoever approves it has to know. */
import { canonical, type Json } from '#app/kernel/canonical.ts'
import type { Template, TemplateLine } from '../template.ts'

/** Parts of a template beside its lines; names, examples and the template's own code are no decisions. */
export const wholeParts = ['posts', 'perspectives', 'missing', 'adjustments', 'range', 'dimensions', 'bands'] as const
export type WholePart = (typeof wholeParts)[number]
/** Of a line that came or went, its weight says so. */
const lineParts = ['weightBp', 'target', 'curve'] as const
export type LinePart = (typeof lineParts)[number]

export type TemplateChange =
  | { part: WholePart }
  | { part: LinePart; kpi: string; before: TemplateLine | null; after: TemplateLine | null }

/** Whether two values, of whichever part, decide the same. */
export const isSame = (before: unknown, after: unknown): boolean =>
  canonical((before ?? null) as Json) === canonical((after ?? null) as Json)

/** The template's own parts first, then its lines in the order of the later version, those that are gone at the end. */
export const templateChanges = (was: Template, is: Template): TemplateChange[] => {
  const kpis = new Set([...is.lines, ...was.lines].map(({ kpi }) => kpi))
  const lineOf = ({ lines }: Template, kpi: string) => lines.find((line) => line.kpi === kpi) ?? null
  return [
    ...wholeParts.filter((part) => !isSame(was[part], is[part])).map((part) => ({ part })),
    ...[...kpis].flatMap((kpi) => {
      const [before, after] = [lineOf(was, kpi), lineOf(is, kpi)]
      const parts =
        before && after ? lineParts.filter((part) => !isSame(before[part], after[part])) : ['weightBp' as const]
      return parts.map((part) => ({ part, kpi, before, after }))
    }),
  ]
}
