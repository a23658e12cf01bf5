import { Form, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { dotted } from '#app/kernel/dotted.ts'
import { postsInUse } from '#app/organisation/posts/posts.server.ts'
import { paths } from '#app/paths.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'
import { GapTable } from '#app/talent/gap-table.tsx'
import { growthOf } from '#app/talent/gaps.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/choice-field.tsx'
import { Row, Section, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, params, url }) => {
  const growth = await growthOf(db, actor, params.employeeId ?? '', url.searchParams.get('post') || null)
  if (!growth) return notFound()
  return { growth, posts: (await postsInUse(db)).map(({ id, name }) => ({ id, name })) }
})

const GrowthPerson = () => {
  const { growth, posts } = useLoaderData<typeof loader>()
  const { person, post, profile, gaps } = growth
  const t = useTranslations('talent')
  const words = useWordsText()
  return (
    <Page
      crumbs={[{ title: t('growth.title'), to: paths.growth() }]}
      title={person.name}
      state={dotted([person.postName, person.unitName].flatMap((each) => (each ? [words(each)] : [])))}
      action={
        <>
          {growth.mayAssess && growth.mayRead && (
            <LinkButton to={paths.assess(person.id)}>{t('growth.assess')}</LinkButton>
          )}
          <LinkButton variant="first" to={paths.developmentPlan(person.id)}>
            {t('plan.title')}
          </LinkButton>
        </>
      }
    >
      <Stack gap="large">
        <Form method="get">
          <Row end>
            <SelectField
              name="post"
              label={t('growth.against')}
              defaultValue={post?.isOwn ? '' : (post?.id ?? '')}
              none={t('growth.own-post')}
              options={posts.map((each) => ({ value: each.id, label: words(each.name) }))}
            />
            <Button>{t('growth.compare')}</Button>
          </Row>
        </Form>
        <Section title={t('gap.title')} label={post ? words(post.name) : undefined}>
          <GapTable gaps={gaps} profile={profile} />
        </Section>
      </Stack>
    </Page>
  )
}
export default GrowthPerson
