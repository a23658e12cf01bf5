import { translator } from '#app/i18n/words.server.ts'
import { can } from '#app/identity/policy.ts'
import { dayOf } from '#app/kernel/day.ts'
import { exportResponse, formatOf } from '#app/kernel/list-export.server.ts'
import { wordsIn } from '#app/kernel/words.ts'
import { shownPercent } from '#app/learning/assessments/grade.ts'
import { everyLearner } from '#app/learning/courses/learners.server.ts'
import { readLearnerAsk } from '#app/learning/learner-ask.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'

/** The whole list of learners as a file, with the filters of the page and within the same reach. */
export const loader = signedIn(async ({ db, actor, url, locale, settings, today }) => {
  if (!can(actor, 'enrolment.list')) return notFound()
  const t = translator(locale, 'learning', settings.timeZone)
  const day = (at: number | null) => (at === null ? null : dayOf(at, settings.timeZone))
  return exportResponse(
    {
      name: `learners-${today}`,
      columns: [
        { title: t('learner.number'), value: (row) => row.number },
        { title: t('learner.name'), value: (row) => row.name },
        { title: t('learner.course'), value: (row) => wordsIn(row.courseTitle, locale).text },
        { title: t('version.no'), value: (row) => row.version, kind: 'number' },
        { title: t('learner.enrolled'), value: (row) => day(row.enrolledAt) },
        { title: t('learner.due'), value: (row) => row.dueOn },
        { title: t('learner.lessons-done'), value: (row) => row.lessonsDone, kind: 'number' },
        { title: t('learner.attempts'), value: (row) => row.attempts, kind: 'number' },
        {
          title: t('learner.best'),
          value: (row) =>
            row.percent === null ? null : shownPercent(row.percent, row.passPercent ?? '0', row.completedAt !== null),
        },
        { title: t('learner.completed'), value: (row) => day(row.completedAt) },
      ],
      rows: everyLearner(db, actor, readLearnerAsk(url.searchParams)),
    },
    formatOf(url),
  )
})
