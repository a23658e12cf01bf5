/** The portable JSON of one person's scorecard. */
import * as z from 'zod/mini'
import type { RuleFault } from '#app/kernel/json-path.ts'
import { codeForm, dayForm, listOf, ruledBy, sentenceForm } from '#app/kernel/portable.form.ts'
import type { Scorecard } from './scorecard.ts'
import { adjustmentsForm, entryForm, rulesForm, templateLineShape, vetoesForm } from './template.form.ts'
import { lineFaults, rulesFaults } from './template-fault.ts'

const partForm = z.strictObject({
  from: dayForm,
  to: dayForm,
  rules: rulesForm,
  lines: listOf(z.strictObject({ ...templateLineShape, proratedTarget: z.optional(z.boolean()) }), 100),
  entries: listOf(entryForm, 100),
})

export type ScorecardDocument = Scorecard & { format: 'echelon.scorecard'; version: 1 }
export const scorecardDocumentForm: z.ZodMiniType<ScorecardDocument> = z
  .strictObject({
    format: z.literal('echelon.scorecard'),
    version: z.literal(1),
    cycle: z.strictObject({ from: dayForm, to: dayForm }),
    parts: listOf(partForm, 50).check(z.minLength(1)),
    adjustments: adjustmentsForm,
    vetoes: vetoesForm,
    calibrated: z.optional(z.strictObject({ rating: codeForm, reason: sentenceForm })),
  })
  .check(ruledBy<ScorecardDocument>((card) => scorecardFaults(card)))

const scorecardFaults = (card: Scorecard): RuleFault[] => {
  const ratings = card.parts.at(-1)?.rules.bands.map((band) => band.rating) ?? []
  const unknown = (rating: string, path: RuleFault['path']): RuleFault[] =>
    ratings.includes(rating) ? [] : [{ path, code: 'no-such-rating', reason: `no band has the rating ${rating}` }]
  return [
    ...(card.cycle.to < card.cycle.from ? [fault(['cycle', 'to'], 'ends-before-it-begins')] : []),
    ...card.parts.flatMap((part, index): RuleFault[] => [
      ...(part.to < part.from ? [fault(['parts', index, 'to'], 'ends-before-it-begins')] : []),
      ...[
        ...lineFaults(part.lines),
        ...rulesFaults(
          part.rules,
          part.lines.some((line) => line.source === 'judged'),
        ).map((each) => ({ ...each, path: ['rules', ...each.path] })),
      ].map((each) => ({
        ...each,
        path: ['parts', index, ...each.path],
      })),
      ...part.entries.flatMap((entry, at) =>
        part.lines.some((line) => line.kpi === entry.kpi)
          ? []
          : [
              {
                path: ['parts', index, 'entries', at, 'kpi'],
                code: 'no-such-line',
                reason: `no line has the KPI ${entry.kpi}`,
              },
            ],
      ),
    ]),
    ...card.vetoes.flatMap((veto, index) => unknown(veto.cap, ['vetoes', index, 'cap'])),
    ...(card.calibrated ? unknown(card.calibrated.rating, ['calibrated', 'rating']) : []),
  ]
}
const fault = (path: RuleFault['path'], code: string): RuleFault => ({ path, code, reason: 'ends before it begins' })
