import { useTranslations } from 'use-intl'
import { Badge } from '#app/ui/badge.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Stack } from '#app/ui/layout.tsx'
import { Money, useMoneyText } from '#app/ui/money.tsx'
import { Note } from '#app/ui/note.tsx'
import { type Column, Table } from '#app/ui/table.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import type { IncentivePlan } from './plan.ts'
import type { ExampleOutcome } from './plan-examples.ts'
import type { ExplainedLine } from './run-result.ts'

/** A figure of a line by the word that the control totals have for it. */
const figureOf = {
  calculatedMinor: 'calculated',
  awardedMinor: 'awarded',
  forfeitedMinor: 'forfeited',
  cutMinor: 'cut',
  deferredMinor: 'deferred',
  heldMinor: 'held',
  payableMinor: 'payable',
} as const

/** The plan's examples: its tests, calculated as the document stands, beside it. */
export const PlanExamples = ({ plan, outcomes }: { plan: IncentivePlan; outcomes: readonly ExampleOutcome[] }) => {
  const t = useTranslations('incentives')
  const words = useWordsText()
  const money = useMoneyText()
  const componentName = (code: string) =>
    words(plan.components.find((each) => each.code === code)?.name ?? { en: code })
  const columns: Column<ExplainedLine>[] = [
    { key: 'employee', title: t('run.number'), cell: (line) => line.employee },
    {
      key: 'component',
      title: t('control.component'),
      // Beside the plan there is no room for name and amount on one line, and a cut amount would be another one.
      wrap: true,
      cell: (line) => componentName(line.component),
    },
    {
      key: 'payable',
      title: t('pay.payable'),
      align: 'end',
      cell: (line) => <Money minor={line.payableMinor} currency={plan.currency} bare />,
    },
  ]
  if (outcomes.length === 0) return <Empty title={t('plan.no-examples')} why={t('plan.no-examples-why')} />
  return (
    <Stack>
      {outcomes.map((outcome) => (
        <Stack key={outcome.index} gap="small">
          <p>
            <Badge tone={outcome.passed ? 'ok' : 'bad'}>{t(outcome.passed ? 'plan.passes' : 'plan.fails')}</Badge>{' '}
            {words(plan.examples[outcome.index]?.name ?? {})}
          </p>
          {outcome.refusal && <Note tone="bad">{outcome.refusal}</Note>}
          {outcome.differences.map((difference) => (
            <Note key={`${difference.employee} ${difference.component} ${difference.field}`} tone="bad">
              {t('plan.differs', {
                employee: difference.employee,
                component: componentName(difference.component),
                figure: t(`control.${figureOf[difference.field]}`),
                expected: money(difference.expected, plan.currency),
                found: difference.found === null ? '—' : money(difference.found, plan.currency),
              })}
            </Note>
          ))}
          {outcome.result && (
            <Table
              label={words(plan.examples[outcome.index]?.name ?? {})}
              columns={columns}
              rows={outcome.result.lines}
              rowKey={(line) => `${line.employee} ${line.kind} ${line.component}`}
            />
          )}
        </Stack>
      ))}
    </Stack>
  )
}
