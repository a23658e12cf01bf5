import type { MetaFunction } from '@remix-run/node'
import { Form, redirect, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { thingTitle } from '#app/i18n/page-title.ts'
import { refuse } from '#app/kernel/form.server.ts'
import { AssessmentFacts } from '#app/learning/assessment-facts.tsx'
import { attemptsLeft } from '#app/learning/assessments/attempt.ts'
import { sittingCookie } from '#app/learning/assessments/sitting-token.server.ts'
import { startAttempt } from '#app/learning/assessments/sittings.server.ts'
import { AttemptList } from '#app/learning/attempt-list.tsx'
import { CourseStanding, ReadOn } from '#app/learning/course-row.tsx'
import { courseFor } from '#app/learning/courses/catalogue.server.ts'
import { enrol, withdraw } from '#app/learning/courses/enrolments.server.ts'
import { LessonOutline } from '#app/learning/lesson-outline.tsx'
import { paths } from '#app/paths.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { FormShell } from '#app/ui/form.tsx'
import { Columns, Facts, Section, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { Words } from '#app/ui/words.tsx'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [{ title: thingTitle(matches, data?.title) }]

export const loader = signedIn(async ({ db, actor, params, settings, today }) => {
  const course = await courseFor(db, actor, params.courseId ?? '', settings.timeZone)
  if (!course) return notFound()
  const begun = course.attempts.filter((attempt) => attempt.enrolmentId === course.enrolment?.id)
  return {
    ...course,
    today,
    left: attemptsLeft(course.settings?.attempts ?? null, begun.length),
    open: begun.find((attempt) => attempt.state === 'in-progress')?.id ?? null,
  }
})

export const action = acts({
  enrol: signedIn(async ({ db, actor, params, settings, now }) => {
    const course = await courseFor(db, actor, params.courseId ?? '', settings.timeZone)
    if (!course) return notFound()
    const outcome = await enrol(db, actor, course.courseId, course.dueOn, now)
    return outcome.ok ? redirect(paths.course(course.courseId)) : refuse(outcome.error)
  }),
  withdraw: signedIn(async ({ db, actor, params, settings, now }) => {
    const course = await courseFor(db, actor, params.courseId ?? '', settings.timeZone)
    if (!course?.enrolment) return notFound()
    const outcome = await withdraw(db, actor, course.enrolment.id, now)
    return outcome.ok ? redirect(paths.learn()) : refuse(outcome.error)
  }),
  sit: signedIn(async ({ db, actor, params, settings, locale, context, now }) => {
    const course = await courseFor(db, actor, params.courseId ?? '', settings.timeZone)
    if (!course?.enrolment) return notFound()
    const outcome = await startAttempt(
      db,
      actor,
      { enrolmentId: course.enrolment.id, locale, secret: context.secret },
      now,
    )
    if (!outcome.ok) return refuse(outcome.error)
    const { id, token, deadlineAt } = outcome.value
    const headers = token ? { 'Set-Cookie': sittingCookie(id, token, deadlineAt - now, context.origin) } : undefined
    return redirect(paths.sit(id), { headers })
  }),
})

type Shown = ReturnType<typeof useLoaderData<typeof loader>>

const Course = () => {
  const course = useLoaderData<typeof loader>()
  const t = useTranslations('learning')
  const errors = useActErrors('learning')
  const { enrolment } = course
  return (
    <Page
      errors={errors}
      crumbs={[{ title: t('learn.title'), to: paths.learn() }]}
      title={<Words words={course.title} />}
      state={<Words words={course.summary} />}
      action={<Primary course={course} />}
    >
      <Columns aside={<Aside course={course} />}>
        <Section
          title={t('course.lessons')}
          label={t('course.length', { count: course.lessons, minutes: course.minutes })}
        >
          <LessonOutline
            lessons={course.lessonStates}
            enrolmentId={enrolment?.id ?? null}
            current={enrolment && !enrolment.completedAt ? enrolment.resume?.id : undefined}
          />
        </Section>
        {course.settings && <Assessment course={course} />}
      </Columns>
    </Page>
  )
}

/** The one next thing: enrol, go on reading, go back to the open sitting, or sit the assessment. */
const Primary = ({ course }: { course: Shown }) => {
  const t = useTranslations('learning')
  const { enrolment, open } = course
  if (open)
    return (
      <LinkButton to={paths.sit(open)} variant="first">
        {t('act.back-to-sitting')}
      </LinkButton>
    )
  if (!enrolment || enrolment.completedAt !== null)
    return (
      <Form method="post">
        <Button name="act" value="enrol" variant={course.holds ? undefined : 'first'}>
          {t(enrolment ? 'act.enrol-again' : 'act.enrol')}
        </Button>
      </Form>
    )
  if (enrolment.resume) return <ReadOn enrolmentId={enrolment.id} resume={enrolment.resume} />
  return course.settings && course.left !== 0 ? (
    <Sit minutes={course.settings.timeLimitMinutes} left={course.left} />
  ) : null
}

/** Asked once more: a tap by mistake would start the clock and use up an attempt. */
const Sit = ({ minutes, left }: { minutes: number; left: number | null }) => {
  const t = useTranslations('learning')
  // Pressed twice, the second answer would come without the sitting's token, as if to another device.
  const isBusy = useNavigation().state !== 'idle'
  return (
    <Form method="post">
      <ConfirmButton
        name="act"
        value="sit"
        pending={isBusy}
        variant="first"
        icon="clock"
        confirm={t('act.sit-now')}
        consequence={t(left === null ? 'assessment.starts' : 'assessment.starts-one-of', { minutes, left: left ?? 0 })}
      >
        {t('act.sit')}
      </ConfirmButton>
    </Form>
  )
}

const Assessment = ({ course }: { course: Shown }) => {
  const t = useTranslations('learning')
  const ready = course.enrolment && !course.enrolment.completedAt && !course.enrolment.resume
  return (
    <Section title={t('assessment.title')}>
      <Stack>
        {course.settings && <AssessmentFacts settings={course.settings} left={course.enrolment ? course.left : null} />}
        {course.enrolment?.resume && !course.enrolment.completedAt && <p>{t('assessment.after-lessons')}</p>}
        {ready && course.left === 0 && !course.open && <p>{t('assessment.none-left')}</p>}
        {course.attempts.length > 0 && (
          <AttemptList attempts={course.attempts} passPercent={course.settings?.passPercent ?? '0'} />
        )}
      </Stack>
    </Section>
  )
}

const Aside = ({ course }: { course: Shown }) => {
  const t = useTranslations('learning')
  const { enrolment } = course
  return (
    <>
      <Section title={t('course.about')}>
        <Facts
          facts={[
            { label: t('course.code'), value: course.code },
            { label: t('course.hours'), value: t('facts.hours', { hours: Number(course.hours) }) },
            ...(course.certificationName
              ? [
                  { label: t('course.certification'), value: <Words words={course.certificationName} /> },
                  {
                    label: t('course.validity'),
                    value: course.validMonths
                      ? t('course.months', { count: course.validMonths })
                      : t('course.for-ever'),
                  },
                ]
              : []),
            {
              label: t('course.standing'),
              value: (
                <CourseStanding
                  today={course.today}
                  otherwise={t('course.open')}
                  course={{
                    ...course,
                    needsAssessment: course.settings !== null,
                    enrolment: enrolment && {
                      id: enrolment.id,
                      lessonsDone: 0,
                      completed: enrolment.completedAt !== null,
                      resume: null,
                    },
                  }}
                />
              ),
            },
          ]}
        />
      </Section>
      {enrolment && enrolment.completedAt === null && !enrolment.isMandatory && !course.open && (
        <FormShell>
          <ConfirmButton
            name="act"
            value="withdraw"
            variant="text"
            confirm={t('act.withdraw')}
            consequence={t('course.withdraw-consequence')}
          >
            {t('act.withdraw-from')}
          </ConfirmButton>
        </FormShell>
      )}
    </>
  )
}
export default Course
