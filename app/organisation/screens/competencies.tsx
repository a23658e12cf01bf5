import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { listCompetencies } from '#app/organisation/posts/competencies.server.ts'
import { paths } from '#app/paths.ts'
import { signedIn } from '#app/shell/guard.server.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Section, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor }) => ({
  competencies: await listCompetencies(db),
  mayChange: can(actor, 'post.change'),
}))

const Competencies = () => {
  const { competencies, mayChange } = useLoaderData<typeof loader>()
  const t = useTranslations('organisation')
  const words = useWordsText()
  return (
    <Page
      width="reading"
      crumbs={[{ title: t('post.title'), to: paths.posts() }]}
      title={t('competency.title')}
      state={t('competency.state')}
      action={
        mayChange && (
          <LinkButton to={paths.competencyEdit('new')} variant="first" icon="add">
            {t('competency.add')}
          </LinkButton>
        )
      }
    >
      {competencies.length === 0 && <Empty icon="target" title={t('competency.none')} />}
      <Stack gap="large">
        {competencies.map((each) => (
          <Section
            key={each.id}
            title={words(each.name)}
            label={each.code}
            action={
              mayChange && (
                <LinkButton to={paths.competencyEdit(each.id)} size="small" variant="text" icon="edit">
                  {t('competency.edit')}
                </LinkButton>
              )
            }
          >
            <p>{words(each.description)}</p>
            <ol>
              {each.levels.map((level, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a level is known by its place
                <li key={place}>{words(level) || '—'}</li>
              ))}
            </ol>
          </Section>
        ))}
      </Stack>
    </Page>
  )
}
export default Competencies
