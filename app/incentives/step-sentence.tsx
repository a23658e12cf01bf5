import { useLocale, useTranslations } from 'use-intl'
import type { Currency } from '#app/kernel/currency.ts'
import type { Step } from '#app/kernel/step.ts'
import type { Words } from '#app/kernel/words.ts'
import { stepValues } from './step-words.ts'

/** One step of a line in a sentence that a person can redo with a calculator. */
export const StepSentence = ({
  step,
  currency,
  names,
}: {
  step: Step
  currency: Currency
  /** Names of the codes that the step mentions. */
  names: Record<string, Words>
}) => {
  const t = useTranslations('incentives')
  const values = stepValues(step, currency, useLocale() === 'en' ? 'en' : 'zh-CN', names)
  const hidesTotals = step.rule === 'pool-share' && step.inputs.poolMinor === undefined
  const key = hidesTotals ? 'steps.pool-share-small' : `steps.${step.rule}`
  return t.rich(
    key as never,
    {
      ...values,
      code: (chunks: React.ReactNode) => <code>{chunks}</code>,
      b: (chunks: React.ReactNode) => <b>{chunks}</b>,
    } as never,
  )
}
