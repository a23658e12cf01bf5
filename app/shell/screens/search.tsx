import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can, scopeOf } from '#app/identity/policy.ts'
import { dotted } from '#app/kernel/dotted.ts'
import { catalogueFor } from '#app/learning/courses/catalogue.server.ts'
import { employeesIn } from '#app/organisation/employees/employees.server.ts'
import { paths } from '#app/paths.ts'
import { kpisInUse } from '#app/performance/kpis/kpis.server.ts'
import { signedIn } from '#app/shell/guard.server.ts'
import { matches } from '#app/shell/search-match.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Person } from '#app/ui/face.tsx'
import { Section, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { Tasks } from '#app/ui/tasks.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

const most = 12

/** Colleagues within reach by name, pinyin, initials or number; courses; KPIs. What is out of reach is not found. */
export const loader = signedIn(async ({ db, actor, url, today, now, settings }) => {
  const q = (url.searchParams.get('q') ?? '').trim().slice(0, 100)
  if (q === '') return { q, people: [], courses: [], kpis: [] }
  const filter = { q, state: 'current' as const, day: today }
  const people = can(actor, 'employee.list')
    ? (
        await employeesIn(
          db,
          scopeOf(actor, 'people'),
          filter,
          { key: 'name', down: false },
          { limit: most, offset: 0 },
          now,
        )
      ).rows
    : []
  const courses = (await catalogueFor(db, actor, settings.timeZone)).filter((course) =>
    matches(q, course.code, course.title, course.summary),
  )
  const kpis = can(actor, 'kpi.read') ? (await kpisInUse(db)).filter((kpi) => matches(q, kpi.code, kpi.name)) : []
  return {
    q,
    people: people.map(({ id, name, number, postName, unitName }) => ({ id, name, number, postName, unitName })),
    courses: courses.slice(0, most).map(({ courseId, title, summary }) => ({ courseId, title, summary })),
    kpis: kpis.slice(0, most).map(({ code, name }) => ({ code, name })),
  }
})

const Search = () => {
  const { q, people, courses, kpis } = useLoaderData<typeof loader>()
  const t = useTranslations('shell')
  const words = useWordsText()
  const isEmpty = people.length + courses.length + kpis.length === 0
  return (
    <Page title={q === '' ? t('search-page.title') : t('search-page.for', { q })} state={t('search-page.say')}>
      {isEmpty && (
        <Empty
          title={t(q === '' ? 'search-page.ask' : 'search-page.none')}
          why={t(q === '' ? 'search-page.ask-why' : 'search-page.none-why')}
          icon="search"
        />
      )}
      <Stack gap="large">
        {people.length > 0 && (
          <Section title={t('search-page.people')}>
            <Stack gap="small">
              {people.map((person) => (
                <Person
                  key={person.id}
                  name={person.name}
                  to={paths.employee(person.id)}
                  note={dotted([
                    person.number,
                    ...[person.postName, person.unitName].flatMap((name) => (name ? [words(name)] : [])),
                  ])}
                />
              ))}
            </Stack>
          </Section>
        )}
        {courses.length > 0 && (
          <Section title={t('search-page.courses')}>
            <Tasks
              tasks={courses.map((course) => ({
                key: course.courseId,
                title: words(course.title),
                note: words(course.summary),
                action: <LinkButton to={paths.course(course.courseId)}>{t('search-page.open')}</LinkButton>,
              }))}
            />
          </Section>
        )}
        {kpis.length > 0 && (
          <Section title={t('search-page.kpis')}>
            <Tasks
              tasks={kpis.map((kpi) => ({
                key: kpi.code,
                title: words(kpi.name),
                note: kpi.code,
                action: <LinkButton to={paths.kpi(kpi.code)}>{t('search-page.open')}</LinkButton>,
              }))}
            />
          </Section>
        )}
      </Stack>
    </Page>
  )
}
export default Search
