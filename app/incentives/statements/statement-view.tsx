import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import type { Currency } from '#app/kernel/currency.ts'
import type { Words } from '#app/kernel/words.ts'
import { asking } from '#app/paths.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Waterfall, type WaterfallBar } from '#app/ui/charts/waterfall.tsx'
import { Stack } from '#app/ui/layout.tsx'
import { useMoneyText } from '#app/ui/money.tsx'
import { Steps } from '#app/ui/steps.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import type { ExplainedLine } from '../payout/run-result.ts'
import { inPlanOrder } from './statement-order.ts'
import { StepSentence } from './step-sentence.tsx'
import type { StepSources } from './step-source.ts'

export type StatementViewProps = {
  lines: readonly ExplainedLine[]
  currency: Currency
  payableMinor: number
  /** Component code → its name in the plan. */
  names: Record<string, Words>
  /** Every other code that the steps mention → its name. */
  codes: Record<string, Words>
  planTitle: string
  /** Address of the statement itself, which may ask for something already; `line=` opens a bar. */
  address: string
  selected: string | null
  /** Pages that show where the figures came from, as far as the reader may open them. */
  sources: StepSources
  /** One's own appraisal, where each KPI opens its curve: how to earn more of this. */
  moreTo?: string | null
  /** Who is asked about a line; nobody where the reader is not the one who is paid. */
  preparedBy?: string | null
}

const keyOf = (line: ExplainedLine) => [line.kind, line.component, line.source ?? ''].join('~')

/** One amount, a waterfall from what was calculated to what is paid, and the opened line's steps in sentences. */
export const StatementView = (props: StatementViewProps) => {
  const t = useTranslations('incentives')
  const words = useWordsText()
  const money = useMoneyText()
  const nameOf = (line: ExplainedLine): string => {
    const name = props.names[line.component]
    const said = name ? words(name) : line.component
    return line.kind === 'component' ? said : t(`statement.${line.kind}`, { name: said })
  }
  const open = (key: string) => `${asking(props.address, { line: key })}#steps`
  const sum = (field: 'forfeitedMinor' | 'cutMinor' | 'adjustedMinor' | 'deferredMinor' | 'heldMinor') =>
    props.lines.reduce((total, line) => total + line[field], 0)
  const taken: [string, number, WaterfallBar['kind']][] = [
    ['adjusted', sum('adjustedMinor'), 'part'],
    ['forfeited', -sum('forfeitedMinor'), 'part'],
    ['cut', -sum('cutMinor'), 'part'],
    ['deferred', -sum('deferredMinor'), 'held'],
    ['held', -sum('heldMinor'), 'held'],
  ]
  const lines = inPlanOrder(props.lines, props.names)
  const bars: WaterfallBar[] = [
    ...lines.map((line) => ({
      key: keyOf(line),
      label: nameOf(line),
      minor: line.calculatedMinor,
      to: open(keyOf(line)),
    })),
    ...taken.flatMap(([key, minor, kind]) => (minor === 0 ? [] : [{ key, label: t(`statement.${key}`), minor, kind }])),
    { key: 'payable', label: t('statement.payable'), minor: props.payableMinor, kind: 'sum' },
  ]
  const line = lines.find((each) => keyOf(each) === props.selected) ?? lines[0]
  return (
    <Stack gap="large">
      <Waterfall
        label={t('statement.waterfall')}
        bars={bars}
        currency={props.currency}
        selected={line ? keyOf(line) : undefined}
      />
      {line && (
        <div id="steps">
          <Steps
            title={t('statement.how', { name: nameOf(line), amount: money(line.calculatedMinor, props.currency) })}
            source={<Badge>{props.planTitle}</Badge>}
          >
            {line.steps.map((step, index) => (
              <StepSentence
                // biome-ignore lint/suspicious/noArrayIndexKey: steps are a fixed sequence
                key={index}
                step={step}
                currency={props.currency}
                names={props.codes}
                sources={props.sources}
              />
            ))}
          </Steps>
        </div>
      )}
      {props.preparedBy && <p data-print="no">{t('statement.ask', { name: props.preparedBy })}</p>}
      {props.moreTo && (
        <p data-print="no">
          {t.rich('statement.more', {
            link: (text) => (
              <Link key="link" to={props.moreTo ?? ''}>
                {text}
              </Link>
            ),
          })}
        </p>
      )}
    </Stack>
  )
}
