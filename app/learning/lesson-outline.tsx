import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import type { Words as WordsValue } from '#app/kernel/words.ts'
import { paths } from '#app/paths.ts'
import { Icon } from '#app/ui/icon.tsx'
import { Unseen } from '#app/ui/layout.tsx'
import { Words } from '#app/ui/words.tsx'
import styles from './lesson-outline.module.css'

export type OutlineLesson = {
  id: string
  slug: string
  position: number
  title: WordsValue
  minutes: number
  completed: boolean
}

/** The lessons of a course in order, with what is done; under the one that is open, its headings. */
export const LessonOutline = ({
  lessons,
  enrolmentId,
  current,
  headings = [],
}: {
  lessons: readonly OutlineLesson[]
  /** Null: not enrolled, so the titles lead nowhere yet. */
  enrolmentId: string | null
  current?: string
  headings?: readonly { id: string; text: string }[]
}) => {
  const t = useTranslations('learning')
  return (
    <ol className={styles.outline}>
      {lessons.map((lesson) => (
        <li key={lesson.id}>
          <div className={styles.lesson} data-current={lesson.id === current ? '' : undefined}>
            <span className={styles.mark} data-done={lesson.completed ? '' : undefined}>
              {lesson.completed ? <Icon name="check" size={16} /> : lesson.position}
            </span>
            <span className={styles.title}>
              {enrolmentId ? (
                <Link
                  to={paths.lesson(enrolmentId, lesson.slug)}
                  aria-current={lesson.id === current ? 'page' : undefined}
                  prefetch="intent"
                >
                  <Words words={lesson.title} />
                </Link>
              ) : (
                <Words words={lesson.title} />
              )}
              {lesson.completed && <Unseen>{t('lesson.done')}</Unseen>}
            </span>
            <span className={styles.minutes}>{t('facts.minutes', { count: lesson.minutes })}</span>
          </div>
          {lesson.id === current && headings.length > 0 && (
            <ol className={styles.headings}>
              {headings.map((heading) => (
                <li key={heading.id}>
                  <a href={`#${heading.id}`} className={styles.heading}>
                    {heading.text}
                  </a>
                </li>
              ))}
            </ol>
          )}
        </li>
      ))}
    </ol>
  )
}
