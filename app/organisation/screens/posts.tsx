import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { riskClasses } from '#app/organisation/posts/post.ts'
import { listPosts } from '#app/organisation/posts/posts.server.ts'
import { paths } from '#app/paths.ts'
import { signedIn } from '#app/shell/guard.server.ts'
import { Badge } from '#app/ui/badge.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Row } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { type Column, DataTable } from '#app/ui/tables/data-table.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor }) => ({
  posts: await listPosts(db),
  mayChange: can(actor, 'post.change'),
}))

type Post = Awaited<ReturnType<typeof loader>>['posts'][number]

const Posts = () => {
  const { posts, mayChange } = useLoaderData<typeof loader>()
  const t = useTranslations('organisation')
  const words = useWordsText()
  const columns: Column<Post>[] = [
    { key: 'name', title: t('post.name'), cell: (row) => words(row.name), sortBy: (row) => words(row.name) },
    { key: 'code', title: t('post.code'), cell: (row) => row.code, sortBy: (row) => row.code },
    {
      key: 'family',
      title: t('post.family'),
      cell: (row) => words(row.family) || '—',
      sortBy: (row) => words(row.family),
    },
    { key: 'grade', title: t('post.grade'), cell: (row) => row.grade || '—', sortBy: (row) => row.grade },
    {
      key: 'risk',
      title: t('post.risk'),
      cell: (row) => t(`post.risks.${row.riskClass}`),
      sortBy: (row) => riskClasses.indexOf(row.riskClass),
    },
    {
      key: 'marks',
      title: t('post.marks'),
      cell: (row) => (
        <Row>
          {row.isKeyPost && <Badge tone="ok">{t('post.key')}</Badge>}
          {row.retiredOn && <Badge>{t('post.retired')}</Badge>}
        </Row>
      ),
    },
  ]
  return (
    <Page
      title={t('post.title')}
      state={t('post.state')}
      action={
        <>
          <LinkButton to={paths.competencies()}>{t('competency.title')}</LinkButton>
          {mayChange && (
            <LinkButton to={paths.postEdit('new')} variant="first" icon="add">
              {t('post.add')}
            </LinkButton>
          )}
        </>
      }
    >
      <DataTable
        label={t('post.title')}
        columns={columns}
        rows={posts}
        rowKey={(row) => row.id}
        rowHref={(row) => paths.post(row.id)}
        filters={[
          {
            key: 'q',
            label: t('post.search'),
            match: (row, value) => `${words(row.name)} ${row.code}`.toLowerCase().includes(value.toLowerCase()),
          },
          {
            key: 'risk',
            label: t('post.risk'),
            kind: 'select',
            options: riskClasses.map((each) => ({ value: each, label: t(`post.risks.${each}`) })),
            match: (row, value) => row.riskClass === value,
          },
        ]}
        empty={<Empty icon="badge" title={t('post.none')} />}
      />
    </Page>
  )
}
export default Posts
