import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import { classes } from '#app/ui/classes.ts'
import { isAnswered } from './assessments/shown-answer.ts'
import styles from './exam.module.css'
import type { SlotAnswer } from './exam-answers.tsx'

export type SlotState = 'answered' | 'open' | 'waiting' | 'refused' | 'unreadable'
export const slotState = (answer: SlotAnswer | undefined): SlotState => {
  if (!answer || !isAnswered(answer.entry)) return 'open'
  if (answer.standing === 'waiting' || answer.standing === 'refused') return answer.standing
  return answer.unreadable ? 'unreadable' : 'answered'
}

/** Every question by its number, with what is done, what is marked, and where one is. */
export const ExamMap = ({
  attemptId,
  slots,
  answers,
  current,
  all,
}: {
  attemptId: string
  slots: readonly number[]
  answers: ReadonlyMap<number, SlotAnswer>
  current: number | null
  all: boolean
}) => {
  const t = useTranslations('learning')
  return (
    <nav aria-label={t('exam.map')}>
      <ol className={styles.map}>
        {slots.map((slot) => {
          const answer = answers.get(slot)
          const state = slotState(answer)
          const name = [
            t('exam.nth', { slot }),
            t(`slot.${state}`),
            ...(answer?.flagged ? [t('slot.flagged')] : []),
          ].join(', ')
          return (
            <li key={slot}>
              <Link
                to={all ? `${paths.sit(attemptId, 'all')}#question-${slot}` : paths.sit(attemptId, slot)}
                className={classes(styles.slot, styles[state], answer?.flagged && styles.flagged)}
                aria-label={name}
                aria-current={slot === current ? 'step' : undefined}
                preventScrollReset
              >
                {slot}
              </Link>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
