/** The portable JSON of a KPI and of the library. */
import * as z from 'zod/mini'
import { decimal } from '#app/kernel/decimal.ts'
import { codeForm, decimalForm, listOf, ruledBy, wordsForm } from '#app/kernel/portable.form.ts'
import { curveForm } from './curve.form.ts'
import { directions } from './curve.ts'
import { type KpiDefinition, type KpiLibrary, kpiSources } from './kpi.ts'
import { regulatoryClasses } from './template.ts'

export const kpiForm: z.ZodMiniType<KpiDefinition> = z
  .strictObject({
    code: codeForm,
    name: wordsForm,
    description: wordsForm,
    unit: wordsForm,
    dimension: codeForm,
    regulatoryClass: z.optional(z.enum(regulatoryClasses)),
    direction: z.enum(directions),
    source: z.enum(kpiSources),
    curve: curveForm,
    target: z.optional(decimalForm),
    dataSource: z.optional(wordsForm),
  })
  .check(
    ruledBy<KpiDefinition>((kpi) => [
      ...(kpi.curve.kind === 'linear' && (kpi.target === undefined || !decimal(kpi.target).gt(0))
        ? [{ path: ['target'], code: 'target-not-positive', reason: 'a linear curve needs a target above 0' }]
        : []),
      ...(kpi.curve.kind === 'anchored' && kpi.source === 'measured'
        ? [{ path: ['source'], code: 'anchored-is-judged', reason: 'an anchored scale is judged, not measured' }]
        : []),
    ]),
  )

export const kpiLibraryForm: z.ZodMiniType<KpiLibrary> = z.strictObject({
  format: z.literal('echelon.kpi-library'),
  version: z.literal(1),
  dimensions: listOf(z.strictObject({ code: codeForm, name: wordsForm }), 50),
  kpis: listOf(kpiForm, 1000),
})
