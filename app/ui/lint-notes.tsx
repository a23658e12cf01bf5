import { useTranslations } from 'use-intl'
import type { Lint } from '#app/kernel/lint.ts'
import { Note } from './note.tsx'
import { useWordsText } from './words.tsx'

/** What a careful reviewer would write in the margin, with the article that it rests on. */
export const LintNotes = ({ lints, sentence }: { lints: readonly Lint[]; sentence: (lint: Lint) => string }) => {
  const t = useTranslations('ui.lint')
  const words = useWordsText()
  return lints.map((lint) => (
    <Note key={`${lint.code} ${lint.path}`} tone={lint.severity === 'error' ? 'bad' : 'warn'} title={sentence(lint)}>
      {lint.citation &&
        t('cited', {
          document: words(lint.citation.document),
          number: lint.citation.number,
          article: lint.citation.article ? words(lint.citation.article) : 'none',
          says: words(lint.citation.says),
        })}
    </Note>
  ))
}
