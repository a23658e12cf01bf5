import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { type Day, daysBetween } from '#app/kernel/day.ts'
import type { Words as WordsValue } from '#app/kernel/words.ts'
import { paths } from '#app/paths.ts'
import { Badge } from '#app/ui/badge.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Meter } from '#app/ui/charts/meter.tsx'
import { When } from '#app/ui/when.tsx'
import { useWordsText, Words } from '#app/ui/words.tsx'
import styles from './course-row.module.css'
import { progressOf, urgencyOf } from './courses/course.ts'

export type CourseRowProps = {
  today: Day
  course: {
    courseId: string
    code: string
    title: WordsValue
    summary: WordsValue
    hours: string
    lessons: number
    certificationName: WordsValue | null
    needsAssessment: boolean
    dueOn: Day | null
    holds: boolean
    enrolment: {
      id: string
      lessonsDone: number
      completed: boolean
      resume: { slug: string; position: number; title: WordsValue; begun: boolean } | null
    } | null
  }
}

/** A course in a list: what it is, how far one is, by when, and the one thing to do next. */
export const CourseRow = ({ course, today }: CourseRowProps) => {
  const t = useTranslations('learning')
  const text = useWordsText()
  const { enrolment } = course
  const progress =
    enrolment &&
    progressOf({
      lessons: course.lessons,
      lessonsDone: enrolment.lessonsDone,
      needsAssessment: course.needsAssessment,
      completed: enrolment.completed,
    })
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <h3>
          <Link to={paths.course(course.courseId)}>
            <Words words={course.title} />
          </Link>
        </h3>
        <p className={styles.summary}>
          <Words words={course.summary} />
        </p>
        <p className={styles.facts}>
          <span>{t('facts.lessons', { count: course.lessons })}</span>
          <span>{t('facts.hours', { hours: Number(course.hours) })}</span>
          {course.certificationName && (
            <span>
              <Words words={course.certificationName} />
            </span>
          )}
        </p>
      </div>
      <div className={styles.state}>
        <CourseStanding course={course} today={today} />
        {progress && !enrolment?.completed && (
          <div className={styles.progress}>
            <Meter
              value={progress.done}
              max={progress.total}
              label={t('progress.label', { title: text(course.title) })}
            />
            <span>{t('progress.steps', progress)}</span>
          </div>
        )}
      </div>
      <div className={styles.action}>
        <NextStep course={course} />
      </div>
    </li>
  )
}

/** By when, or that it is done. */
export const CourseStanding = ({ course, today, otherwise = null }: CourseRowProps & { otherwise?: ReactNode }) => {
  const t = useTranslations('learning')
  if (course.dueOn) {
    const urgency = urgencyOf(course.dueOn, today)
    if (urgency === 'overdue')
      return <Badge tone="bad">{t('due.overdue', { days: daysBetween(course.dueOn, today) })}</Badge>
    return (
      <Badge tone={urgency === 'soon' ? 'warn' : 'plain'}>
        {t.rich('due.by', { day: () => <When key="day" at={course.dueOn ?? today} /> })}
      </Badge>
    )
  }
  if (course.enrolment?.completed || course.holds)
    return (
      <Badge tone="ok" icon="check">
        {t(course.holds ? 'standing.holds' : 'standing.completed')}
      </Badge>
    )
  return otherwise
}

const NextStep = ({ course }: Pick<CourseRowProps, 'course'>) => {
  const t = useTranslations('learning')
  const { enrolment } = course
  const to = paths.course(course.courseId)
  if (!enrolment || enrolment.completed) return <LinkButton to={to}>{t('act.look')}</LinkButton>
  if (!enrolment.resume)
    return (
      <LinkButton to={to} variant="first">
        {t('act.to-assessment')}
      </LinkButton>
    )
  return <ReadOn enrolmentId={enrolment.id} resume={enrolment.resume} />
}

type ReadOnProps = { enrolmentId: string; resume: { slug: string; position: number; begun: boolean } }

/** Into the course: from its start, or where one stopped. */
export const ReadOn = ({ enrolmentId, resume }: ReadOnProps) => {
  const t = useTranslations('learning')
  return (
    <LinkButton to={paths.lesson(enrolmentId, resume.slug)} variant="first">
      {t(resume.begun ? 'act.resume' : 'act.begin', { position: resume.position })}
    </LinkButton>
  )
}
