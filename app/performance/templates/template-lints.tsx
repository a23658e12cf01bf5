import { useTranslations } from 'use-intl'
import type { Lint } from '#app/kernel/lint.ts'
import { LintNotes } from '#app/ui/lint-notes.tsx'

/** What is wrong or dubious with a template or one of its lines. */
export const TemplateLints = ({ lints }: { lints: readonly Lint[] }) => {
  const t = useTranslations('performance.lint')
  const sentence = (lint: Lint): string => {
    const values = Object.fromEntries(
      Object.entries(lint.inputs).map(([key, value]) => [
        key,
        key.endsWith('Bp') && typeof value === 'number' ? value / 100 : String(value),
      ]),
    )
    return t.has(lint.code)
      ? t(lint.code, { kpi: '', class: '', dimension: '', from: '', to: '', ...values })
      : String(lint.inputs.reason ?? lint.code)
  }
  return <LintNotes lints={lints} sentence={sentence} />
}
