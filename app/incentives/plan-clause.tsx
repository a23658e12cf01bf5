import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Note } from '#app/ui/note.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import styles from './plan-document.module.css'
import { usePlan } from './plan-figure.tsx'

/** '$.components[0].targets[1]' as the document's own 'components.0.targets.1'. */
const placeOf = (path: string) => path.replace(/^\$\.?/, '').replace(/\[(\d+)\]/g, '.$1')

/** One clause of the plan, with the lints that concern it in the margin, like a careful reviewer's. */
export const PlanClause = ({ path, title, children }: { path: string; title: ReactNode; children: ReactNode }) => {
  const t = useTranslations('incentives')
  const words = useWordsText()
  const { lints } = usePlan()
  const own = lints.filter((lint) => placeOf(lint.path) === path || placeOf(lint.path).startsWith(`${path}.`))
  return (
    <section className={styles.clause}>
      <div>
        <h2>{title}</h2>
        {children}
      </div>
      <aside className={styles.margin}>
        {own.map((lint) => (
          <Note
            key={`${lint.code} ${lint.path}`}
            tone={lint.severity === 'error' ? 'bad' : 'warn'}
            title={t.has(`lints.${lint.code}`) ? t(`lints.${lint.code}`) : lint.code}
          >
            {Object.values(lint.inputs).map(String).join(' · ')}
            {lint.citation && (
              <small>
                {' '}
                {words(lint.citation.document)} {lint.citation.number}{' '}
                {lint.citation.article && words(lint.citation.article)}
              </small>
            )}
          </Note>
        ))}
      </aside>
    </section>
  )
}
