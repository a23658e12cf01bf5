import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { matrixRoles, permissionMatrix } from '#app/identity/permission-matrix.ts'
import { can } from '#app/identity/policy.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'
import { Icon } from '#app/ui/icon.tsx'
import { Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { Page } from '#app/ui/page.tsx'
import { type Column, DataTable } from '#app/ui/tables/data-table.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ actor }) =>
  can(actor, 'permission.read') ? { rows: permissionMatrix() } : notFound(),
)

type Row = Awaited<ReturnType<typeof loader>>['rows'][number]

const Permissions = () => {
  const { rows } = useLoaderData<typeof loader>()
  const t = useTranslations('identity')
  const domains = [...new Set(rows.map((row) => row.domain))]
  const act = (row: Row) => t(`permission.acts.${row.act}`)
  const columns: Column<Row>[] = [
    { key: 'act', title: t('permission.act'), cell: act, sortBy: act },
    ...matrixRoles.map(
      (role): Column<Row> => ({
        key: role,
        title: t(`roles.${role}`),
        mark: true,
        cell: (row) => row.allowed.includes(role) && <Icon name="check" size={16} label={t('permission.yes')} />,
      }),
    ),
  ]
  return (
    <Page width="wide" title={t('permission.title')} state={t('permission.state')}>
      <Stack>
        <Note>{t('permission.how')}</Note>
        <DataTable
          label={t('permission.title')}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.act}
          filters={[
            {
              key: 'q',
              label: t('permission.search'),
              match: (row, value) => `${act(row)} ${row.act}`.toLowerCase().includes(value.toLowerCase()),
            },
            {
              key: 'of',
              label: t('permission.subject'),
              kind: 'select',
              options: domains.map((each) => ({ value: each, label: t(`permission.subjects.${each}`) })),
              match: (row, value) => row.domain === value,
            },
            {
              key: 'role',
              label: t('grant.role'),
              kind: 'select',
              options: matrixRoles.map((role) => ({ value: role, label: t(`roles.${role}`) })),
              match: (row, value) => row.allowed.some((role) => role === value),
            },
          ]}
        />
      </Stack>
    </Page>
  )
}
export default Permissions
