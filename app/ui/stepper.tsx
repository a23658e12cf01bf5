import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { classes } from './classes.ts'
import { Icon } from './icon.tsx'
import { Unseen } from './layout.tsx'
import styles from './stepper.module.css'

export type Step = {
  title: string
  state: 'done' | 'now' | 'todo'
  /** Back to it, with everything kept. */
  to?: string
  note?: string
}

/** The steps of a long form or the phases of a cycle, in one line; on the phone only the open one has its words. */
export const Stepper = ({ steps, label }: { steps: readonly Step[]; label?: string }) => {
  const t = useTranslations('ui')
  return (
    <ol className={styles.stepper} aria-label={label ?? t('stepper.label')}>
      {steps.map((step, place) => (
        <li
          key={step.title}
          className={classes(styles.step, styles[step.state])}
          aria-current={step.state === 'now' ? 'step' : undefined}
        >
          <span className={styles.mark} aria-hidden="true">
            {step.state === 'done' ? <Icon name="check" size={16} /> : place + 1}
          </span>
          <span className={styles.words}>
            <Unseen>
              {t(step.state === 'done' ? 'stepper.doneStep' : 'stepper.step', { step: place + 1, count: steps.length })}
              :{' '}
            </Unseen>
            {step.to ? <Link to={step.to}>{step.title}</Link> : step.title}
            {step.note && <span className={styles.note}>{step.note}</span>}
          </span>
        </li>
      ))}
    </ol>
  )
}
