import { redirect } from '@remix-run/node'
import { useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { refuse, sentBytes } from '#app/kernel/form.server.ts'
import { importsFor, rosterState } from '#app/organisation/roster/roster-imports.server.ts'
import { uploadRoster } from '#app/organisation/roster/roster-uploads.server.ts'
import { paths } from '#app/paths.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Figure } from '#app/ui/figure.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { Section, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { TableFileField } from '#app/ui/table-file-field.tsx'
import { Table } from '#app/ui/tables/table.tsx'
import { When } from '#app/ui/when.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, today }) => {
  if (!can(actor, 'roster.list')) return notFound()
  const imports = await importsFor(db, actor, today)
  return {
    imports: imports.map(({ import: row, unitName }) => ({
      id: row.id,
      fileName: row.fileName,
      unitName,
      effectiveOn: row.effectiveOn,
      uploadedAt: row.uploadedAt,
      counts: row.counts,
      state: rosterState(row),
    })),
  }
})

export const action = acts({
  upload: signedIn(async ({ db, actor, request, context, now }) => {
    if (!can(actor, 'roster.list')) return notFound()
    const file = await sentBytes(request)
    if (!file) return refuse({ code: 'no-file' })
    const given = { name: file.fileName, bytes: file.bytes }
    const outcome = await uploadRoster(db, actor, context.varDir, given, now)
    return outcome.ok ? redirect(paths.roster(outcome.value.id)) : refuse(outcome.error)
  }),
})

const tones = { committed: 'ok', discarded: 'plain', previewed: 'warn', uploaded: 'warn' } as const

const Rosters = () => {
  const { imports } = useLoaderData<typeof loader>()
  const t = useTranslations('organisation')
  const words = useWordsText()
  const errors = useActErrors('organisation')
  return (
    <Page
      crumbs={[{ title: t('people.title'), to: paths.people() }]}
      title={t('rosters.title')}
      state={t('rosters.state')}
    >
      <Stack gap="large">
        <FormShell encType="multipart/form-data" errors={errors}>
          <TableFileField
            label={t('rosters.file')}
            help={t('rosters.file-help')}
            samples={[{ title: t('rosters.sample'), to: paths.rosterSample() }]}
          />
          <FormActions>
            <Button
              variant="first"
              name="act"
              value="upload"
              icon="upload"
              pending={useNavigation().state === 'submitting'}
            >
              {t('rosters.upload')}
            </Button>
          </FormActions>
        </FormShell>
        <Section title={t('rosters.before')}>
          <Table
            label={t('rosters.before')}
            rows={imports}
            rowKey={(row) => row.id}
            rowHref={(row) => paths.roster(row.id)}
            empty={<Empty icon="file" title={t('rosters.none')} why={t('rosters.none-why')} />}
            columns={[
              { key: 'file', title: t('rosters.file'), cell: (row) => row.fileName },
              { key: 'unit', title: t('person.unit'), cell: (row) => words(row.unitName) },
              { key: 'day', title: t('rosters.effective'), cell: (row) => <When at={row.effectiveOn} absolute /> },
              {
                key: 'add',
                title: t('roster.kinds.add'),
                align: 'end',
                cell: (row) => (row.counts ? <Figure value={row.counts.add} /> : '—'),
              },
              {
                key: 'change',
                title: t('rosters.changed'),
                align: 'end',
                cell: (row) =>
                  row.counts ? <Figure value={row.counts.change + row.counts.move + row.counts.rehire} /> : '—',
              },
              {
                key: 'leave',
                title: t('roster.kinds.leave'),
                align: 'end',
                cell: (row) => (row.counts ? <Figure value={row.counts.leave} /> : '—'),
              },
              {
                key: 'state',
                title: t('rosters.step'),
                cell: (row) => <Badge tone={tones[row.state]}>{t(`rosters.states.${row.state}`)}</Badge>,
              },
              { key: 'at', title: t('rosters.uploaded'), cell: (row) => <When at={row.uploadedAt} /> },
            ]}
          />
        </Section>
      </Stack>
    </Page>
  )
}
export default Rosters
