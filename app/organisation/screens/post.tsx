import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { findPost, profileOf } from '#app/organisation/posts/posts.server.ts'
import { paths } from '#app/paths.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'
import { Badge } from '#app/ui/badge.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Columns, Facts, Row, Section, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { Table } from '#app/ui/tables/table.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, params }) => {
  const post = await findPost(db, params.postId ?? '')
  if (!post) return notFound()
  return {
    post,
    profile: await profileOf(db, post.id),
    mayChange: can(actor, 'post.change'),
    maySeePeople: can(actor, 'employee.list'),
  }
})

const Post = () => {
  const { post, profile, mayChange, maySeePeople } = useLoaderData<typeof loader>()
  const t = useTranslations('organisation')
  const words = useWordsText()
  const lines = (text: string) => text.split('\n').filter((line) => line.trim() !== '')
  return (
    <Page
      crumbs={[{ title: t('post.title'), to: paths.posts() }]}
      title={
        <Row gap="medium">
          {words(post.name)}
          {post.isKeyPost && <Badge tone="ok">{t('post.key')}</Badge>}
          {post.retiredOn && <Badge>{t('post.retired')}</Badge>}
        </Row>
      }
      state={words(post.family)}
      action={
        <>
          {maySeePeople && (
            <LinkButton to={paths.people({ post: post.id })} icon="people">
              {t('post.holders')}
            </LinkButton>
          )}
          {mayChange && (
            <LinkButton to={paths.postEdit(post.id)} variant="first" icon="edit">
              {t('post.edit')}
            </LinkButton>
          )}
        </>
      }
    >
      <Columns
        aside={
          <Section title={t('post.facts')}>
            <Facts
              facts={[
                { label: t('post.code'), value: post.code },
                { label: t('post.grade'), value: post.grade || '—' },
                { label: t('post.risk'), value: t(`post.risks.${post.riskClass}`) },
              ]}
            />
          </Section>
        }
      >
        <Stack gap="large">
          {(['duties', 'requirements'] as const).map((part) => (
            <Section key={part} title={t(`post.${part}`)}>
              {words(post[part]) ? (
                <ul>
                  {lines(words(post[part])).map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              ) : (
                <Empty title={t('post.not-written')} />
              )}
            </Section>
          ))}
          <Section title={t('post.profile')}>
            <Table
              label={t('post.profile')}
              rows={profile}
              rowKey={(row) => row.id}
              empty={<Empty icon="target" title={t('post.no-profile')} />}
              columns={[
                { key: 'name', title: t('competency.name'), cell: (row) => words(row.name) },
                { key: 'level', title: t('assess.level'), align: 'end', cell: (row) => row.level },
                {
                  key: 'means',
                  title: t('competency.means'),
                  wrap: true,
                  cell: (row) => words(row.levels[row.level - 1] ?? {}) || '—',
                },
              ]}
            />
          </Section>
        </Stack>
      </Columns>
    </Page>
  )
}
export default Post
