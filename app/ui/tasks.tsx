import type { ReactNode } from 'react'
import styles from './tasks.module.css'

export type Task = {
  key: string
  /** A verb and its object: "Complete the AML assessment". */
  title: ReactNode
  /** Time needed, what depends on it. */
  note?: ReactNode
  /** A Badge with the time by when. */
  due?: ReactNode
  /** One button. */
  action?: ReactNode
  done?: boolean
}

/** What is to be done: verbs, each with its time and one button; a line between. */
export const Tasks = ({ tasks }: { tasks: readonly Task[] }) => (
  <ul className={styles.tasks}>
    {tasks.map((task) => (
      <li key={task.key} data-done={task.done ? '' : undefined}>
        <div className={styles.words}>
          <b>{task.title}</b>
          {task.note && <div className={styles.note}>{task.note}</div>}
        </div>
        <div className={styles.due}>{task.due}</div>
        <div className={styles.action}>{task.action}</div>
      </li>
    ))}
  </ul>
)
