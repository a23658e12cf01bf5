import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { decimal, decimalText, isDecimalText } from '#app/kernel/decimal.ts'
import { numberText } from '#app/kernel/intl.ts'
import type { Step } from '#app/kernel/step.ts'
import type { Words } from '#app/kernel/words.ts'
import { paths } from '#app/paths.ts'
import { Steps } from '#app/ui/steps.tsx'
import { useWordsText } from '#app/ui/words.tsx'

/** What people have written: a reason may be a number, and a level of a scale is a name. */
const asTyped = new Set(['reason', 'level'])

type Named = { kpi: string; name: Words; actualId: string | null }

/** How a score came about, sentence by sentence, down to the row of the file each value came from. */
export const ResultSteps = ({ steps, lines }: { steps: readonly Step[]; lines: readonly Named[] }) => {
  const t = useTranslations('performance')
  const words = useWordsText()
  const locale = useLocale()
  /** Decimals stay exact, with their digits in groups. */
  const text = (value: unknown): string => {
    if (Array.isArray(value)) return value.map(text).join(', ')
    if (value === null || value === undefined) return '—'
    const plain = String(value)
    if (!isDecimalText(plain)) return plain
    const digits = plain.split('.')[1]?.length ?? 0
    return numberText(plain, locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })
  }
  const sentence = (step: Step): ReactNode => {
    const [code = '', perspective = ''] = step.label.split('/')
    const line = lines.find((each) => each.kpi === code)
    const values = Object.fromEntries(
      Object.entries(step.inputs).map(([key, value]) => [
        key,
        typeof value === 'string' && asTyped.has(key) ? value : text(value),
      ]),
    )
    const named = {
      ...values,
      name: line ? words(line.name) : step.label,
      perspective: perspective ? t(`perspective.${perspective}`) : '',
      part: Number.isInteger(Number(step.label)) ? Number(step.label) + 1 : 1,
      result: text(step.result),
      ...(typeof step.inputs.weightBp === 'number' && { weight: step.inputs.weightBp / 100 }),
      // Points times basis points: in percent, as the weights are read everywhere.
      ...(typeof step.inputs.weightedPoints === 'string' && {
        weighted: text(decimalText(decimal(step.inputs.weightedPoints).div(100))),
      }),
      ...(typeof step.inputs.countedBp === 'number' && { counted: step.inputs.countedBp / 100 }),
      ...(typeof step.inputs.policy === 'string' && { policy: t(`missing.${step.inputs.policy}`) }),
    }
    return t.rich(`step.${step.rule}`, {
      ...named,
      code: (chunks: ReactNode) => <code>{chunks}</code>,
      source: (chunks: ReactNode) => (line?.actualId ? <Link to={paths.actual(line.actualId)}>{chunks}</Link> : chunks),
    })
  }
  return (
    <Steps title={t('result.how')}>
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is known by its place
        <span key={index}>{sentence(step)}</span>
      ))}
    </Steps>
  )
}
