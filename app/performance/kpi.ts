/** A KPI of the library: what is measured or judged, in which unit, and how it becomes points. */
import type { DecimalText } from '#app/kernel/decimal.ts'
import type { Words } from '#app/kernel/words.ts'
import type { Curve, Direction } from './curve.ts'
import type { RegulatoryClass, TemplateLine } from './template.ts'

export const kpiSources = ['measured', 'judged'] as const
export type KpiSource = (typeof kpiSources)[number]

export type KpiDefinition = {
  code: string
  name: Words
  description: Words
  unit: Words
  /** Code of a dimension; the library names them. */
  dimension: string
  regulatoryClass?: RegulatoryClass
  direction: Direction
  /** Taken from actuals by its curve, or judged by people on its scale. */
  source: KpiSource
  curve: Curve
  /** The target that a template proposes; linear curves need one, above 0. */
  target?: DecimalText
  /** The register or system that the actual comes from. */
  dataSource?: Words
}

/** Whether its value says how often something happened: what is deducted by the occurrence is never below none. */
export const countsOccurrences = ({ curve }: Pick<KpiDefinition, 'curve'>): boolean => curve.kind === 'deduct'

/** The library as a file: what `content/kpis/library.json` holds and a bank edits. */
export type KpiLibrary = {
  format: 'echelon.kpi-library'
  version: 1
  dimensions: readonly { code: string; name: Words }[]
  kpis: readonly KpiDefinition[]
}

/** The template line that the KPI proposes; its weight is still to be given. */
export const lineOfKpi = (kpi: KpiDefinition, weightBp: number): TemplateLine => ({
  kpi: kpi.code,
  name: kpi.name,
  dimension: kpi.dimension,
  ...(kpi.regulatoryClass && { regulatoryClass: kpi.regulatoryClass }),
  source: kpi.source,
  weightBp,
  curve: kpi.curve,
  ...(kpi.target !== undefined && { target: kpi.target }),
  unit: kpi.unit,
})
