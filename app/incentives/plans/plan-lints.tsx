import { useLocale, useTranslations } from 'use-intl'
import { isDecimalText } from '#app/kernel/decimal.ts'
import { numberText } from '#app/kernel/intl.ts'
import type { Lint } from '#app/kernel/lint.ts'
import { LintNotes } from '#app/ui/lint-notes.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import type { RiskClass } from './plan.ts'
import { usePlan } from './plan-context.tsx'

/** What is wrong or dubious with the plan, in sentences that name the figures, with the article that each rests on. */
export const PlanLints = ({ lints }: { lints: readonly Lint[] }) => {
  const { names } = usePlan()
  const t = useTranslations('incentives.lints')
  const risks = useTranslations('organisation.post.risks')
  const locale = useLocale()
  const words = useWordsText()
  const said = (key: string, value: unknown): string => {
    const text = String(value ?? 'none')
    if (key === 'riskClass') return risks(text as RiskClass)
    if (key === 'component') return words(names[text] ?? { en: text })
    return isDecimalText(text) ? numberText(text, locale, { maximumFractionDigits: 6 }) : text
  }
  const sentence = ({ code, inputs }: Lint) =>
    t.has(code)
      ? t(code, Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, said(key, value)])))
      : String(inputs.reason ?? code)
  return <LintNotes lints={lints} sentence={sentence} />
}
