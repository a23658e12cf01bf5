import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { recordSighting } from '#app/audit/sightings.server.ts'
import { screenMeta } from '#app/i18n/page-title.ts'
import { storyOf } from '#app/organisation/employees/employee-page.server.ts'
import { EmployeeStory } from '#app/organisation/employees/employee-story.tsx'
import { findPerson } from '#app/organisation/employees/people.server.ts'
import { paths } from '#app/paths.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'
import { Badge } from '#app/ui/badge.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Columns, Facts, Row, Section } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { When } from '#app/ui/when.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, params, today, url, now }) => {
  const person = await findPerson(db, actor, params.employeeId ?? '')
  if (!person) return notFound()
  const story = await storyOf(db, actor, person, today)
  if (story.showsBaseOfAnother) await recordSighting(db, actor, 'pay', [person.id], url.pathname, now)
  return { story, today }
})

const Employee = () => {
  const { story, today } = useLoaderData<typeof loader>()
  const t = useTranslations('organisation')
  const words = useWordsText()
  const { person, may } = story
  const current = story.assignments.find(
    (row) => row.isPrimary && row.from <= today && (row.to === null || row.to >= today),
  )
  return (
    <Page
      crumbs={[{ title: t('people.title'), to: paths.people() }]}
      title={
        <Row gap="medium">
          {person.name}
          {!story.isEmployed && <Badge tone="warn">{t('employee.not-here')}</Badge>}
        </Row>
      }
      state={
        current
          ? `${words(current.postName)} · ${current.unitName ? words(current.unitName) : current.unitCode}`
          : t('employee.no-assignment')
      }
      action={
        may.change && (
          <>
            <LinkButton to={paths.employeeCorrect(person.id)} icon="edit">
              {t('employee.correct-person')}
            </LinkButton>
            {story.isEmployed ? (
              <LinkButton to={paths.employeeLeave(person.id)} icon="out">
                {t('employee.leave')}
              </LinkButton>
            ) : (
              <LinkButton to={paths.assignNew(person.id)} variant="first" icon="undo">
                {t('employee.rehire')}
              </LinkButton>
            )}
          </>
        )
      }
    >
      <Columns
        aside={
          <Section title={t('employee.facts')}>
            <Facts
              facts={[
                { label: t('person.number'), value: person.number },
                { label: t('person.email'), value: person.email ?? '—' },
                ...(person.gender ? [{ label: t('person.gender'), value: t(`person.genders.${person.gender}`) }] : []),
                ...(person.bornOn ? [{ label: t('person.born'), value: <When at={person.bornOn} absolute /> }] : []),
                ...(current?.lineManagerName ? [{ label: t('person.manager'), value: current.lineManagerName }] : []),
              ]}
            />
          </Section>
        }
      >
        <EmployeeStory story={story} today={today} />
      </Columns>
    </Page>
  )
}
export default Employee
