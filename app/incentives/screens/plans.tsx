import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { readPlanFile } from '#app/incentives/plans/plan-file.server.ts'
import { PlanFileForm } from '#app/incentives/plans/plan-file-form.tsx'
import { planVersionsVisible } from '#app/incentives/plans/plan-versions.server.ts'
import { draftPlan } from '#app/incentives/plans/plans.server.ts'
import { refuse } from '#app/kernel/form.server.ts'
import { rootUnit } from '#app/organisation/units/units.server.ts'
import { paths } from '#app/paths.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { type Column, DataTable } from '#app/ui/tables/data-table.tsx'
import { When } from '#app/ui/when.tsx'
import { useWordsText, Words } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, today }) => {
  if (!can(actor, 'plan.list')) return notFound()
  const versions = await planVersionsVisible(db, actor)
  const root = await rootUnit(db, today)
  return {
    versions: versions.map(({ id, code, name, version, state, activatedAt, draftedAt }) => ({
      id,
      code,
      name,
      version,
      state,
      activatedAt,
      draftedAt,
    })),
    mayDraft: root !== null && can(actor, 'plan.draft', { unitPath: root.path }),
  }
})

export const action = acts({
  upload: signedIn(async ({ db, actor, request, now, today }) => {
    const root = await rootUnit(db, today)
    if (!root || !can(actor, 'plan.draft', { unitPath: root.path })) return notFound()
    const read = await readPlanFile(request)
    if (!read.ok) return refuse(read.error)
    const outcome = await draftPlan(db, actor, { definition: read.value, unitId: root.id, unitPath: root.path }, now)
    return outcome.ok ? redirect(paths.plan(outcome.value.id)) : refuse(outcome.error)
  }),
})

type Item = ReturnType<typeof useLoaderData<typeof loader>>['versions'][number]

const Plans = () => {
  const { versions, mayDraft } = useLoaderData<typeof loader>()
  const t = useTranslations('incentives')
  const words = useWordsText()
  const errors = useActErrors('incentives')
  const columns: Column<Item>[] = [
    { key: 'name', title: t('runs.plan'), cell: (row) => <Words words={row.name} />, sortBy: (row) => words(row.name) },
    { key: 'code', title: t('plan.code'), cell: (row) => row.code, sortBy: (row) => row.code },
    {
      key: 'version',
      title: t('plan.version'),
      align: 'end',
      cell: (row) => row.version,
      sortBy: (row) => row.version,
    },
    {
      key: 'state',
      title: t('runs.state'),
      cell: (row) => (
        <Badge tone={row.state === 'active' ? 'ok' : row.state === 'submitted' ? 'warn' : 'plain'}>
          {t(`plan-state.${row.state}`)}
        </Badge>
      ),
    },
    { key: 'at', title: t('plan.since'), cell: (row) => <When at={row.activatedAt ?? row.draftedAt} /> },
  ]
  return (
    <Page title={t('plan.list')} state={t('plan.list-say')}>
      <Stack gap="large">
        <DataTable
          label={t('plan.list')}
          columns={columns}
          rows={versions}
          rowKey={(row) => row.id}
          rowHref={(row) => paths.plan(row.id)}
          empty={<Empty title={t('plan.none')} why={t('plan.none-why')} />}
        />
        {mayDraft && <PlanFileForm title={t('plan.upload')} errors={errors} />}
      </Stack>
    </Page>
  )
}
export default Plans
