import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { scopeOf } from '#app/identity/policy.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { JobProgress } from '#app/kernel/job-progress.tsx'
import { findJob } from '#app/kernel/jobs.server.ts'
import { rosterForm } from '#app/organisation/roster/roster.form.ts'
import {
  askCommit,
  askPreview,
  discardImport,
  findImport,
  rosterState,
  tableOfImport,
} from '#app/organisation/roster/roster-imports.server.ts'
import { RosterMappingForm } from '#app/organisation/roster/roster-mapping-form.tsx'
import { RosterPreview } from '#app/organisation/roster/roster-preview.tsx'
import { rosterRowKinds } from '#app/organisation/roster/roster-row.ts'
import { rosterRows } from '#app/organisation/roster/roster-rows.server.ts'
import { settingsOn } from '#app/organisation/settings/settings.server.ts'
import { unitOptions } from '#app/organisation/units/unit-options.server.ts'
import { paths } from '#app/paths.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { Stepper } from '#app/ui/stepper.tsx'
import { readTableAsk } from '#app/ui/tables/table-state.ts'
import { When } from '#app/ui/when.tsx'

export const meta = screenMeta

const size = 100

export const loader = signedIn(async ({ db, actor, params, url, today, locale, context }) => {
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
    currency: (await settingsOn(db, roster.effectiveOn)).currency,
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
        {mapping && <RosterMappingForm roster={roster} mapping={mapping} />}
        {preview && <RosterPreview {...loaded} preview={preview} size={size} />}
      </Stack>
    </Page>
  )
}
export default Roster
