import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { courseProblems } from '#app/learning/courses/course-content.server.ts'
import { courseVersionsFor } from '#app/learning/courses/course-versions.server.ts'
import { VersionBadge } from '#app/learning/version-badge.tsx'
import { paths } from '#app/paths.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'
import { Empty } from '#app/ui/empty.tsx'
import { Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { Page } from '#app/ui/page.tsx'
import { type Column, Table } from '#app/ui/tables/table.tsx'
import { When } from '#app/ui/when.tsx'
import { Words } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor }) => {
  if (!can(actor, 'course.list')) return notFound()
  return { versions: await courseVersionsFor(db, actor), problems: courseProblems() }
})

type Row = ReturnType<typeof useLoaderData<typeof loader>>['versions'][number]

const CourseVersions = () => {
  const { versions, problems } = useLoaderData<typeof loader>()
  const t = useTranslations('learning')
  const waiting = versions.filter(({ state }) => state === 'submitted').length
  const columns: Column<Row>[] = [
    { key: 'title', title: t('version.course'), cell: (row) => <Words words={row.title} />, wrap: true },
    { key: 'code', title: t('course.code'), cell: (row) => row.code },
    { key: 'version', title: t('version.no'), align: 'end', cell: (row) => row.version },
    { key: 'state', title: t('version.state'), cell: (row) => <VersionBadge state={row.state} /> },
    { key: 'drafted', title: t('version.drafted'), cell: (row) => <When at={row.draftedAt} absolute time={false} /> },
  ]
  return (
    <Page title={t('version.title')} state={t('version.title-state', { count: waiting })}>
      <Stack gap="large">
        {problems.length > 0 && (
          <Note
            tone="bad"
            title={t('content.unread', { count: new Set(problems.map(({ file }) => file.split('/')[0])).size })}
          >
            {t('content.unread-why')}
            <ul>
              {problems.map(({ file, line, code, detail }) => (
                <li key={`${file} ${line} ${code} ${detail}`}>
                  {t(line > 0 ? 'content.at-line' : 'content.in-file', {
                    file,
                    line,
                    what: t(`content.faults.${code}`, { detail }),
                  })}
                </li>
              ))}
            </ul>
          </Note>
        )}
        <Table
          label={t('version.title')}
          columns={columns}
          rows={versions}
          rowKey={(row) => row.id}
          rowHref={(row) => paths.courseVersion(row.id)}
          empty={<Empty icon="book" title={t('version.none')} why={t('version.none-why')} />}
        />
      </Stack>
    </Page>
  )
}
export default CourseVersions
