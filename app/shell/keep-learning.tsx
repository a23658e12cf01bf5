import { useTranslations } from 'use-intl'
import type { CourseCard } from '#app/learning/courses/catalogue.server.ts'
import { paths } from '#app/paths.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Meter } from '#app/ui/charts/meter.tsx'
import { Label, Section } from '#app/ui/layout.tsx'
import { Tasks } from '#app/ui/tasks.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import styles from './home.module.css'

/** Courses to go on with, each with the place to read: where one left, or the start. */
export const KeepLearning = ({ courses }: { courses: readonly CourseCard[] }) => {
  const t = useTranslations('shell')
  const words = useWordsText()
  return (
    <Section title={t('home.keep-learning')}>
      <Tasks
        tasks={courses.flatMap((course) => {
          const { enrolment } = course
          if (!enrolment) return []
          const to = enrolment.resume
            ? paths.lesson(enrolment.id, enrolment.resume.slug)
            : paths.course(course.courseId)
          return [
            {
              key: course.courseId,
              title: words(course.title),
              note: enrolment.resume
                ? t(enrolment.resume.begun ? 'home.at-lesson' : 'home.from-lesson', {
                    lesson: words(enrolment.resume.title),
                  })
                : t('home.lessons-read'),
              due: (
                <div className={styles.progress}>
                  <Meter
                    value={enrolment.lessonsDone}
                    max={Math.max(1, course.lessons)}
                    label={t('home.lessons', { done: enrolment.lessonsDone, all: course.lessons })}
                  />
                  <Label>{t('home.lessons', { done: enrolment.lessonsDone, all: course.lessons })}</Label>
                </div>
              ),
              action: (
                <LinkButton to={to}>
                  {t(enrolment.resume && !enrolment.resume.begun ? 'home.begin' : 'home.continue')}
                </LinkButton>
              ),
            },
          ]
        })}
      />
    </Section>
  )
}
