import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { unreadHeadings } from '#app/kernel/column-mapping.ts'
import { revisionForm } from '#app/kernel/field.form.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { paths } from '#app/paths.ts'
import { mappingForm } from '#app/performance/actuals/actual.form.ts'
import {
  commitImport,
  discardImport,
  findImport,
  previewOf,
  remapImport,
} from '#app/performance/actuals/actual-imports.server.ts'
import {
  isInQuestion,
  kpiIn,
  nothingToWrite,
  unitScoreCode,
  wantedColumns,
} from '#app/performance/actuals/actual-row.ts'
import { MappingSection } from '#app/performance/actuals/mapping-section.tsx'
import { allKpis } from '#app/performance/kpis/kpis.server.ts'
import { useMeasureText } from '#app/performance/measure.tsx'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Figure } from '#app/ui/figure.tsx'
import { FormShell } from '#app/ui/form.tsx'
import { Columns, Row, Section, Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { Page } from '#app/ui/page.tsx'
import { Stat, Stats } from '#app/ui/stat.tsx'
import { Table } from '#app/ui/tables/table.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

/** Rows shown of what would be written; all faults up to ten times as many. */
const shown = 50

export const loader = signedIn(async ({ db, actor, params }) => {
  const found = await findImport(db, actor, params.importId ?? '')
  if (!found) return notFound()
  const { values, faults, counts } = await previewOf(db, found)
  const kpis = (await allKpis(db)).map(({ code, name, definition }) => ({ code, name, unit: definition.unit }))
  const { id, fileName, mapping, cycle, revision, committedAt, discardedAt } = found
  return {
    import: { id, fileName, mapping, revision, committedAt, discardedAt, header: found.table?.header ?? [] },
    cycle: { id: cycle.id, name: cycle.name, closedAt: cycle.closedAt },
    counts: committedAt ? (found.counts ?? {}) : counts,
    values: values.slice(0, shown),
    faults: faults.slice(0, shown * 10),
    columns: wantedColumns(mapping.subject, mapping.shape, kpis)
      .map((column) => column.key)
      .filter((key) => key !== 'subject'),
    kpis,
  }
})

type Failed = { ok: false; error: { code: string; detail?: unknown } }
const refusalOf = ({ error }: Failed) => (error.code === 'no-such-import' ? notFound() : refuse(error))

export const action = acts({
  remap: signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, mappingForm)
    if (!form.ok) return form.refusal
    const { revision, ...mapping } = form.value
    const outcome = await remapImport(db, actor, { id: params.importId ?? '', revision }, mapping, now)
    return outcome.ok ? redirect(paths.actualImport(outcome.value.id)) : refusalOf(outcome)
  }),
  write: signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, revisionForm)
    if (!form.ok) return form.refusal
    const outcome = await commitImport(db, actor, { id: params.importId ?? '', ...form.value }, now)
    return outcome.ok ? redirect(paths.actualImport(params.importId ?? '')) : refusalOf(outcome)
  }),
  discard: signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, revisionForm)
    if (!form.ok) return form.refusal
    const outcome = await discardImport(db, actor, { id: params.importId ?? '', ...form.value }, now)
    return outcome.ok ? redirect(paths.cycleActuals(outcome.value.cycleId)) : refusalOf(outcome)
  }),
})

const ActualImport = () => {
  const { import: upload, cycle, counts, values, faults, columns, kpis } = useLoaderData<typeof loader>()
  const t = useTranslations('performance')
  const words = useWordsText()
  const measure = useMeasureText()
  const errors = useActErrors('performance')
  const isOpen = upload.committedAt === null && upload.discardedAt === null
  const of = (key: string) => counts[key] ?? 0
  const inQuestion = isInQuestion(upload.mapping, upload.header)
  const nothing = nothingToWrite(counts, inQuestion)
  const kpiName = (code: string) => {
    const kpi = kpis.find((each) => each.code === code)
    return kpi ? words(kpi.name) : code === unitScoreCode ? t('actual.unit-score') : code
  }
  const said = (code: string, value: string) => measure(value, kpis.find((each) => each.code === code)?.unit)
  const subjectLabel = t(upload.mapping.subject === 'unit' ? 'actual.unit-code' : 'actual.number')
  const labelOf = (key: string) => {
    const kpi = kpiIn(key)
    return kpi === null ? t(key === 'kpi' ? 'actual.kpi-code' : 'actual.value') : kpiName(kpi)
  }
  return (
    <Page
      errors={errors}
      width="wide"
      crumbs={[
        { title: words(cycle.name), to: paths.cycle(cycle.id) },
        { title: t('actual.import'), to: paths.cycleActuals(cycle.id) },
      ]}
      title={upload.fileName}
      state={t(
        upload.committedAt
          ? 'actual.state-written'
          : upload.discardedAt
            ? 'actual.state-discarded'
            : 'actual.state-preview',
      )}
      action={
        isOpen && (
          <FormShell>
            <input type="hidden" name="revision" value={upload.revision} />
            <Row>
              <Button name="act" value="discard">
                {t('actual.discard')}
              </Button>
              {!nothing && (
                <ConfirmButton
                  name="act"
                  value="write"
                  variant="first"
                  confirm={t('actual.write')}
                  consequence={t('actual.write-consequence', { faults: of('faults') })}
                >
                  {t('actual.write-count', { count: of('add') + of('correct') })}
                </ConfirmButton>
              )}
            </Row>
          </FormShell>
        )
      }
    >
      <Stack gap="large">
        <Stats>
          {['rows', 'add', 'correct', 'same', 'faults'].map((key) => (
            <Stat key={key} label={t(`actual.kind.${key}`)} value={<Figure value={of(key)} />} />
          ))}
        </Stats>
        {upload.committedAt !== null && cycle.closedAt === null && (
          <Note
            title={t('actual.next')}
            action={<LinkButton to={paths.cycle(cycle.id)}>{t('actual.to-cycle')}</LinkButton>}
          >
            {t('actual.next-means')}
          </Note>
        )}
        {isOpen && nothing && (
          <Note tone={nothing === 'same' ? 'ok' : 'warn'} title={t('actual.nothing')}>
            {t(`actual.nothing-why.${nothing}`)}
          </Note>
        )}
        {isOpen && (
          <Columns
            aside={
              <MappingSection
                revision={upload.revision}
                mapping={upload.mapping}
                header={upload.header}
                columns={columns.map((key) => ({ key, label: labelOf(key) }))}
                unread={unreadHeadings(upload.mapping.columns, upload.header)}
                isInQuestion={inQuestion}
              />
            }
          >
            <Stack gap="large">
              {faults.length > 0 && (
                <Section title={t('actual.faults', { count: of('faults') })}>
                  <Table
                    label={t('actual.faults', { count: of('faults') })}
                    rows={faults}
                    rowKey={(row) => `${row.row} ${row.column} ${row.value}`}
                    rowTone={() => 'bad'}
                    columns={[
                      { key: 'row', title: t('actual.row'), cell: (row) => row.row },
                      {
                        key: 'column',
                        title: t('actual.column'),
                        cell: (row) => (row.column === 'subject' ? subjectLabel : row.column),
                      },
                      { key: 'value', title: t('actual.value'), cell: (row) => row.value || '—' },
                      { key: 'reason', title: t('actual.reason'), cell: (row) => t(`fault.${row.reason}`), wrap: true },
                    ]}
                  />
                </Section>
              )}
              <Section
                title={t('actual.preview')}
                label={values.length > 0 && t('actual.preview-label', { count: values.length })}
              >
                <Table
                  label={t('actual.preview')}
                  empty={<Empty title={t('actual.nothing-read')} />}
                  rows={values}
                  rowKey={(row) => `${row.row} ${row.kpi}`}
                  columns={[
                    { key: 'row', title: t('actual.row'), cell: (row) => row.row },
                    {
                      key: 'subject',
                      title: subjectLabel,
                      cell: (row) => row.subject,
                    },
                    { key: 'kpi', title: t('kpi.name'), cell: (row) => kpiName(row.kpi) },
                    {
                      key: 'before',
                      title: t('actual.before'),
                      align: 'end',
                      cell: (row) => (row.before === null ? '—' : said(row.kpi, row.before)),
                    },
                    { key: 'value', title: t('actual.value'), align: 'end', cell: (row) => said(row.kpi, row.value) },
                    {
                      key: 'kind',
                      title: t('person.state'),
                      cell: (row) => (
                        <Badge tone={row.kind === 'correct' ? 'warn' : row.kind === 'add' ? 'ok' : 'plain'}>
                          {t(`actual.kind.${row.kind}`)}
                        </Badge>
                      ),
                    },
                  ]}
                />
              </Section>
            </Stack>
          </Columns>
        )}
      </Stack>
    </Page>
  )
}
export default ActualImport
