/**
 * What a draft begins with and, edited, becomes: its lines keep the curve that they had unless they are to be renewed, a
 * new one takes the library's.
 */
import { canonical } from '#app/kernel/canonical.ts'
import { type KpiDefinition, lineOfKpi } from '../kpi.ts'
import { perspectives, type Template, type TemplateLine } from '../template.ts'
import { renewedLine } from './line-renewal.ts'
import type { TemplateInput } from './template-input.form.ts'

/**
 * What the next version begins with: each line as the library has its KPI now, with the weight and target of its own;
 * a KPI that is in use no more stays as it was. A line whose curve the library never had is scored as its bank decided
 * (an imported template may depart from the library), and keeps it with what it is measured in. `ever` are the
 * curves that the library has or had.
 */
export const nextTemplate = (
  template: Template,
  kpis: readonly KpiDefinition[],
  ever: readonly LibraryCurve[] = kpis,
): Template => ({
  ...template,
  lines: template.lines.map((line) => {
    const kpi = kpis.find((each) => each.code === line.kpi)
    if (!kpi) return line
    return { ...renewedLine(line, kpi), ...(followsLibrary(line, ever) ? {} : ownScale(line)) }
  }),
})

type LibraryCurve = Pick<KpiDefinition, 'code' | 'curve'>

const followsLibrary = (line: TemplateLine, ever: readonly LibraryCurve[]): boolean =>
  ever.some((kpi) => kpi.code === line.kpi && canonical(kpi.curve) === canonical(line.curve))

const ownScale = ({ curve, source, unit }: TemplateLine) => ({ curve, source, ...(unit && { unit }) })

export const editedTemplate = (draft: Template, input: TemplateInput, kpis: readonly KpiDefinition[]): Template => {
  const lineOf = ({ kpi, weight, target, renew }: TemplateInput['lines'][number]): TemplateLine[] => {
    const known = draft.lines.find((line) => line.kpi === kpi)
    const fresh = kpis.find((each) => each.code === kpi)
    const base =
      known && fresh && renew !== undefined ? renewedLine(known, fresh) : (known ?? (fresh && lineOfKpi(fresh, weight)))
    if (!base) return []
    const { target: _, ...rest } = base
    return [{ ...rest, weightBp: weight, ...(target !== null && { target }) }]
  }
  const added =
    input.add && !input.lines.some((line) => line.kpi === input.add)
      ? kpis.find((kpi) => kpi.code === input.add)
      : undefined
  return {
    ...draft,
    name: input.name,
    posts: input.posts,
    lines: [
      ...input.lines.filter((line) => line.remove === undefined).flatMap(lineOf),
      ...(added ? [lineOfKpi(added, 0)] : []),
    ],
    perspectives: perspectives
      .map((perspective) => ({ perspective, parts: input.perspectives[perspective] }))
      .filter((each) => each.parts > 0),
    missing: input.missing,
    adjustments: input.adjustments,
    range: input.range,
    bands: input.bands.flatMap(({ rating, name, from, guide }) =>
      rating === '' || from === null
        ? []
        : [
            {
              rating,
              from,
              name: { ...(name['zh-CN'] && { 'zh-CN': name['zh-CN'] }), en: name.en || name['zh-CN'] || rating },
              ...(guide !== null && { guideBp: guide }),
            },
          ],
    ),
  }
}
