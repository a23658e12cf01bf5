import type { ReactNode } from 'react'
import { isLintAt } from '#app/kernel/lint.ts'
import { usePlan } from './plan-context.tsx'
import styles from './plan-document.module.css'
import { PlanLints } from './plan-lints.tsx'

type ClauseProps = {
  /** Places of the plan that it says: 'components.0'. */
  path: readonly string[]
  title: ReactNode
  children: ReactNode
}

/** One clause of the plan, with the lints that concern it in the margin, like a careful reviewer's. */
export const PlanClause = ({ path, title, children }: ClauseProps) => {
  const { lints } = usePlan()
  return (
    <section className={styles.clause}>
      <div className={styles.said}>
        <h2>{title}</h2>
        {children}
      </div>
      <aside className={styles.margin}>
        <PlanLints lints={lints.filter((lint) => path.some((place) => isLintAt(lint, place)))} />
      </aside>
    </section>
  )
}
