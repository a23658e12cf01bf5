import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { formOf, refuse } from '#app/kernel/form.server.ts'
import { shownPercent } from '#app/learning/assessments/grade.ts'
import { learnerStates } from '#app/learning/courses/learner-state.ts'
import { courseChoices, learnersFor } from '#app/learning/courses/learners.server.ts'
import { allowRetakes } from '#app/learning/courses/retakes.server.ts'
import { readLearnerAsk } from '#app/learning/learner-ask.ts'
import { paths } from '#app/paths.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Page } from '#app/ui/page.tsx'
import { type Column, DataTable } from '#app/ui/tables/data-table.tsx'
import { readTableAsk } from '#app/ui/tables/table-state.ts'
import { When } from '#app/ui/when.tsx'
import { useWordsText, Words } from '#app/ui/words.tsx'

export const meta = screenMeta

const size = 50

export const loader = signedIn(async ({ db, actor, url, today }) => {
  const { limit, offset, params } = readTableAsk(url, { sorts: [], size })
  const found = await learnersFor(db, actor, readLearnerAsk(params), { limit, offset })
  if (!found) return notFound()
  return { ...found, today, courses: await courseChoices(db), mayOrder: can(actor, 'enrolment.order') }
})

export const action = acts({
  retake: signedIn(async ({ db, actor, request, url, now }) => {
    if (!can(actor, 'enrolment.order')) return notFound()
    const ids = (await formOf(request)).getAll('id').flatMap((id) => (typeof id === 'string' ? [id] : []))
    const outcome = await allowRetakes(db, actor, ids, now)
    return outcome.ok ? redirect(`${url.pathname}${url.search}`) : refuse(outcome.error)
  }),
})

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number]

const Learners = () => {
  const { rows, total, completed, overdue, courses, today, mayOrder } = useLoaderData<typeof loader>()
  const t = useTranslations('learning')
  const text = useWordsText()
  const errors = useActErrors('learning')
  const columns: Column<Row>[] = [
    { key: 'name', title: t('learner.name'), cell: (row) => `${row.name} ${row.number}` },
    { key: 'course', title: t('learner.course'), cell: (row) => <Words words={row.courseTitle} />, wrap: true },
    {
      key: 'progress',
      title: t('learner.progress'),
      align: 'end',
      cell: (row) => t('learner.lessons', { done: row.lessonsDone, count: row.lessons }),
    },
    {
      key: 'best',
      title: t('learner.best'),
      align: 'end',
      cell: (row) =>
        row.percent === null
          ? '—'
          : `${shownPercent(row.percent, row.passPercent ?? '0', row.completedAt !== null, 0)}%`,
    },
    { key: 'due', title: t('learner.due'), cell: (row) => (row.dueOn ? <When at={row.dueOn} absolute /> : '—') },
    { key: 'state', title: t('learner.state'), cell: (row) => <State row={row} today={today} /> },
  ]
  return (
    <Page
      errors={errors}
      width="wide"
      title={t('learner.title')}
      state={t('learner.title-state', { total, completed, overdue })}
    >
      <DataTable
        label={t('learner.title')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        rowTone={(row) => (row.completedAt === null && row.dueOn !== null && row.dueOn < today ? 'bad' : undefined)}
        select={
          mayOrder
            ? {
                acts: () => (
                  <Button name="act" value="retake">
                    {t('learner.retake')}
                  </Button>
                ),
              }
            : undefined
        }
        total={total}
        size={size}
        filters={[
          { key: 'q', label: t('learner.search') },
          {
            key: 'course',
            label: t('learner.course'),
            kind: 'select',
            options: courses.map((course) => ({ value: course.id, label: text(course.title) })),
          },
          {
            key: 'state',
            label: t('learner.state'),
            kind: 'select',
            options: learnerStates.map((state) => ({ value: state, label: t(`learner.states.${state}`) })),
          },
        ]}
        exports={{ csv: paths.learnersExport('csv'), xlsx: paths.learnersExport('xlsx') }}
        empty={<Empty icon="people" title={t('learner.none')} why={t('learner.none-why')} />}
      />
    </Page>
  )
}

const State = ({ row, today }: { row: Pick<Row, 'completedAt' | 'dueOn' | 'isUsedUp'>; today: string }) => {
  const t = useTranslations('learning')
  if (row.completedAt !== null) return <Badge tone="ok">{t('learner.states.completed')}</Badge>
  if (row.isUsedUp) return <Badge tone="bad">{t('learner.states.used-up')}</Badge>
  if (row.dueOn !== null && row.dueOn < today) return <Badge tone="bad">{t('learner.states.overdue')}</Badge>
  return <Badge>{t('learner.states.learning')}</Badge>
}
export default Learners
