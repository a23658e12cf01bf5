import { useTranslations } from 'use-intl'
import type { Lint } from '#app/kernel/lint.ts'
import { LintNotes } from '#app/ui/lint-notes.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import type { Template } from '../template.ts'
import { dimensionName, type TemplateNames } from './template-words.tsx'

export type LintsProps = { lints: readonly Lint[]; template: Template; dimensions: TemplateNames['dimensions'] }

/** What is wrong or dubious with a template or one of its lines; what a lint knows by a code is called by its name. */
export const TemplateLints = ({ lints, template, dimensions }: LintsProps) => {
  const t = useTranslations('performance')
  const words = useWordsText()
  const said = (key: string, value: unknown): string | number => {
    if (key.endsWith('Bp') && typeof value === 'number') return value / 100
    const code = String(value)
    if (key === 'kpi') return words(template.lines.find((line) => line.kpi === code)?.name ?? { en: code })
    if (key === 'dimension') return words(dimensionName(dimensions, code))
    if ((key === 'class' || key === 'other') && t.has(`class.${code}`)) return t(`class.${code}`)
    return code
  }
  const sentence = (lint: Lint): string => {
    const values = Object.fromEntries(Object.entries(lint.inputs).map(([key, value]) => [key, said(key, value)]))
    return t.has(`lint.${lint.code}`)
      ? t(`lint.${lint.code}`, { kpi: '', class: '', other: '', dimension: '', from: '', to: '', ...values })
      : String(lint.inputs.reason ?? lint.code)
  }
  return <LintNotes lints={lints} sentence={sentence} />
}
