/** What makes a template unfit to score with, with the place in it. A draft may still have such faults. */
import { decimal } from '#app/kernel/decimal.ts'
import type { RuleFault } from '#app/kernel/json-path.ts'
import { bandsUpward } from './rating.ts'
import type { ScorecardRules } from './scorecard.ts'
import { type Template, totalGuideBp, totalWeightBp, wholeWeightBp } from './template.ts'

export const templateFaults = (template: Template): RuleFault[] => [
  ...lineFaults(template.lines),
  ...rulesFaults(
    template,
    template.lines.some((line) => line.source === 'judged'),
  ),
  ...(template.examples ?? []).flatMap((example, index) =>
    [
      ...example.entries.map((entry, at) => ({ kpi: entry.kpi, at: ['entries', at] as const })),
      ...(example.targets ?? []).map((target, at) => ({ kpi: target.kpi, at: ['targets', at] as const })),
    ]
      .filter(({ kpi }) => !template.lines.some((line) => line.kpi === kpi))
      .map(({ kpi, at }) => ({
        path: ['examples', index, ...at, 'kpi'],
        code: 'no-such-line',
        reason: `no line of the template has the KPI ${kpi}`,
      })),
  ),
]

export const lineFaults = (lines: Template['lines']): RuleFault[] => {
  const total = totalWeightBp(lines)
  const faults: RuleFault[] = lines.flatMap((line, index) => [
    ...(lines.findIndex((each) => each.kpi === line.kpi) < index
      ? [{ path: ['lines', index, 'kpi'], code: 'kpi-twice', reason: `the KPI ${line.kpi} stands twice` }]
      : []),
    ...(line.curve.kind === 'linear' && line.target !== undefined && !decimal(line.target).gt(0)
      ? [
          {
            path: ['lines', index, 'target'],
            code: 'target-not-positive',
            reason: 'a linear curve needs a target above 0',
          },
        ]
      : []),
    ...(line.curve.kind === 'anchored' && line.source === 'measured'
      ? [
          {
            path: ['lines', index, 'source'],
            code: 'anchored-is-judged',
            reason: 'an anchored scale is judged, not measured',
          },
        ]
      : []),
  ])
  if (total !== wholeWeightBp)
    faults.push({
      path: ['lines'],
      code: 'weights-not-whole',
      reason: `the weights sum to ${total} basis points, not to ${wholeWeightBp}`,
    })
  return faults
}

export const rulesFaults = (rules: ScorecardRules, judges: boolean): RuleFault[] => {
  const faults: RuleFault[] = []
  const say = (path: RuleFault['path'], code: string, reason: string) => faults.push({ path, code, reason })
  if (decimal(rules.range.least).gte(rules.range.most)) say(['range'], 'range-empty', 'least must lie below most')
  if (decimal(rules.adjustments.least).gt(rules.adjustments.most))
    say(['adjustments'], 'range-empty', 'least must not lie above most')
  const lowest = bandsUpward(rules.bands)[0]
  if (!lowest) say(['bands'], 'bands-empty', 'there must be at least one rating')
  else if (decimal(lowest.from).gt(rules.range.least))
    say(
      ['bands', rules.bands.indexOf(lowest), 'from'],
      'bands-gap',
      `the lowest rating must begin at or below ${rules.range.least}`,
    )
  for (const [index, band] of rules.bands.entries()) {
    const before = rules.bands.slice(0, index)
    if (before.some((each) => each.rating === band.rating))
      say(['bands', index, 'rating'], 'rating-twice', `the rating ${band.rating} stands twice`)
    if (before.some((each) => decimal(each.from).eq(band.from)))
      say(['bands', index, 'from'], 'band-empty', `two ratings begin at ${band.from}`)
  }
  const guide = totalGuideBp(rules.bands)
  if (rules.bands.some((band) => band.guideBp !== undefined) && guide !== wholeWeightBp)
    say(['bands'], 'guide-not-whole', `the guide of the ratings sums to ${guide} basis points, not to ${wholeWeightBp}`)
  for (const [index, each] of rules.perspectives.entries())
    if (rules.perspectives.slice(0, index).some((before) => before.perspective === each.perspective))
      say(['perspectives', index, 'perspective'], 'perspective-twice', `${each.perspective} stands twice`)
  if (judges && !rules.perspectives.some((each) => each.parts > 0))
    say(['perspectives'], 'no-perspective', 'a judged line needs at least one perspective that counts')
  return faults
}
