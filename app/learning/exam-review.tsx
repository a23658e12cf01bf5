import { Form, Link, useNavigation, useSubmit } from '@remix-run/react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Row, Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import styles from './exam.module.css'
import type { Answers } from './exam-answers.tsx'
import { slotState } from './exam-map.tsx'

/** Before handing in: what is answered, what is open, what one marked. */
export const ExamReview = ({
  attemptId,
  slots,
  answers,
}: {
  attemptId: string
  slots: readonly number[]
  answers: Answers
}) => {
  const t = useTranslations('learning')
  const submit = useSubmit()
  const [sending, setSending] = useState(false)
  const busy = useNavigation().state !== 'idle' || sending
  const states = slots.map((slot) => ({ slot, answer: answers.answers.get(slot) }))
  const open = states.filter(({ answer }) => slotState(answer) === 'open')
  const flagged = states.filter(({ answer }) => answer?.flagged)
  const waiting = states.some(({ answer }) => answer?.standing === 'waiting' || answer?.standing === 'saving')
  const unreadable = states.filter(({ answer }) => slotState(answer) === 'unreadable')
  const refused = states.filter(({ answer }) => answer?.standing === 'refused')
  return (
    <Stack>
      <h2>{t('review.title')}</h2>
      {open.length > 0 ? (
        <Note tone="warn" title={t('review.open', { count: open.length })}>
          {t('review.open-what')}
        </Note>
      ) : (
        <Note tone="ok" title={t('review.all')}>
          {flagged.length > 0 ? t('review.flagged', { count: flagged.length }) : null}
        </Note>
      )}
      {unreadable.length > 0 && (
        <Note tone="warn" title={t('review.unreadable', { count: unreadable.length })}>
          {t('review.unreadable-what')}
        </Note>
      )}
      {refused.length > 0 && (
        <Note tone="warn" title={t('review.refused', { count: refused.length })}>
          {t('review.refused-what')}
        </Note>
      )}
      <ul className={styles.review}>
        {states.map(({ slot, answer }) => {
          const state = slotState(answer)
          return (
            <li key={slot}>
              <Link to={paths.sit(attemptId, slot)}>{t('exam.nth', { slot })}</Link>
              <span>
                {answer?.flagged && <Badge icon="flag">{t('slot.flagged')}</Badge>}{' '}
                <Badge tone={state === 'answered' ? 'ok' : 'warn'}>{t(`slot.${state}`)}</Badge>
              </span>
            </li>
          )
        })}
      </ul>
      <Form
        method="post"
        action={paths.sit(attemptId)}
        onSubmit={(event) => {
          if (!waiting) return
          // What is on its way goes first, and the handing in with it; what does not get through is said above.
          event.preventDefault()
          setSending(true)
          void answers.flush().then((all) => {
            setSending(false)
            if (all) submit({ act: 'submit' }, { method: 'post', action: paths.sit(attemptId) })
          })
        }}
      >
        <Row>
          <Button name="act" value="submit" variant="first" size="large" pending={busy}>
            {t('act.hand-in')}
          </Button>
          <LinkButton to={paths.sit(attemptId, open[0]?.slot ?? slots[0] ?? 1)} size="large" variant="text">
            {t(open.length > 0 ? 'review.to-open' : 'review.back')}
          </LinkButton>
        </Row>
      </Form>
    </Stack>
  )
}
