import type { MetaFunction } from '@remix-run/node'
import { Form, Link, redirect, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { thingTitle } from '#app/i18n/page-title.ts'
import { translator } from '#app/i18n/words.server.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { completeLesson } from '#app/learning/courses/enrolments.server.ts'
import { noteForm } from '#app/learning/courses/lesson.form.ts'
import { keepNote, lessonFor } from '#app/learning/courses/player.server.ts'
import { LessonNotes, notesName } from '#app/learning/lesson-notes.tsx'
import { LessonOutline } from '#app/learning/lesson-outline.tsx'
import text from '#app/learning/lesson-text.module.css'
import { ReadingPlace } from '#app/learning/reading-place.tsx'
import { SafeHtml } from '#app/learning/safe-html.tsx'
import { paths } from '#app/paths.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/form.tsx'
import { FormKey } from '#app/ui/form-key.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Crumbs } from '#app/ui/page.tsx'
import { useSentBy } from '#app/ui/sent.ts'
import { Words } from '#app/ui/words.tsx'
import styles from './lesson.module.css'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [{ title: thingTitle(matches, data?.title) }]

export const loader = signedIn(async ({ db, actor, params, locale, settings }) => {
  const enrolmentId = params.enrolmentId ?? ''
  const t = translator(locale, 'learning', settings.timeZone)
  const words = { answer: t('lesson.answer'), table: t('lesson.table') }
  const lesson = await lessonFor(db, actor, { enrolmentId, lesson: params.lesson ?? '', locale, words })
  return lesson ? { enrolmentId, ...lesson } : notFound()
})

export const action = acts({
  complete: signedIn(async ({ db, actor, params, now }) => {
    const enrolmentId = params.enrolmentId ?? ''
    const outcome = await completeLesson(db, actor, enrolmentId, params.lesson ?? '', now)
    if (!outcome.ok) return outcome.error.code === 'no-such-enrolment' ? notFound() : refuse(outcome.error)
    const { next, courseId } = outcome.value
    return redirect(next ? paths.lesson(enrolmentId, next) : paths.course(courseId))
  }),
  note: signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, noteForm)
    if (!form.ok) return form.refusal
    const given = { enrolmentId: params.enrolmentId ?? '', lesson: params.lesson ?? '', text: form.value.note }
    const outcome = await keepNote(db, actor, given, now)
    return outcome.ok ? { noteSavedAt: outcome.value.savedAt } : notFound()
  }),
})

const Lesson = () => {
  const lesson = useLoaderData<typeof loader>()
  const t = useTranslations('learning')
  const errors = useActErrors('learning')
  const isNoteSent = useSentBy(notesName) !== null
  return (
    // Another lesson is another page: the focus does not stay on the button below, one press from finishing this one too.
    <div key={lesson.id} className={styles.player}>
      <details className={styles.outline} open>
        <summary>
          <Icon name="list" />
          <span>{t('lesson.outline')}</span>
        </summary>
        <LessonOutline
          lessons={lesson.outline}
          enrolmentId={lesson.enrolmentId}
          current={lesson.id}
          headings={lesson.headings}
        />
      </details>
      <article className={styles.page}>
        <Crumbs
          crumbs={[
            { title: t('learn.title'), to: paths.learn() },
            { title: <Words words={lesson.courseTitle} />, to: paths.course(lesson.courseId) },
          ]}
        />
        <p className={styles.where}>
          {t('lesson.where', { position: lesson.position, count: lesson.outline.length })} ·{' '}
          {t('facts.minutes', { count: lesson.minutes })}
        </p>
        <h1>
          <Words words={lesson.title} />
        </h1>
        <Resume lesson={lesson} />
        <SafeHtml className={text.text} lang={lesson.lang} html={lesson.html} />
        {!isNoteSent && <ErrorSummary errors={errors} />}
        <Turn lesson={lesson} />
      </article>
      <details className={styles.notes} open={lesson.note || isNoteSent ? true : undefined}>
        <summary>
          <Icon name="note" />
          <span>{t('lesson.notes')}</span>
        </summary>
        <LessonNotes lesson={lesson} errors={isNoteSent ? errors : {}} />
      </details>
      <ReadingPlace to={paths.lessonPlace(lesson.enrolmentId, lesson.slug)} headings={lesson.headings} />
    </div>
  )
}

type Shown = ReturnType<typeof useLoaderData<typeof loader>>

/** Where one left off, as a link into the text. */
const Resume = ({ lesson }: { lesson: Shown }) => {
  const t = useTranslations('learning')
  const left = lesson.headings.find((heading) => heading.id === lesson.anchor)
  if (!left || left.id === lesson.headings[0]?.id) return null
  return (
    <p className={styles.resume}>
      {t.rich('lesson.left-off', {
        part: () => (
          <Link key="part" to={`#${left.id}`}>
            {left.text}
          </Link>
        ),
      })}
    </p>
  )
}

/** The page is turned by finishing the lesson; of one that is finished, by going on. */
const Turn = ({ lesson }: { lesson: Shown }) => {
  const t = useTranslations('learning')
  const busy = useNavigation().formData?.get('act') === 'complete'
  const { enrolmentId, courseId, before, next } = lesson
  const back = before && (
    <LinkButton to={paths.lesson(enrolmentId, before)} icon="left" label={t('lesson.before')} size="large" />
  )
  const isDone = lesson.outline.some(({ id, completed }) => id === lesson.id && completed)
  if (isDone)
    return (
      <div className={styles.turn}>
        {back}
        <LinkButton
          to={next ? paths.lesson(enrolmentId, next) : paths.course(courseId)}
          variant="first"
          size="large"
          className={styles.next}
        >
          {t(next ? 'lesson.after' : 'act.back-to-course')}
        </LinkButton>
      </div>
    )
  return (
    <Form method="post" className={styles.turn}>
      <FormKey />
      {back}
      <Button name="act" value="complete" variant="first" size="large" pending={busy} className={styles.next}>
        {t(next ? 'lesson.next' : 'lesson.finish')}
      </Button>
    </Form>
  )
}

export default Lesson
