import { data, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { megabytesOf, mib } from '#app/kernel/file-size.ts'
import { refuse, refuseField, sentFile } from '#app/kernel/form.server.ts'
import { maybeJson } from '#app/kernel/maybe-json.ts'
import { readPortable } from '#app/kernel/portable.form.ts'
import { postNames } from '#app/organisation/code-names.server.ts'
import { paths } from '#app/paths.ts'
import { templateForm } from '#app/performance/template.form.ts'
import { draftVersion } from '#app/performance/templates/template-versions.server.ts'
import { templatesListed } from '#app/performance/templates/templates.server.ts'
import { VersionBadge } from '#app/performance/templates/version-badge.tsx'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Button } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { FileField } from '#app/ui/file-field.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { Section, Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { Page } from '#app/ui/page.tsx'
import { Table } from '#app/ui/tables/table.tsx'
import { useNamesText, Words } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor }) => {
  if (!can(actor, 'template.read')) return notFound()
  const templates = await templatesListed(db, actor)
  const codes = new Set(templates.flatMap(({ posts }) => posts))
  return {
    templates,
    posts: await postNames(db, [...codes]),
    mayDraft: can(actor, 'template.draft'),
  }
})

const mostBytes = mib

export const action = acts({
  import: signedIn(async ({ db, actor, request, now }) => {
    if (!can(actor, 'template.draft')) return notFound()
    const file = await sentFile(request)
    if (!file) return refuseField('file', 'no-file')
    if (file.size > mostBytes)
      return refuse({ code: 'document-too-large', detail: { megabytes: megabytesOf(mostBytes) } })
    const read = readPortable(templateForm, maybeJson(await file.text()))
    if (!read.ok)
      return data({ errors: { file: 'malformed' }, faults: (read.error.detail ?? []).slice(0, 50) }, { status: 422 })
    const outcome = await draftVersion(db, actor, read.value, now)
    return outcome.ok ? redirect(paths.template(outcome.value.code, outcome.value.version)) : refuse(outcome.error)
  }),
})

const Templates = () => {
  const { templates, posts, mayDraft } = useLoaderData<typeof loader>()
  const t = useTranslations('performance')
  const names = useNamesText()
  const errors = useActErrors('performance')
  const answer = useActionData<typeof action>()
  const waiting = templates.filter(({ state, next }) => (next?.state ?? state) === 'submitted').length
  const faults = answer && typeof answer === 'object' && 'faults' in answer ? answer.faults : []
  return (
    <Page
      title={t('template.list')}
      state={waiting > 0 ? t('template.waiting', { count: waiting }) : t('template.list-state')}
    >
      <Stack gap="large">
        <Table
          label={t('template.list')}
          rows={templates}
          rowKey={(row) => row.id}
          rowHref={(row) => paths.template(row.code, row.version)}
          empty={<Empty title={t('template.none')} why={t('template.none-why')} icon="file" />}
          columns={[
            { key: 'name', title: t('template.name'), cell: (row) => <Words words={row.name} /> },
            {
              key: 'posts',
              title: t('template.posts'),
              cell: (row) => names(row.posts, posts),
              wrap: true,
            },
            { key: 'lines', title: t('template.lines'), align: 'end', cell: (row) => row.lines },
            { key: 'version', title: t('template.version'), align: 'end', cell: (row) => row.version },
            {
              key: 'state',
              title: t('person.state'),
              cell: (row) => (
                <>
                  <VersionBadge state={row.state} />
                  {row.next && (
                    <>
                      {' '}
                      <Link to={paths.template(row.code, row.next.version)}>
                        {t('template.version-no', { version: row.next.version })}
                      </Link>{' '}
                      <VersionBadge state={row.next.state} />
                    </>
                  )}
                </>
              ),
            },
          ]}
        />
        {mayDraft && (
          <Section title={t('template.import')} label={t('template.import-label')}>
            <FormShell errors={errors} encType="multipart/form-data">
              <FileField label={t('template.file')} name="file" most={mostBytes} accept=".json,application/json" />
              {faults.length > 0 && (
                <Note tone="bad" title={t('template.malformed')}>
                  <ul>
                    {faults.map((fault) => (
                      <li key={`${fault.path} ${fault.reason}`}>
                        <code>{fault.path}</code> {fault.reason}
                      </li>
                    ))}
                  </ul>
                </Note>
              )}
              <FormActions>
                <Button name="act" value="import" icon="upload">
                  {t('template.import')}
                </Button>
              </FormActions>
            </FormShell>
          </Section>
        )}
      </Stack>
    </Page>
  )
}
export default Templates
