import type { MetaFunction, ShouldRevalidateFunctionArgs } from '@remix-run/react'
import { Form, redirect, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { thingTitle } from '#app/i18n/page-title.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { answerForm, flagForm } from '#app/learning/assessments/answer.form.ts'
import { flagQuestion, saveAnswer } from '#app/learning/assessments/answers.server.ts'
import { examFor } from '#app/learning/assessments/exams.server.ts'
import { sittingCookie, sittingHashFrom } from '#app/learning/assessments/sitting-token.server.ts'
import { takeOver } from '#app/learning/assessments/sittings.server.ts'
import { submitAttempt } from '#app/learning/assessments/submissions.server.ts'
import styles from '#app/learning/exam.module.css'
import { Exam } from '#app/learning/exam.tsx'
import { paths } from '#app/paths.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/form.tsx'
import { Row, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { Words } from '#app/ui/words.tsx'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: thingTitle(matches, data?.exam.courseTitle) },
]

export const loader = signedIn(async ({ db, actor, params, request, now }) => {
  const attemptId = params.attemptId ?? ''
  const sittingHash = sittingHashFrom(request.headers.get('cookie'), attemptId)
  const exam = await examFor(db, actor, { attemptId, sittingHash }, now)
  if (!exam) return notFound()
  if (exam.status === 'over') throw redirect(paths.attempt(attemptId))
  return { exam, now }
})

/** Turning to another question asks the server for nothing: all of them are here. */
export const shouldRevalidate = ({
  currentUrl,
  nextUrl,
  formMethod,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) =>
  currentUrl.pathname === nextUrl.pathname && (formMethod === undefined || formMethod === 'GET')
    ? false
    : defaultShouldRevalidate

/** The same acts as the autosave's, for a browser without JavaScript; handing in and taking over. */
export const action = acts({
  save: signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, answerForm)
    if (!form.ok) return form.refusal
    const attemptId = params.attemptId ?? ''
    const sittingHash = sittingHashFrom(request.headers.get('cookie'), attemptId)
    const { slot, seq, place, pair, text, next } = form.value
    const entry = { places: place, pairs: pair, text }
    const outcome = await saveAnswer(db, actor, { attemptId, slot, seq, entry, sittingHash }, now)
    if (!outcome.ok) return outcome.error.code === 'no-such-attempt' ? notFound() : refuse(outcome.error)
    const { verdict } = outcome.value
    if (verdict.kind === 'refuse') return refuse({ code: verdict.reason })
    return redirect(paths.sit(attemptId, next === 'review' ? 'review' : Number(next)))
  }),
  flag: signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, flagForm)
    if (!form.ok) return form.refusal
    const attemptId = params.attemptId ?? ''
    const sittingHash = sittingHashFrom(request.headers.get('cookie'), attemptId)
    const { slot, flagged } = form.value
    const outcome = await flagQuestion(db, actor, { attemptId, slot, flagged: flagged === 'yes', sittingHash }, now)
    if (!outcome.ok) return outcome.error.code === 'no-such-attempt' ? notFound() : refuse(outcome.error)
    return redirect(paths.sit(attemptId, slot))
  }),
  submit: signedIn(async ({ db, actor, params, request, now }) => {
    const attemptId = params.attemptId ?? ''
    const sittingHash = sittingHashFrom(request.headers.get('cookie'), attemptId)
    const outcome = await submitAttempt(db, actor, { attemptId, sittingHash }, now)
    if (!outcome.ok) return outcome.error.code === 'no-such-attempt' ? notFound() : refuse(outcome.error)
    return redirect(paths.attempt(attemptId))
  }),
  takeover: signedIn(async ({ db, actor, params, context, now }) => {
    const attemptId = params.attemptId ?? ''
    const outcome = await takeOver(db, actor, attemptId, now)
    if (!outcome.ok) return outcome.error.code === 'no-such-attempt' ? notFound() : redirect(paths.attempt(attemptId))
    const { token, deadlineAt } = outcome.value
    const cookie = sittingCookie(attemptId, token, deadlineAt - now, context.origin)
    return redirect(paths.sit(attemptId), { headers: { 'Set-Cookie': cookie } })
  }),
})

const Sit = () => {
  const { exam, now } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  const errors = useActErrors('learning')
  const q = params.get('q')
  const at = params.has('review') ? 'review' : q === 'all' ? 'all' : Number(q ?? 1)
  if (exam.status !== 'here') return <Elsewhere exam={exam} />
  return (
    <>
      <ErrorSummary errors={errors} />
      <Exam key={exam.sitting} exam={exam} now={now} at={at} />
    </>
  )
}

/** Another device has the sitting: said plainly, with the one way on. */
const Elsewhere = ({
  exam,
}: {
  exam: { id: string; courseId: string; courseTitle: { 'zh-CN'?: string; en?: string } }
}) => {
  const t = useTranslations('learning')
  return (
    <main id="content" className={styles.elsewhere}>
      <Page width="reading" title={<Words words={exam.courseTitle} />} state={t('elsewhere.state')}>
        <Stack>
          <p>{t('elsewhere.what')}</p>
          <Form method="post">
            <Row>
              <Button name="act" value="takeover" variant="first">
                {t('act.take-over')}
              </Button>
              <LinkButton to={paths.course(exam.courseId)} variant="text">
                {t('act.back')}
              </LinkButton>
            </Row>
          </Form>
        </Stack>
      </Page>
    </main>
  )
}
export default Sit
