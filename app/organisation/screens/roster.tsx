import { redirect } from '@remix-run/node'
import { Form, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { scopeOf } from '#app/identity/policy.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { JobProgress } from '#app/kernel/job-progress.tsx'
import { findJob } from '#app/kernel/jobs.server.ts'
import { rosterForm } from '#app/organisation/roster.form.ts'
import {
  askCommit,
  askPreview,
  discardImport,
  findImport,
  rosterRows,
  rosterState,
  tableOfImport,
} from '#app/organisation/roster-imports.server.ts'
import { RosterMappingFields } from '#app/organisation/roster-mapping-fields.tsx'
import { rosterRowKinds } from '#app/organisation/roster-row.ts'
import { RosterRowDetail } from '#app/organisation/roster-row-detail.tsx'
import { unitOptions } from '#app/organisation/unit-options.server.ts'
import { paths } from '#app/paths.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Checkbox, SelectField } from '#app/ui/choice-field.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Figure } from '#app/ui/figure.tsx'
import { FieldSet, FormActions, FormShell } from '#app/ui/form.tsx'
import { FormKey } from '#app/ui/form-key.tsx'
import { Row, Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { Page } from '#app/ui/page.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { Stat, Stats } from '#app/ui/stat.tsx'
import { Stepper } from '#app/ui/stepper.tsx'
import { Table } from '#app/ui/table.tsx'
import { readTableAsk } from '#app/ui/table-state.ts'
import { LinkTabs } from '#app/ui/tabs.tsx'
import { DateField } from '#app/ui/text-field.tsx'
import { useWhenText, When } from '#app/ui/when.tsx'

const size = 100

export const loader = signedIn(async ({ db, actor, params, url, today, locale, settings, context }) => {
  const roster = await findImport(db, actor, params.importId ?? '')
  if (!roster) return notFound()
  const state = rosterState(roster)
  const job = await findJob(db, actor, roster.commitJobId ?? roster.previewJobId ?? '')
  const isWorking = job !== null && (job.state === 'queued' || job.state === 'running')
  const isMapping =
    state === 'uploaded' ? !isWorking : state === 'previewed' && url.searchParams.get('step') === 'mapping'
  const kind = rosterRowKinds.find((each) => each === url.searchParams.get('kind'))
  const { limit, offset, page } = readTableAsk(url, { sorts: [], size })
  const table = isMapping ? await tableOfImport(context.varDir, roster) : null
  return {
    roster: {
      id: roster.id,
      fileName: roster.fileName,
      effectiveOn: roster.effectiveOn,
      unitId: roster.unitId,
      absentMeansLeft: roster.absentMeansLeft,
      counts: roster.counts,
      committedAt: roster.committedAt,
      settings: roster.settings,
    },
    state,
    job: job && (isWorking || job.state === 'failed') ? job : null,
    isWriting: roster.commitJobId !== null,
    mapping: table && {
      header: table.header,
      samples: table.rows.slice(0, 5),
      rows: table.rows.length,
      units: await unitOptions(db, today, locale, { below: scopeOf(actor, 'rosters').paths }),
    },
    preview:
      isMapping || !roster.counts
        ? null
        : await rosterRows(db, roster.id, { ...(kind ? { kind } : {}), limit, offset }),
    kind: kind ?? null,
    page,
    currency: settings.currency,
  }
})

export const action = acts({
  preview: signedIn(async ({ db, actor, params, request, context, now }) => {
    if (!(await findImport(db, actor, params.importId ?? ''))) return notFound()
    const form = await readForm(request, rosterForm)
    if (!form.ok) return form.refusal
    const outcome = await askPreview(db, actor, params.importId ?? '', context.varDir, form.value, now)
    return outcome.ok ? redirect(paths.roster(params.importId ?? '')) : refuse(outcome.error)
  }),
  commit: signedIn(async ({ db, actor, params, now }) => {
    if (!(await findImport(db, actor, params.importId ?? ''))) return notFound()
    const outcome = await askCommit(db, actor, params.importId ?? '', now)
    return outcome.ok ? redirect(paths.roster(params.importId ?? '')) : refuse(outcome.error)
  }),
  discard: signedIn(async ({ db, actor, params, now }) => {
    if (!(await findImport(db, actor, params.importId ?? ''))) return notFound()
    const outcome = await discardImport(db, actor, params.importId ?? '', now)
    return outcome.ok ? redirect(paths.rosters()) : refuse(outcome.error)
  }),
})

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

const Mapping = ({ roster, mapping }: Loaded & { mapping: NonNullable<Loaded['mapping']> }) => {
  const t = useTranslations('organisation')
  const errors = useActErrors('organisation')
  return (
    <FormShell errors={errors}>
      <FieldSet title={t('roster.mapping')} help={t('roster.mapping-help', { rows: mapping.rows })}>
        <RosterMappingFields header={mapping.header} samples={mapping.samples} columns={roster.settings.columns} />
      </FieldSet>
      <FieldSet title={t('roster.rules')}>
        <DateField
          name="effectiveOn"
          label={t('rosters.effective')}
          help={t('roster.effective-help')}
          defaultValue={roster.effectiveOn}
        />
        <SelectField
          name="unitId"
          label={t('roster.scope')}
          help={t('roster.scope-help')}
          options={mapping.units}
          defaultValue={roster.unitId}
        />
        <Checkbox
          name="absentMeansLeft"
          value="on"
          label={t('roster.absent')}
          help={t('roster.absent-help')}
          defaultChecked={roster.absentMeansLeft}
        />
        <Checkbox
          name="makeUnits"
          value="on"
          label={t('roster.make-units')}
          help={t('roster.make-units-help')}
          defaultChecked={roster.settings.makeUnits}
        />
        <Checkbox
          name="makePosts"
          value="on"
          label={t('roster.make-posts')}
          help={t('roster.make-posts-help')}
          defaultChecked={roster.settings.makePosts}
        />
      </FieldSet>
      <FormActions>
        <Button variant="first" name="act" value="preview" pending={useNavigation().state === 'submitting'}>
          {t('roster.preview')}
        </Button>
        <LinkButton to={paths.rosters()} variant="text">
          {t('back')}
        </LinkButton>
      </FormActions>
    </FormShell>
  )
}

const Counts = ({ counts }: { counts: NonNullable<Loaded['roster']['counts']> }) => {
  const t = useTranslations('organisation')
  return (
    <Stats>
      {rosterRowKinds.map((kind) => (
        <Stat key={kind} label={t(`roster.kinds.${kind}`)} value={<Figure value={counts[kind]} />} />
      ))}
    </Stats>
  )
}

const tones = {
  add: 'ok',
  change: 'plain',
  move: 'plain',
  leave: 'warn',
  rehire: 'ok',
  same: 'plain',
  error: 'bad',
} as const

const Preview = ({
  roster,
  state,
  preview,
  kind,
  page,
  currency,
}: Loaded & { preview: NonNullable<Loaded['preview']> }) => {
  const t = useTranslations('organisation')
  const errors = useActErrors('organisation')
  const when = useWhenText()
  const { counts } = roster
  if (!counts) return null
  const writes = counts.add + counts.change + counts.move + counts.leave + counts.rehire
  const { newUnits = [], newPosts = [] } = roster.settings
  return (
    <Stack gap="large">
      <Counts counts={counts} />
      {Object.values(errors).map((error) => (
        <Note key={error} tone="bad" live>
          {error}
        </Note>
      ))}
      {counts.error > 0 && (
        <Note tone="bad" title={t('roster.errors-title', { count: counts.error })}>
          {t('roster.errors-why')}
        </Note>
      )}
      {newUnits.length > 0 && (
        <Note title={t('roster.new-units', { count: newUnits.length })}>
          {newUnits.map((unit) => `${unit.name} (${unit.code})`).join(' · ')}
        </Note>
      )}
      {newPosts.length > 0 && (
        <Note title={t('roster.new-posts', { count: newPosts.length })}>
          {newPosts.map((post) => `${post.name} (${post.code})`).join(' · ')}
        </Note>
      )}
      {state === 'previewed' && (
        <Form method="post">
          <FormKey />
          <Row>
            {counts.error === 0 && writes > 0 && (
              <ConfirmButton
                variant="first"
                name="act"
                value="commit"
                confirm={t('roster.commit')}
                consequence={t('roster.commit-consequence', { day: when({ at: roster.effectiveOn, absolute: true }) })}
              >
                {t('roster.commit-all', { count: writes })}
              </ConfirmButton>
            )}
            {counts.error === 0 && writes === 0 && <Note tone="ok">{t('roster.nothing-to-do')}</Note>}
            <LinkButton to={paths.roster(roster.id, { step: 'mapping' })}>{t('roster.change-mapping')}</LinkButton>
            <Button name="act" value="discard" variant="text">
              {t('roster.discard')}
            </Button>
          </Row>
        </Form>
      )}
      <div>
        <LinkTabs
          label={t('roster.kind')}
          current={kind ? `?kind=${kind}` : '?'}
          tabs={[
            { to: '?', title: t('roster.all-effects') },
            ...rosterRowKinds
              .filter((each) => counts[each] > 0)
              .map((each) => ({ to: `?kind=${each}`, title: t(`roster.kinds.${each}`), count: counts[each] })),
          ]}
        />
        <Table
          label={t('roster.rows')}
          rows={preview.rows}
          rowKey={(row) => String(row.row)}
          rowTone={(row) => (row.kind === 'error' ? 'bad' : row.kind === 'leave' ? 'warn' : undefined)}
          empty={<Empty icon="check" title={t('roster.no-rows')} />}
          columns={[
            { key: 'row', title: t('roster.row'), align: 'end', cell: (row) => (row.row >= 1_000_000 ? '—' : row.row) },
            {
              key: 'kind',
              title: t('roster.kind'),
              cell: (row) => <Badge tone={tones[row.kind]}>{t(`roster.kinds.${row.kind}`)}</Badge>,
            },
            { key: 'number', title: t('person.number'), cell: (row) => row.employeeNumber ?? '—' },
            { key: 'name', title: t('person.name'), phone: 'head', cell: (row) => row.name ?? '—' },
            {
              key: 'detail',
              title: t('roster.detail'),
              wrap: true,
              cell: (row) => <RosterRowDetail detail={row.detail} currency={currency} />,
            },
          ]}
        />
        <Pagination page={page} size={size} total={preview.total} />
      </div>
    </Stack>
  )
}

const Roster = () => {
  const loaded = useLoaderData<typeof loader>()
  const { roster, state, job, isWriting, mapping, preview } = loaded
  const t = useTranslations('organisation')
  const step = state === 'committed' ? 3 : mapping ? 0 : isWriting ? 2 : 1
  const stateOf = (place: number) =>
    (place < step ? 'done' : place === step ? 'now' : 'todo') as 'done' | 'now' | 'todo'
  return (
    <Page
      crumbs={[
        { title: t('people.title'), to: paths.people() },
        { title: t('rosters.title'), to: paths.rosters() },
      ]}
      title={roster.fileName}
      state={
        roster.committedAt
          ? t.rich('roster.committed', {
              when: () => <When at={roster.committedAt ?? 0} />,
              day: () => <When at={roster.effectiveOn} absolute />,
            })
          : t(`roster.states.${mapping ? 'mapping' : state}`)
      }
    >
      <Stack gap="large">
        <Stepper
          steps={(['mapping', 'preview', 'commit'] as const).map((each, place) => ({
            title: t(`roster.steps.${each}`),
            state: stateOf(place),
          }))}
        />
        {job && (
          <JobProgress
            job={job}
            label={t(isWriting ? 'roster.writing' : 'roster.reading')}
            failure={({ code }) => (code === 'stale-preview' ? t('refusals.stale-preview') : undefined)}
            mayCancel
          />
        )}
        {mapping && <Mapping {...loaded} mapping={mapping} />}
        {preview && <Preview {...loaded} preview={preview} />}
      </Stack>
    </Page>
  )
}
export default Roster
