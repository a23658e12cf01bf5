/** The portable JSON of a template. `templateForm` takes drafts; `wholeTemplateForm` what can be scored with. */
import * as z from 'zod/mini'
import {
  codeForm,
  decimalForm,
  listOf,
  type PortableFault,
  readPortable,
  ruledBy,
  sentenceForm,
  wordsForm,
} from '#app/kernel/portable.form.ts'
import type { Outcome } from '#app/kernel/result.ts'
import { curveForm } from './curve.form.ts'
import type { LineEntry, ScorecardRules } from './scorecard.ts'
import { missingPolicies, perspectives, regulatoryClasses, type Template, type TemplateLine } from './template.ts'
import { templateFaults } from './template-fault.ts'

const weightForm = z.int().check(z.minimum(0), z.maximum(10_000))
export const templateLineShape = {
  kpi: codeForm,
  name: wordsForm,
  dimension: codeForm,
  regulatoryClass: z.optional(z.enum(regulatoryClasses)),
  source: z.enum(['measured', 'judged']),
  weightBp: weightForm,
  curve: curveForm,
  target: z.optional(decimalForm),
  unit: z.optional(wordsForm),
  rankOnly: z.optional(z.boolean()),
}
export const templateLineForm: z.ZodMiniType<TemplateLine> = z.strictObject(templateLineShape)

const boundsForm = z.strictObject({ least: decimalForm, most: decimalForm })
export const rulesShape = {
  perspectives: listOf(
    z.strictObject({ perspective: z.enum(perspectives), parts: z.int().check(z.minimum(0), z.maximum(1000)) }),
    10,
  ),
  missing: z.enum(missingPolicies),
  adjustments: boundsForm,
  range: boundsForm,
  bands: listOf(
    z.strictObject({ rating: codeForm, name: wordsForm, from: decimalForm, guideBp: z.optional(weightForm) }),
    20,
  ),
}
export const rulesForm: z.ZodMiniType<ScorecardRules> = z.strictObject(rulesShape)

export const entryForm: z.ZodMiniType<LineEntry> = z.strictObject({
  kpi: codeForm,
  actual: z.optional(decimalForm),
  marks: z.optional(listOf(z.strictObject({ perspective: z.enum(perspectives), mark: codeForm }), 500)),
})
export const adjustmentsForm = listOf(z.strictObject({ points: decimalForm, reason: sentenceForm }), 50)
export const vetoesForm = listOf(z.strictObject({ event: sentenceForm, cap: codeForm }), 50)

const exampleForm = z.strictObject({
  name: wordsForm,
  targets: z.optional(listOf(z.strictObject({ kpi: codeForm, target: decimalForm }), 100)),
  entries: listOf(entryForm, 100),
  adjustments: z.optional(adjustmentsForm),
  vetoes: z.optional(vetoesForm),
  expected: z.optional(
    z.strictObject({ score: z.optional(z.nullable(decimalForm)), rating: z.optional(z.nullable(codeForm)) }),
  ),
})

export const templateForm: z.ZodMiniType<Template> = z.strictObject({
  format: z.literal('echelon.template'),
  version: z.literal(1),
  code: codeForm,
  name: wordsForm,
  posts: listOf(codeForm),
  lines: listOf(templateLineForm, 100),
  ...rulesShape,
  dimensions: listOf(z.strictObject({ dimension: codeForm, minimumBp: weightForm }), 50),
  examples: z.optional(listOf(exampleForm, 100)),
})
export const wholeTemplateForm: z.ZodMiniType<Template> = templateForm.check(ruledBy(templateFaults))

/** Reads a template file; refused with faults that point into it. */
export const readTemplate = (json: unknown): Outcome<Template, 'malformed', PortableFault[]> =>
  readPortable(wholeTemplateForm, json)
