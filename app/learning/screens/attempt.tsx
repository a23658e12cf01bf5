import { redirect, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { shownPercent } from '#app/learning/assessments/grade.ts'
import { resultFor } from '#app/learning/assessments/results.server.ts'
import { Verdict } from '#app/learning/attempt-list.tsx'
import { LateAnswers } from '#app/learning/late-answers.tsx'
import { ReviewedQuestionRow } from '#app/learning/reviewed-question.tsx'
import { paths } from '#app/paths.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Facts, Section, Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { Page } from '#app/ui/page.tsx'
import { When } from '#app/ui/when.tsx'
import { Words } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, params, now }) => {
  const result = await resultFor(db, actor, params.attemptId ?? '', now)
  if (!result) return notFound()
  if (result.state === 'in-progress') throw redirect(paths.sit(result.id))
  return { ...result, readerId: actor.employeeId }
})

type Shown = ReturnType<typeof useLoaderData<typeof loader>>

const Attempt = () => {
  const result = useLoaderData<typeof loader>()
  const t = useTranslations('learning')
  const { passPercent } = result.settings
  const percent =
    result.percent === null || result.passed === null
      ? '—'
      : `${shownPercent(result.percent, passPercent, result.passed, 0)}%`
  return (
    <Page
      width="reading"
      crumbs={[
        { title: t('learn.title'), to: paths.learn() },
        { title: <Words words={result.courseTitle} />, to: paths.course(result.courseId) },
      ]}
      title={t('result.title', { no: result.no })}
      figure={percent}
      state={<State result={result} />}
      action={<Actions result={result} />}
    >
      <Stack gap="large">
        {result.readerId && <LateAnswers employeeId={result.readerId} attemptId={result.id} />}
        <Facts
          columns
          facts={[
            { label: t('result.verdict'), value: <Verdict attempt={result} /> },
            { label: t('result.pass'), value: t('assessment.percent', { percent: passPercent }) },
            {
              label: t('result.marks'),
              value: t('result.marks-of', { marks: short(result.marks), max: result.maxMarks }),
            },
            { label: t('result.at'), value: result.submittedAt ? <When at={result.submittedAt} absolute /> : '—' },
          ]}
        />
        {!result.questions.some((question) => question.right) && result.questions.length > 0 && (
          <Note>{t('result.right-later')}</Note>
        )}
        <Section title={t('result.questions')}>
          {result.questions.map((question) => (
            <ReviewedQuestionRow key={question.slot} question={question} />
          ))}
        </Section>
      </Stack>
    </Page>
  )
}

/** Marks of thirds are shown to two places; the verdict is not taken from them. */
const short = (marks: string | null) => (marks === null ? '—' : String(Number(Number(marks).toFixed(2))))

const State = ({ result }: { result: Shown }) => {
  const t = useTranslations('learning')
  if (result.passed)
    return result.certificateThrough
      ? t.rich('result.passed-until', { day: () => <When key="day" at={result.certificateThrough ?? ''} absolute /> })
      : t('result.passed')
  if (result.state === 'expired') return t('result.expired')
  if (result.state === 'submitted') return t('result.waits')
  if (result.completedAt !== null) return t('result.failed-before')
  return result.left === null ? t('result.failed-try') : t('result.failed', { left: result.left })
}

const Actions = ({ result }: { result: Shown }) => {
  const t = useTranslations('learning')
  if (result.certificateId)
    return (
      <LinkButton to={paths.certificatePdf(result.certificateId)} reloadDocument variant="first" icon="download">
        {t('act.certificate')}
      </LinkButton>
    )
  return (
    <LinkButton to={paths.course(result.courseId)} variant={result.left === 0 ? undefined : 'first'}>
      {t('act.back-to-course')}
    </LinkButton>
  )
}
export default Attempt
