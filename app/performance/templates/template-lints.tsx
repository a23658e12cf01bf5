import { useTranslations } from 'use-intl'
import type { Lint } from '#app/kernel/lint.ts'
import { Note } from '#app/ui/note.tsx'
import { useWordsText } from '#app/ui/words.tsx'

/** Whether a lint stands at a place such as `$.lines[2]` or below it. */
export const isAt = (lint: Lint, path: string): boolean => lint.path === path || lint.path.startsWith(`${path}.`)

/** What a careful reviewer would write in the margin, with the article it rests on. */
export const TemplateLints = ({ lints }: { lints: readonly Lint[] }) => {
  const t = useTranslations('performance')
  const words = useWordsText()
  const text = (lint: Lint): string => {
    const values = Object.fromEntries(
      Object.entries(lint.inputs).map(([key, value]) => [
        key,
        key.endsWith('Bp') && typeof value === 'number' ? value / 100 : String(value),
      ]),
    )
    return t.has(`lint.${lint.code}`)
      ? t(`lint.${lint.code}`, { kpi: '', class: '', dimension: '', ...values })
      : String(lint.inputs.reason ?? lint.code)
  }
  return (
    <>
      {lints.map((lint) => (
        <Note key={`${lint.code} ${lint.path}`} tone={lint.severity === 'error' ? 'bad' : 'warn'} title={text(lint)}>
          {lint.citation &&
            t('lint.cited', {
              document: words(lint.citation.document),
              number: lint.citation.number,
              says: words(lint.citation.says),
            })}
        </Note>
      ))}
    </>
  )
}
