import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { recordSighting } from '#app/audit/sightings.server.ts'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import {
  componentNames,
  deferralsVisible,
  deferralTotals,
  heldVisible,
} from '#app/incentives/deferrals/deferral-register.server.ts'
import { chosenStates, type DeferralState } from '#app/incentives/deferrals/deferral-state.ts'
import { sumsByCurrency } from '#app/kernel/money-sums.ts'
import { readTableAsk } from '#app/kernel/table-ask.ts'
import { paths } from '#app/paths.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'
import { Badge } from '#app/ui/badge.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Section, Stack } from '#app/ui/layout.tsx'
import { Money, MoneySums } from '#app/ui/money.tsx'
import { Page } from '#app/ui/page.tsx'
import { Stat, Stats } from '#app/ui/stat.tsx'
import { DataTable } from '#app/ui/tables/data-table.tsx'
import { Table } from '#app/ui/tables/table.tsx'
import { When } from '#app/ui/when.tsx'
import { Words } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, url, settings, now }) => {
  if (!can(actor, 'deferral.list')) return notFound()
  const { limit, offset, params } = readTableAsk(url, { sorts: [], size: 50 })
  const asked = params.get('state')
  const state: DeferralState = chosenStates.find((each) => each === asked) ?? 'all'
  const filter = { state, search: params.get('q') ?? '' }
  const instalments = await deferralsVisible(db, actor, { ...filter, limit, offset })
  const held = await heldVisible(db, actor)
  const seen = [...instalments, ...held].map(({ employeeId }) => employeeId)
  await recordSighting(db, actor, 'pay', seen, url.pathname, now)
  const { sums, ...totals } = await deferralTotals(db, actor, filter)
  const waiting = sumsByCurrency(sums, ({ waitingMinor }) => waitingMinor, settings.currency)
  const paid = sumsByCurrency(sums, ({ paidMinor }) => paidMinor, settings.currency)
  return {
    instalments,
    held,
    names: await componentNames(db, [...instalments, ...held]),
    totals: { ...totals, waiting, paid },
    isMixed: sums.length > 1,
    currency: settings.currency,
  }
})

const standingTones = { met: 'ok', 'not-met': 'warn', 'next-run': 'plain' } as const

const Deferrals = () => {
  const { instalments, held, names, totals, isMixed, currency } = useLoaderData<typeof loader>()
  const t = useTranslations('incentives')
  const nameOf = ({ planVersionId, component }: { planVersionId: string; component: string }) => (
    <Words words={names[planVersionId]?.[component] ?? { en: component }} />
  )
  return (
    <Page
      width="wide"
      title={t('deferrals.title')}
      state={t('deferrals.say', { people: totals.people })}
      action={
        <LinkButton to={paths.deferralsCsv()} reloadDocument icon="download">
          CSV
        </LinkButton>
      }
    >
      <Stack gap="large">
        <Stats>
          <Stat label={t('deferrals.waiting')} value={<MoneySums sums={totals.waiting} />} />
          <Stat label={t('deferrals.paid')} value={<MoneySums sums={totals.paid} />} />
        </Stats>
        <Section title={t('deferrals.held')}>
          <Table
            label={t('deferrals.held')}
            rows={held}
            rowKey={(row) => row.id}
            rowHref={(row) => paths.runStatement(row.runId, row.employeeId)}
            empty={<Empty title={t('deferrals.none-held')} />}
            columns={[
              { key: 'number', title: t('run.number'), cell: (row) => row.employeeNumber },
              { key: 'name', title: t('run.name'), cell: (row) => row.employeeName, phone: 'head' },
              { key: 'run', title: t('pay.period'), cell: (row) => <Words words={row.runName} /> },
              { key: 'component', title: t('control.component'), cell: (row) => nameOf(row) },
              { key: 'gate', title: t('deferrals.gate'), cell: (row) => <Words words={row.gateName} /> },
              {
                key: 'met',
                title: t('deferrals.today'),
                cell: (row) => (
                  <Badge tone={standingTones[row.standing]}>
                    {row.standing === 'not-met' || row.currency === currency
                      ? t(`deferrals.${row.standing}`)
                      : t(`deferrals.${row.standing}-in`, { currency: row.currency })}
                  </Badge>
                ),
              },
              {
                key: 'amount',
                title: t('pay.held'),
                align: 'end',
                cell: (row) => <Money minor={row.amountMinor} currency={row.currency} />,
              },
            ]}
          />
        </Section>
        <Section title={t('deferrals.instalments')}>
          <DataTable
            label={t('deferrals.instalments')}
            rows={instalments}
            total={totals.count}
            size={50}
            rowKey={(row) => row.id}
            rowHref={(row) => paths.runStatement(row.runId, row.employeeId)}
            empty={<Empty title={t('deferrals.none')} why={t('deferrals.none-why')} />}
            filters={[
              { key: 'q', label: t('run.search') },
              {
                key: 'state',
                label: t('runs.state'),
                kind: 'select',
                options: chosenStates.map((state) => ({ value: state, label: t(`deferrals.states.${state}`) })),
              },
            ]}
            columns={[
              { key: 'vests', title: t('deferrals.vests'), cell: (row) => <When at={row.vestsOn} absolute /> },
              { key: 'number', title: t('run.number'), cell: (row) => row.employeeNumber },
              {
                key: 'name',
                phone: 'head',
                title: t('run.name'),
                cell: (row) => (
                  <>
                    {row.employeeName} {row.hasLeft === 1 && <Badge>{t('deferrals.left')}</Badge>}
                  </>
                ),
              },
              { key: 'run', title: t('pay.period'), cell: (row) => <Words words={row.runName} /> },
              { key: 'component', title: t('control.component'), cell: (row) => nameOf(row) },
              { key: 'no', title: t('deferrals.no'), align: 'end', cell: (row) => row.no },
              {
                key: 'amount',
                title: t('adjust.amount'),
                align: 'end',
                cell: (row) => (
                  <Money minor={row.amountMinor - row.malusMinor} currency={row.currency} bare={!isMixed} />
                ),
              },
              {
                key: 'state',
                title: t('runs.state'),
                cell: (row) => (
                  <Badge tone={row.paidByRunId ? 'ok' : 'plain'}>
                    {t(`deferrals.states.${row.paidByRunId ? 'paid' : 'waiting'}`)}
                  </Badge>
                ),
              },
            ]}
          />
        </Section>
      </Stack>
    </Page>
  )
}
export default Deferrals
