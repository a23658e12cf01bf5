import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { planVersionsVisible } from '#app/incentives/plans/plan-versions.server.ts'
import { prepareForm } from '#app/incentives/runs/run.form.ts'
import { stateOfRun } from '#app/incentives/runs/run.ts'
import { prepareRun } from '#app/incentives/runs/run-preparation.server.ts'
import { runsVisible } from '#app/incentives/runs/runs.server.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { paths } from '#app/paths.ts'
import { allCycles } from '#app/performance/cycles.server.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/choice-field.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { FieldRow, FormActions, FormShell } from '#app/ui/form.tsx'
import { Section, Stack } from '#app/ui/layout.tsx'
import { Money } from '#app/ui/money.tsx'
import { Page } from '#app/ui/page.tsx'
import { useSchemaForm } from '#app/ui/schema-form.ts'
import { type Column, DataTable } from '#app/ui/tables/data-table.tsx'
import { When } from '#app/ui/when.tsx'
import { useWordsText, Words } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor }) => {
  if (!can(actor, 'plan.list')) return notFound()
  const rows = await runsVisible(db, actor)
  const versions = await planVersionsVisible(db, actor)
  const active = versions.filter((version) => version.state === 'active' && can(actor, 'run.prepare', version))
  return {
    runs: rows.map((run) => ({
      id: run.id,
      name: run.name,
      planName: run.planName,
      planVersion: run.planVersion,
      kind: run.kind,
      state: stateOfRun(run),
      population: run.population,
      currency: run.currency,
      preparedAt: run.preparedAt,
      payableMinor: run.control?.components.reduce((sum, total) => sum + total.payableMinor, 0) ?? null,
    })),
    plans: active.map(({ id, name, version }) => ({ id, name, version })),
    cycles: active.length > 0 ? (await allCycles(db)).map(({ id, name }) => ({ id, name })) : [],
  }
})

export const action = acts({
  prepare: signedIn(async ({ db, actor, request, now }) => {
    const form = await readForm(request, prepareForm)
    if (!form.ok) return form.refusal
    const outcome = await prepareRun(db, actor, form.value, now)
    return outcome.ok ? redirect(paths.run(outcome.value.id)) : refuse(outcome.error)
  }),
})

type RunItem = ReturnType<typeof useLoaderData<typeof loader>>['runs'][number]

const Runs = () => {
  const { runs, plans, cycles } = useLoaderData<typeof loader>()
  const t = useTranslations('incentives')
  const words = useWordsText()
  const form = useSchemaForm(
    prepareForm,
    { planVersionId: plans[0]?.id ?? '', cycleId: cycles[0]?.id ?? '' },
    'incentives',
  )
  const columns: Column<RunItem>[] = [
    { key: 'name', title: t('runs.name'), cell: (run) => <Words words={run.name} />, sortBy: (run) => words(run.name) },
    {
      key: 'plan',
      title: t('runs.plan'),
      cell: (run) => t('runs.plan-version', { plan: words(run.planName), version: run.planVersion }),
    },
    { key: 'kind', title: t('pay.kind'), cell: (run) => t(`run-kind.${run.kind}`) },
    {
      key: 'state',
      title: t('runs.state'),
      cell: (run) => (
        <Badge tone={run.state === 'released' ? 'ok' : run.state === 'cancelled' ? 'plain' : 'warn'}>
          {t(`run-state.${run.state}`)}
        </Badge>
      ),
    },
    {
      key: 'people',
      title: t('runs.population'),
      align: 'end',
      cell: (run) => run.population ?? '—',
      sortBy: (run) => run.population ?? 0,
    },
    {
      key: 'payable',
      title: t('pay.payable'),
      align: 'end',
      cell: (run) => (run.payableMinor === null ? '—' : <Money minor={run.payableMinor} currency={run.currency} />),
      sortBy: (run) => run.payableMinor ?? 0,
    },
    {
      key: 'at',
      title: t('runs.prepared'),
      cell: (run) => <When at={run.preparedAt} />,
      sortBy: (run) => run.preparedAt,
    },
  ]
  return (
    <Page title={t('runs.title')} state={t('runs.say')}>
      <Stack gap="large">
        {plans.length > 0 && (
          <Section title={t('runs.prepare')}>
            <FormShell {...form.shell}>
              <FieldRow>
                <SelectField
                  label={t('runs.plan')}
                  options={plans.map((plan) => ({
                    value: plan.id,
                    label: t('runs.plan-version', { plan: words(plan.name), version: plan.version }),
                  }))}
                  {...form.register('planVersionId')}
                />
                <SelectField
                  label={t('runs.cycle')}
                  options={cycles.map((cycle) => ({ value: cycle.id, label: words(cycle.name) }))}
                  {...form.register('cycleId')}
                />
              </FieldRow>
              <FormActions>
                <Button variant="first" name="act" value="prepare">
                  {t('runs.prepare-act')}
                </Button>
              </FormActions>
            </FormShell>
          </Section>
        )}
        <DataTable
          label={t('runs.title')}
          columns={columns}
          rows={runs}
          rowKey={(run) => run.id}
          rowHref={(run) => paths.run(run.id)}
          empty={<Empty title={t('runs.none')} why={t('runs.none-why')} />}
        />
      </Stack>
    </Page>
  )
}
export default Runs
