import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { instalmentsOf } from '#app/incentives/deferrals/deferred-pay.server.ts'
import { honoursGranted } from '#app/incentives/honours/honours.server.ts'
import { releasedLateOn } from '#app/incentives/runs/run.ts'
import { NextPayList } from '#app/incentives/statements/next-pay-list.tsx'
import { nextPaysOf } from '#app/incentives/statements/next-pays.server.ts'
import { statementsOf } from '#app/incentives/statements/statements.server.ts'
import { sumsByCurrency } from '#app/kernel/money-sums.ts'
import { paths } from '#app/paths.ts'
import { signedIn } from '#app/shell/guard.server.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Section, Stack } from '#app/ui/layout.tsx'
import { Money, MoneySums } from '#app/ui/money.tsx'
import { Page } from '#app/ui/page.tsx'
import { Stat, Stats } from '#app/ui/stat.tsx'
import { type Column, Table } from '#app/ui/tables/table.tsx'
import { Timeline } from '#app/ui/timeline.tsx'
import { useWhenText, When } from '#app/ui/when.tsx'
import { Words } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, today, settings }) => {
  const statements = (await statementsOf(db, actor)).map((row) => ({
    ...row,
    lateOn: releasedLateOn(row, settings.timeZone),
  }))
  const year = today.slice(0, 4)
  const thisYear = statements.filter(({ lateOn, payOn }) => (lateOn ?? payOn).startsWith(year))
  const instalments = actor.employeeId ? await instalmentsOf(db, actor.employeeId) : []
  const waiting = instalments.filter((each) => each.paidByRunId === null)
  return {
    statements,
    next: actor.employeeId ? await nextPaysOf(db, actor, settings.timeZone) : null,
    today,
    year,
    paid: sumsByCurrency(thisYear, ({ payableMinor }) => payableMinor, settings.currency),
    held: sumsByCurrency(thisYear, ({ heldMinor }) => heldMinor, settings.currency),
    waiting: sumsByCurrency(waiting, ({ amountMinor, malusMinor }) => amountMinor - malusMinor, settings.currency),
    instalments,
    honours: actor.employeeId ? await honoursGranted(db, actor.employeeId) : [],
  }
})

const MyPay = () => {
  const { statements, next, today, year, paid, held, waiting, instalments, honours } = useLoaderData<typeof loader>()
  const t = useTranslations('incentives')
  const when = useWhenText()
  // Only the last column says the currency, as long as there is one.
  const bare = new Set(statements.map(({ currency }) => currency)).size <= 1
  const columns: Column<(typeof statements)[number]>[] = [
    { key: 'name', title: t('pay.period'), cell: (row) => <Words words={row.name} /> },
    {
      key: 'kind',
      title: t('pay.kind'),
      cell: (row) => <Badge tone={row.kind === 'correction' ? 'warn' : 'plain'}>{t(`run-kind.${row.kind}`)}</Badge>,
    },
    {
      key: 'payOn',
      title: t('pay.pay-on'),
      cell: ({ lateOn, payOn }) =>
        lateOn ? t('pay.paid-after', { day: when({ at: lateOn, absolute: true }) }) : <When at={payOn} absolute />,
    },
    {
      key: 'deferred',
      title: t('pay.deferred'),
      align: 'end',
      cell: (row) => <Money minor={row.deferredMinor} currency={row.currency} bare={bare} />,
    },
    {
      key: 'held',
      title: t('pay.held'),
      align: 'end',
      cell: (row) => <Money minor={row.heldMinor} currency={row.currency} bare={bare} />,
    },
    {
      key: 'payable',
      title: t('pay.payable'),
      align: 'end',
      cell: (row) => <Money minor={row.payableMinor} currency={row.currency} strong />,
    },
  ]
  return (
    <Page title={t('pay.title')} state={t('pay.state', { count: statements.length })}>
      <Stack gap="large">
        <Stats>
          <Stat label={t('pay.paid-in', { year })} value={<MoneySums sums={paid} />} />
          <Stat label={t('pay.waiting')} value={<MoneySums sums={waiting} />} />
          {held.some(({ minor }) => minor !== 0) && <Stat label={t('pay.held')} value={<MoneySums sums={held} />} />}
        </Stats>
        {next && <NextPayList next={next} today={today} />}
        <Section title={t('pay.statements')}>
          <Table
            label={t('pay.statements')}
            columns={columns}
            rows={statements}
            rowKey={(row) => row.runId}
            rowHref={(row) => paths.myStatement(row.runId)}
            empty={<Empty title={t('pay.none')} why={t('pay.none-why')} />}
          />
        </Section>
        {instalments.length > 0 && (
          <Section title={t('pay.calendar')}>
            <Timeline
              items={instalments.map((each) => ({
                key: each.id,
                at: each.vestsOn,
                title: <Money minor={each.amountMinor - each.malusMinor} currency={each.currency} />,
                text: each.paidByRunId ? t('pay.vested') : t('pay.vests'),
                tone: each.paidByRunId ? ('ok' as const) : ('plain' as const),
              }))}
            />
          </Section>
        )}
        {honours.length > 0 && (
          <Section title={t('pay.honours')}>
            <Timeline
              items={honours.map((each) => ({
                key: each.id,
                at: each.grantedOn,
                title: <Words words={each.name} />,
                text: each.citation,
              }))}
            />
          </Section>
        )}
      </Stack>
    </Page>
  )
}
export default MyPay
