import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { accountsIn } from '#app/identity/accounts.server.ts'
import { can } from '#app/identity/policy.ts'
import { paths } from '#app/paths.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'
import { Badge } from '#app/ui/badge.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Page } from '#app/ui/page.tsx'
import { type Column, DataTable } from '#app/ui/tables/data-table.tsx'
import { readTableAsk } from '#app/ui/tables/table-state.ts'
import { When } from '#app/ui/when.tsx'

export const meta = screenMeta

const size = 50

export const loader = signedIn(async ({ db, actor, url }) => {
  if (!can(actor, 'account.manage', { unitPath: '/' })) return notFound()
  const ask = readTableAsk(url, { sorts: [], size })
  return accountsIn(db, ask.params.get('q')?.trim() ?? '', ask)
})

type Row = Awaited<ReturnType<typeof loader>>['rows'][number]

const Accounts = () => {
  const { rows, total } = useLoaderData<typeof loader>()
  const t = useTranslations('identity')
  const columns: Column<Row>[] = [
    { key: 'name', title: t('account.name'), cell: (row) => row.displayName },
    { key: 'sign-in', title: t('account.sign-in-name'), cell: (row) => row.signInName },
    { key: 'email', title: t('account.email'), cell: (row) => row.email ?? '—' },
    {
      key: 'state',
      title: t('account.state'),
      cell: (row) =>
        row.closedAt ? (
          <Badge>{t('account.closed')}</Badge>
        ) : row.mustChangePassword ? (
          <Badge tone="warn">{t('account.handed-over')}</Badge>
        ) : (
          <Badge tone="ok">{t('account.open')}</Badge>
        ),
    },
    { key: 'since', title: t('account.since'), cell: (row) => <When at={row.createdAt} time={false} /> },
  ]
  return (
    <Page
      title={t('account.title')}
      state={t('account.list-state')}
      action={
        <LinkButton to={paths.newAccount()} variant="first" icon="add">
          {t('account.add')}
        </LinkButton>
      }
    >
      <DataTable
        label={t('account.title')}
        columns={columns}
        rows={rows}
        total={total}
        size={size}
        rowKey={(row) => row.id}
        rowHref={(row) => paths.account(row.id)}
        filters={[{ key: 'q', label: t('account.search') }]}
        empty={<Empty icon="person" title={t('account.none')} />}
      />
    </Page>
  )
}
export default Accounts
