import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { refuse, sentBytes } from '#app/kernel/form.server.ts'
import { paths } from '#app/paths.ts'
import { importsOf, uploadActuals } from '#app/performance/actuals/actual-imports.server.ts'
import { actualSubjects } from '#app/performance/actuals/actual-row.ts'
import { findCycle } from '#app/performance/cycles.server.ts'
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

export const loader = signedIn(async ({ db, actor, params }) => {
  const cycle = await findCycle(db, params.cycleId ?? '')
  if (!cycle || !can(actor, 'cycle.read', cycle)) return notFound()
  const mayImport = can(actor, 'actual.import', cycle) && cycle.closedAt === null
  return { cycle: { id: cycle.id, name: cycle.name }, imports: await importsOf(db, cycle.id), mayImport }
})

export const action = acts({
  upload: signedIn(async ({ db, actor, params, request, now }) => {
    const cycle = await findCycle(db, params.cycleId ?? '')
    if (!cycle || !can(actor, 'actual.import', cycle)) return notFound()
    const file = await sentBytes(request)
    if (!file) return refuse({ code: 'file-empty' })
    const outcome = await uploadActuals(db, actor, { cycleId: cycle.id, ...file }, now)
    if (outcome.ok) return redirect(paths.actualImport(outcome.value.id))
    return ['not-allowed', 'no-such-cycle'].includes(outcome.error.code) ? notFound() : refuse(outcome.error)
  }),
})

const CycleActuals = () => {
  const { cycle, imports, mayImport } = useLoaderData<typeof loader>()
  const t = useTranslations('performance')
  const words = useWordsText()
  const errors = useActErrors('performance')
  return (
    <Page
      crumbs={[
        { title: t('cycle.list'), to: paths.cycles() },
        { title: words(cycle.name), to: paths.cycle(cycle.id) },
      ]}
      title={t('actual.import')}
      state={t('actual.import-state')}
    >
      <Stack gap="large">
        {mayImport && (
          <FormShell errors={errors} encType="multipart/form-data">
            <TableFileField
              label={t('actual.file')}
              help={t('actual.file-help')}
              samples={actualSubjects.map((subject) => ({
                title: t(subject === 'unit' ? 'actual.sample-of-units' : 'actual.sample-of-employees'),
                to: paths.actualSample(cycle.id, subject),
              }))}
            />
            <FormActions>
              <Button variant="first" name="act" value="upload" icon="upload">
                {t('actual.read-file')}
              </Button>
            </FormActions>
          </FormShell>
        )}
        <Section title={t('actual.imports')}>
          <Table
            label={t('actual.imports')}
            rows={imports}
            rowKey={(row) => row.id}
            rowHref={(row) => paths.actualImport(row.id)}
            empty={<Empty title={t('actual.no-imports')} why={t('actual.no-imports-why')} icon="upload" />}
            columns={[
              { key: 'file', title: t('actual.file-name'), cell: (row) => row.fileName },
              { key: 'when', title: t('actual.uploaded'), cell: (row) => <When at={row.uploadedAt} /> },
              {
                key: 'added',
                title: t('actual.kind.add'),
                align: 'end',
                cell: (row) => <Figure value={row.counts?.add} />,
              },
              {
                key: 'corrected',
                title: t('actual.kind.correct'),
                align: 'end',
                cell: (row) => <Figure value={row.counts?.correct} />,
              },
              {
                key: 'state',
                title: t('person.state'),
                cell: (row) =>
                  row.committedAt ? (
                    <Badge tone="ok">{t('actual.written')}</Badge>
                  ) : (
                    <Badge>{t(row.discardedAt ? 'actual.discarded' : 'actual.previewed')}</Badge>
                  ),
              },
            ]}
          />
        </Section>
      </Stack>
    </Page>
  )
}
export default CycleActuals
