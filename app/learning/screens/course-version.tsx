import type { MetaFunction } from '@remix-run/node'
import { redirect, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { type Decision, DecisionList, ReturnedNote } from '#app/audit/decision-list.tsx'
import { decisionsOf } from '#app/audit/decisions.server.ts'
import { thingTitle } from '#app/i18n/page-title.ts'
import { translator } from '#app/i18n/words.server.ts'
import { can } from '#app/identity/policy.ts'
import { addDays } from '#app/kernel/day.ts'
import { revisionForm } from '#app/kernel/field.form.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { AssessmentFacts } from '#app/learning/assessment-facts.tsx'
import { mandateOffsetDays } from '#app/learning/courses/course.ts'
import { orderForPost } from '#app/learning/courses/course-orders.server.ts'
import { orderForm, returnForm } from '#app/learning/courses/course-version.form.ts'
import {
  activateCourseVersion,
  approveCourseVersion,
  contentOfVersion,
  findCourseVersion,
  retireCourseVersion,
  returnCourseVersion,
  submitCourseVersion,
} from '#app/learning/courses/course-versions.server.ts'
import { changesOfVersion, lessonOfVersion, questionsOfVersion } from '#app/learning/courses/version-review.server.ts'
import { OrderForm } from '#app/learning/order-form.tsx'
import { VersionBadge } from '#app/learning/version-badge.tsx'
import { VersionLessons, VersionQuestions } from '#app/learning/version-content.tsx'
import { VersionSteps } from '#app/learning/version-steps.tsx'
import { postsInUse } from '#app/organisation/posts/posts.server.ts'
import { paths } from '#app/paths.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Columns, Facts, Row, Section, Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { Page } from '#app/ui/page.tsx'
import { When } from '#app/ui/when.tsx'
import { useWordsText, Words } from '#app/ui/words.tsx'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: thingTitle(matches, data?.version.title) },
]

export const loader = signedIn(async ({ db, actor, params, url, today, locale, settings }) => {
  const version = await findCourseVersion(db, actor, params.versionId ?? '')
  if (!version) return notFound()
  const posts = await postsInUse(db)
  const t = translator(locale, 'learning', settings.timeZone)
  const words = { answer: t('lesson.answer'), table: t('lesson.table') }
  const lesson = url.searchParams.get('lesson')
  return {
    version,
    opened: lesson === null ? null : await lessonOfVersion(db, version.id, lesson, { locale, words }),
    questions: url.searchParams.has('questions') ? await questionsOfVersion(db, version.id, locale) : null,
    changes: version.state === 'retired' ? null : await changesOfVersion(db, version),
    content: await contentOfVersion(db, version.id),
    decisions: await decisionsOf(db, 'course-version', version.id),
    posts: posts.map(({ id, code, name }) => ({ id, code, name })),
    dueOn: addDays(today, mandateOffsetDays),
    may: {
      keep: can(actor, 'course.keep'),
      approve: can(actor, 'course.approve', version),
      order: can(actor, 'enrolment.order'),
    },
  }
})

type Step = typeof submitCourseVersion
const step = (go: Step) =>
  signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, revisionForm)
    if (!form.ok) return form.refusal
    const id = params.versionId ?? ''
    const outcome = await go(db, actor, id, form.value.revision, now)
    if (outcome.ok) return redirect(paths.courseVersion(id))
    return outcome.error.code === 'no-such-course' ? notFound() : refuse(outcome.error)
  })

export const action = acts({
  submit: step(submitCourseVersion),
  approve: step(approveCourseVersion as Step),
  activate: step(activateCourseVersion as Step),
  retire: step(retireCourseVersion as Step),
  return: signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, returnForm)
    if (!form.ok) return form.refusal
    const id = params.versionId ?? ''
    const outcome = await returnCourseVersion(db, actor, id, form.value, now)
    if (outcome.ok) return redirect(paths.courseVersion(id))
    return outcome.error.code === 'no-such-course' ? notFound() : refuse(outcome.error)
  }),
  order: signedIn(async ({ db, actor, params, request, now }) => {
    const version = await findCourseVersion(db, actor, params.versionId ?? '')
    if (!version) return notFound()
    const form = await readForm(request, orderForm)
    if (!form.ok) return form.refusal
    const outcome = await orderForPost(db, actor, { courseId: version.courseId, ...form.value }, now)
    return outcome.ok ? redirect(paths.learners({ course: version.courseId })) : refuse(outcome.error)
  }),
})

const CourseVersion = () => {
  const { version, content, opened, questions, changes, decisions, posts, dueOn, may } = useLoaderData<typeof loader>()
  const t = useTranslations('learning')
  const errors = useActErrors('learning')
  const decided = (each: Decision) => t(`version.decided.${each.decision}`, { name: each.byName })
  const text = useWordsText()
  const mandatory = version.mandatoryFor.map((code) => {
    const post = posts.find((each) => each.code === code)
    return post ? text(post.name) : code
  })
  return (
    <Page
      errors={errors}
      crumbs={[{ title: t('version.title'), to: paths.courseVersions() }]}
      title={
        <>
          <Words words={version.title} /> <VersionBadge state={version.state} />
        </>
      }
      state={t(may.keep ? `version.next.${version.state}` : 'version.whole-bank')}
      action={
        <LinkButton to={paths.learners({ course: version.courseId })} icon="people">
          {t('version.learners')}
        </LinkButton>
      }
    >
      <Columns
        aside={
          <>
            {may.keep && <VersionSteps version={version} mayApprove={may.approve} />}
            {version.state === 'active' && may.order && <OrderForm posts={posts} dueOn={dueOn} />}
            {decisions.length > 0 && (
              <Section title={t('version.decisions')}>
                <DecisionList decisions={decisions} say={decided} />
              </Section>
            )}
          </>
        }
      >
        {version.state === 'draft' && <ReturnedNote decisions={decisions} say={decided} />}
        <Facts
          columns
          facts={[
            { label: t('course.code'), value: version.code },
            { label: t('version.no'), value: version.version },
            { label: t('course.hours'), value: t('facts.hours', { hours: Number(version.hours) }) },
            { label: t('version.drafted'), value: <When at={version.draftedAt} absolute /> },
            { label: t('version.digest'), value: version.contentDigest.slice(0, 12) },
            {
              label: t('course.certification'),
              value: content.certification ? <Words words={content.certification.name} /> : '—',
            },
          ]}
        />
        <Section title={t('version.mandatory')}>
          <p>{mandatory.length > 0 ? mandatory.join(t('version.comma')) : t('version.mandatory-none')}</p>
        </Section>
        <VersionLessons lessons={content.lessons} opened={opened} changes={changes} />
        {content.assessment && (
          <Section title={t('assessment.title')} label={t('version.bank', { count: content.assessment.questions })}>
            <Stack>
              <AssessmentFacts settings={content.assessment.settings} left={null} />
              {changes?.passPercentBefore && changes.passPercentBefore !== content.assessment.settings.passPercent && (
                <Note tone="warn">{t('version.pass-before', { percent: changes.passPercentBefore })}</Note>
              )}
              {questions ? (
                <VersionQuestions questions={questions} changes={changes} />
              ) : (
                <Row>
                  <LinkButton to="?questions=1" preventScrollReset icon="eye">
                    {t('version.read-questions')}
                  </LinkButton>
                </Row>
              )}
            </Stack>
          </Section>
        )}
      </Columns>
    </Page>
  )
}
export default CourseVersion
