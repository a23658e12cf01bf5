import { Form, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { wordsIn } from '#app/kernel/words.ts'
import { CourseList } from '#app/learning/course-list.tsx'
import { catalogueFor } from '#app/learning/courses/catalogue.server.ts'
import { urgencyOf } from '#app/learning/courses/course.ts'
import { paths } from '#app/paths.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Row, Section, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { TextField } from '#app/ui/text-field.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, today, locale, settings, url }) => {
  if (!actor.employeeId) notFound()
  const q = (url.searchParams.get('q') ?? '').trim().slice(0, 80)
  const all = await catalogueFor(db, actor, settings.timeZone)
  const says = (course: (typeof all)[number]) =>
    [course.code, wordsIn(course.title, locale).text, wordsIn(course.summary, locale).text].join(' ').toLowerCase()
  const due = all.filter((course) => course.dueOn)
  return {
    today,
    q,
    mine: all.filter((course) => course.enrolment || course.dueOn),
    catalogue: all.filter((course) => !course.enrolment && !course.dueOn && says(course).includes(q.toLowerCase())),
    others: all.some((course) => !course.enrolment && !course.dueOn),
    due: due.length,
    overdue: due.filter((course) => course.dueOn && urgencyOf(course.dueOn, today) === 'overdue').length,
  }
})

const Learn = () => {
  const { today, q, mine, catalogue, others, due, overdue } = useLoaderData<typeof loader>()
  const t = useTranslations('learning')
  return (
    <Page
      title={t('learn.title')}
      state={overdue > 0 ? t('learn.overdue', { count: overdue }) : t('learn.due', { count: due })}
    >
      <Stack gap="large">
        <Section title={t('learn.mine')}>
          {mine.length > 0 ? (
            <CourseList courses={mine} today={today} />
          ) : (
            <Empty icon="book" title={t('learn.none-mine')} why={t('learn.none-mine-why')} />
          )}
        </Section>
        <Section title={t('learn.catalogue')}>
          <Stack>
            <Form method="get" role="search" aria-label={t('learn.search')}>
              <Row>
                <TextField
                  quiet
                  type="search"
                  name="q"
                  label={t('learn.search')}
                  placeholder={t('learn.search')}
                  defaultValue={q}
                />
                <Button icon="search">{t('learn.find')}</Button>
              </Row>
            </Form>
            {catalogue.length > 0 ? (
              <CourseList courses={catalogue} today={today} />
            ) : (
              <Empty
                title={others ? t('learn.none-found', { q }) : t('learn.all-taken')}
                why={others ? t('learn.none-found-why') : undefined}
                action={others ? <LinkButton to={paths.learn()}>{t('learn.show-all')}</LinkButton> : undefined}
              />
            )}
          </Stack>
        </Section>
      </Stack>
    </Page>
  )
}
export default Learn
