/** A line of a draft beside its KPI as the library has it today: what taking it over would change. */
import { type KpiDefinition, lineOfKpi } from '../kpi.ts'
import type { TemplateLine } from '../template.ts'
import { isSame } from './template-changes.ts'

/** As the library has the KPI now, with the weight and the target of its own. */
export const renewedLine = (line: TemplateLine, kpi: KpiDefinition): TemplateLine => {
  const { target: _, ...fresh } = lineOfKpi(kpi, line.weightBp)
  return {
    ...fresh,
    ...(line.target !== undefined && { target: line.target }),
    ...(line.rankOnly !== undefined && { rankOnly: line.rankOnly }),
  }
}

export const renewalParts = ['name', 'dimension', 'regulatoryClass', 'source', 'unit', 'curve'] as const
export type RenewalPart = (typeof renewalParts)[number]
export type Renewal = { line: TemplateLine; parts: RenewalPart[] }

/** Null where the line is as the library has it, or the KPI is in use no more. */
export const renewalOf = (line: TemplateLine, kpis: readonly KpiDefinition[]): Renewal | null => {
  const kpi = kpis.find((each) => each.code === line.kpi)
  if (!kpi) return null
  const renewed = renewedLine(line, kpi)
  const parts = renewalParts.filter((part) => !isSame(line[part], renewed[part]))
  return parts.length > 0 ? { line: renewed, parts } : null
}
