/**
 * Lints of a template. Structure is an error always; what the regulator asks counts as the catalogue says, with its
 * source. Lines without a regulatory class are left out of the comparison of classes and pointed at.
 */

import { pathOf } from '#app/kernel/json-path.ts'
import { type Finding, type Lint, type LintCatalogue, limitOf, lintsOf } from '#app/kernel/lint.ts'
import type { Direction } from './curve.ts'
import { againstDirection } from './curve-direction.ts'
import { type RegulatoryClass, regulatoryClasses, type Template, type TemplateLine, totalWeightBp } from './template.ts'
import { templateFaults } from './template-fault.ts'

/** Which way each KPI of the library runs, by its code: a line itself does not say. */
export type Directions = ReadonlyMap<string, Direction>

export const lintTemplate = (
  template: Template,
  catalogue: LintCatalogue,
  directions: Directions = new Map(),
): Lint[] => [
  ...templateFaults(template).map(
    (fault): Lint => ({
      code: fault.code,
      severity: 'error',
      path: pathOf(fault.path),
      inputs: { reason: fault.reason },
    }),
  ),
  ...lintsOf(
    [
      ...dimensionFindings(template),
      ...classFindings(
        template.lines,
        Number(limitOf(catalogue, 'compliance-risk-not-markedly-more', 'marginBp', '500')),
      ),
      ...lineFindings(template.lines),
      ...template.lines.flatMap((line, index) => curveFindings(line, index, directions)),
    ],
    catalogue,
  ),
]

const dimensionFindings = (template: Template): Finding[] =>
  template.dimensions.flatMap(({ dimension, minimumBp }, index) => {
    const weightBp = totalWeightBp(template.lines.filter((line) => line.dimension === dimension))
    if (weightBp >= minimumBp) return []
    return [
      {
        code: 'dimension-below-minimum',
        path: pathOf(['dimensions', index]),
        inputs: { dimension, weightBp, minimumBp },
      },
    ]
  })

/** Compliance and risk together against the heaviest of the other classes. */
const classFindings = (lines: readonly TemplateLine[], marginBp: number): Finding[] => {
  if (!lines.some((line) => line.regulatoryClass)) return []
  const weightOf = (name: RegulatoryClass): number =>
    totalWeightBp(lines.filter((line) => line.regulatoryClass === name))
  const prudentBp = weightOf('compliance') + weightOf('risk')
  const others = regulatoryClasses.filter((name) => name !== 'compliance' && name !== 'risk')
  const other = others.reduce((heaviest, each) => (weightOf(each) > weightOf(heaviest) ? each : heaviest))
  const otherBp = weightOf(other)
  const inputs = { prudentBp, other, otherBp, marginBp }
  const missing = (['compliance', 'risk'] as const).filter((name) => weightOf(name) === 0)
  return [
    ...missing.map((name) => ({ code: 'class-missing', path: '$.lines', inputs: { class: name } })),
    ...(prudentBp <= otherBp
      ? [{ code: 'compliance-risk-below-others', path: '$.lines', inputs }]
      : prudentBp < otherBp + marginBp
        ? [{ code: 'compliance-risk-not-markedly-more', path: '$.lines', inputs }]
        : []),
  ]
}

const lineFindings = (lines: readonly TemplateLine[]): Finding[] =>
  lines.flatMap((line, index) => {
    const at = { path: pathOf(['lines', index]), inputs: { kpi: line.kpi } }
    return [
      ...(line.rankOnly ? [{ code: 'rank-only', ...at }] : []),
      ...(line.regulatoryClass ? [] : [{ code: 'class-unset', ...at }]),
      ...(line.weightBp === 0 ? [{ code: 'weight-zero', ...at }] : []),
    ]
  })

const curveFindings = ({ kpi, curve }: TemplateLine, index: number, directions: Directions): Finding[] => {
  const direction = directions.get(kpi) ?? ('direction' in curve ? curve.direction : undefined)
  const against = direction && againstDirection(curve, direction)
  return against
    ? [{ code: 'curve-against-direction', path: pathOf(['lines', index, 'curve']), inputs: { direction, ...against } }]
    : []
}
