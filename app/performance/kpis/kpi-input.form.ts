/** A KPI as HR edits it. */
import * as z from 'zod/mini'
import { decimal } from '#app/kernel/decimal.ts'
import { maybeDecimal, revisionField, text, wordsField } from '#app/kernel/field.form.ts'
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
  curve: curveInputForm,
}
type Input = Omit<KpiDefinition, 'code' | 'target' | 'dataSource'> & { target: string | null }
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

/** The definition that a form means; `code` and the data source are not the form's to change. */
export const definitionOf = (
  code: string,
  { target, regulatoryClass, ...rest }: Input & { revision?: number; code?: string },
  dataSource?: KpiDefinition['dataSource'],
): KpiDefinition => {
  const { name, description, unit, dimension, direction, source, curve } = rest
  return {
    ...{ code, name, description, unit, dimension, direction, source, curve },
    ...(regulatoryClass && { regulatoryClass }),
    ...(target !== null && { target }),
    ...(dataSource && { dataSource }),
  }
}
