import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { storyOf } from '#app/organisation/employees/employee-page.server.ts'
import { EmployeeStory } from '#app/organisation/employees/employee-story.tsx'
import { personOn } from '#app/organisation/employees/people.server.ts'
import { paths } from '#app/paths.ts'
import { signedIn } from '#app/shell/guard.server.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Columns, Facts, Section, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'

export const meta = screenMeta

/** One's own page: the actor's employee, or only an account where there is none. */
export const loader = signedIn(async ({ db, actor, today }) => {
  const person = actor.employeeId ? await personOn(db, actor.employeeId, today) : null
  const story = person ? await storyOf(db, { ...actor, grants: [] }, person, today) : null
  return { name: actor.name, story, today }
})

const Me = () => {
  const { name, story, today } = useLoaderData<typeof loader>()
  const t = useTranslations('organisation')
  return (
    <Page title={name} state={t('me.state')}>
      <Columns
        aside={
          <Stack gap="large">
            {story && (
              <Section title={t('employee.facts')}>
                <Facts
                  facts={[
                    { label: t('person.number'), value: story.person.number },
                    { label: t('person.email'), value: story.person.email ?? '—' },
                  ]}
                />
              </Section>
            )}
            <Section title={t('me.account')}>
              <Stack gap="small">
                <LinkButton to={paths.changePassword()} icon="lock" block>
                  {t('me.password')}
                </LinkButton>
                <LinkButton to={paths.mySessions()} icon="globe" block>
                  {t('me.sessions')}
                </LinkButton>
                <LinkButton to={paths.delegations()} icon="people" block>
                  {t('me.delegations')}
                </LinkButton>
                <LinkButton to={paths.mySightings()} icon="eye" block>
                  {t('me.sightings')}
                </LinkButton>
              </Stack>
            </Section>
          </Stack>
        }
      >
        {story ? (
          <EmployeeStory story={story} today={today} />
        ) : (
          <Empty icon="person" title={t('me.no-employee')} why={t('me.no-employee-why')} />
        )}
      </Columns>
    </Page>
  )
}
export default Me
