/** A KPI as HR edits it. */
import * as z from 'zod/mini'
import { decimal } from '#app/kernel/decimal.ts'
import { maybeDecimal, maybeWordsField, revisionField, text, wordsField } from '#app/kernel/field.form.ts'
import type { Words } from '#app/kernel/words.ts'
import { directions } from '../curve.ts'
import { type KpiDefinition, kpiSources } from '../kpi.ts'
import { regulatoryClasses } from '../template.ts'
import { curveInputForm } from './curve-input.form.ts'

const maybeClass = z.pipe(
  z._default(z.enum(['', ...regulatoryClasses]), ''),
  z.transform((value) => value || undefined),
)
const shape = {
  name: wordsField(120),
  description: wordsField(1000),
  unit: wordsField(30),
  dimension: text(60),
  regulatoryClass: maybeClass,
  direction: z.enum(directions, 'required'),
  source: z.enum(kpiSources, 'required'),
  target: maybeDecimal,
  dataSource: maybeWordsField(200),
  curve: curveInputForm,
}
type Input = Omit<KpiDefinition, 'code' | 'target' | 'dataSource'> & { target: string | null; dataSource: Words }
const sound = z.superRefine<Input>((kpi, context) => {
  if (kpi.curve.kind === 'linear' && !(kpi.target && decimal(kpi.target).gt(0)))
    context.addIssue({ code: 'custom', path: ['target'], message: 'target-not-positive' })
  if (kpi.curve.kind === 'anchored' && kpi.source === 'measured')
    context.addIssue({ code: 'custom', path: ['source'], message: 'anchored-is-judged' })
})

export const newKpiForm = z
  .object({ ...shape, code: z.string().check(z.trim(), z.regex(/^[a-z0-9][a-z0-9_-]{0,59}$/, 'kpi-code')) })
  .check(sound)
export const editKpiForm = z.object({ ...shape, revision: revisionField }).check(sound)

/** The definition that a form means; `code` is not the form's to change. */
export const definitionOf = (
  code: string,
  { target, regulatoryClass, dataSource, ...rest }: Input & { revision?: number; code?: string },
): KpiDefinition => {
  const { name, description, unit, dimension, direction, source, curve } = rest
  return {
    ...{ code, name, description, unit, dimension, direction, source, curve },
    ...(regulatoryClass && { regulatoryClass }),
    ...(target !== null && { target }),
    ...(Object.keys(dataSource).length > 0 && { dataSource }),
  }
}
