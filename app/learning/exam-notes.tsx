import { Form } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Note } from '#app/ui/note.tsx'
import type { Answers } from './exam-answers.tsx'
import type { Refusal } from './send-answer.tsx'

/** The line is down: what is safe, what waits, and that the clock goes on. */
export const Connection = ({ answers }: { answers: Answers }) => {
  const t = useTranslations('learning')
  if (!answers.offline) return null
  const all = [...answers.answers.values()]
  const waiting = all.filter(({ standing }) => standing === 'waiting' || standing === 'saving').length
  const safe = all.filter(({ standing }) => standing === 'saved').length
  return (
    <Note tone="warn" live title={t('connection.lost')}>
      {t('connection.what', { safe, waiting })}
    </Note>
  )
}

type StoppedProps = {
  refusal: Refusal
  attemptId: string
  /** Where in the sitting one is, and comes back to. */
  at: number | 'all' | 'review'
}

/** The server takes no more from this page: why, and what to do. */
export const Stopped = ({ refusal, attemptId, at }: StoppedProps) => {
  const t = useTranslations('learning')
  const action =
    refusal === 'superseded' ? (
      <Form method="post" action={paths.sit(attemptId)}>
        <Button name="act" value="takeover">
          {t('act.take-over')}
        </Button>
      </Form>
    ) : refusal === 'signed-out' ? (
      <LinkButton to={paths.signIn(paths.sit(attemptId, at))} reloadDocument>
        {t('act.sign-in-again')}
      </LinkButton>
    ) : (
      <LinkButton to={paths.sit(attemptId)} reloadDocument>
        {t('act.reload')}
      </LinkButton>
    )
  return (
    <Note tone="bad" live title={t(`stopped.${refusal}.title`)} action={action}>
      {t(`stopped.${refusal}.what`)}
    </Note>
  )
}
