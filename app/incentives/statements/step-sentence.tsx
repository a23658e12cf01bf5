import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import type { Currency } from '#app/kernel/currency.ts'
import type { Step } from '#app/kernel/step.ts'
import type { Words } from '#app/kernel/words.ts'
import { useReadLocale } from '#app/ui/words.tsx'
import { type StepSources, sourceOf } from './step-source.ts'
import { stepKey, stepValues } from './step-words.ts'

/** One step of a line in a sentence that a person can redo with a calculator. */
export const StepSentence = ({
  step,
  currency,
  names,
  sources,
}: {
  step: Step
  currency: Currency
  /** Names of the codes that the step mentions. */
  names: Record<string, Words>
  sources: StepSources
}) => {
  const t = useTranslations('incentives')
  const values = stepValues(step, currency, useReadLocale(), names)
  const to = sourceOf(step, sources)
  return t.rich(
    stepKey(step) as never,
    {
      ...values,
      code: (chunks: React.ReactNode) => <code>{chunks}</code>,
      b: (chunks: React.ReactNode) => <b>{chunks}</b>,
      source: (chunks: React.ReactNode) => (to ? <Link to={to}>{chunks}</Link> : chunks),
    } as never,
  )
}
