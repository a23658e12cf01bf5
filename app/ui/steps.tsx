import { Children, type ReactNode } from 'react'
import styles from './steps.module.css'

/** How a figure came about, sentence by sentence, with the arithmetic in `<code>`. */
export const Steps = ({
  title,
  source,
  action,
  children,
}: {
  title: ReactNode
  /** A Badge: plan, version, article. */
  source?: ReactNode
  action?: ReactNode
  /** One sentence each. */
  children: ReactNode
}) => (
  <section className={styles.steps}>
    <div className={styles.head}>
      <h2>{title}</h2>
      {source}
      {action && <div className={styles.action}>{action}</div>}
    </div>
    <ol>
      {Children.map(children, (step) => (
        <li>{step}</li>
      ))}
    </ol>
  </section>
)
