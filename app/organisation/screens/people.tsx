import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can, scopeOf } from '#app/identity/policy.ts'
import { type EmployeeRow, employeeSorts, employeesIn } from '#app/organisation/employees/employees.server.ts'
import { peopleAsk } from '#app/organisation/employees/people-ask.server.ts'
import { postsInUse } from '#app/organisation/posts/posts.server.ts'
import { unitOptions } from '#app/organisation/units/unit-options.server.ts'
import { paths } from '#app/paths.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Figure } from '#app/ui/figure.tsx'
import { Muted } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { type Column, DataTable } from '#app/ui/tables/data-table.tsx'
import { readTableAsk } from '#app/ui/tables/table-state.ts'
import { When } from '#app/ui/when.tsx'
import { useWordsText, Words } from '#app/ui/words.tsx'

export const meta = screenMeta

const size = 50

/** What the list shows of a person: some columns only once they are chosen. */
const rowFor = (row: EmployeeRow, hasChosen: boolean) => {
  const { id, number, name, unitName, postName, lineManagerName, joinedOn, fteBp, leftOn, email } = row
  const chosen = hasChosen ? { fteBp, leftOn, email } : { fteBp: null, leftOn: null, email: null }
  return { id, number, name, unitName, postName, lineManagerName, joinedOn, ...chosen }
}

export const loader = signedIn(async ({ db, actor, url, today, now, locale }) => {
  if (!can(actor, 'employee.list')) return notFound()
  const ask = readTableAsk(url, { sorts: employeeSorts, size })
  const { filter, sort } = await peopleAsk(db, ask.params, ask.sort, today)
  const list = await employeesIn(db, scopeOf(actor, 'people'), filter, sort, ask, now)
  const posts = await postsInUse(db)
  const units = await unitOptions(db, today, locale, { most: 150 })
  const hasChosen = ask.params.has('cols')
  return {
    ...list,
    rows: list.rows.map((row) => rowFor(row, hasChosen)),
    posts,
    units,
    mayTakeOn: can(actor, 'roster.list'),
  }
})

type Row = Awaited<ReturnType<typeof loader>>['rows'][number]

const People = () => {
  const { rows, total, posts, units, mayTakeOn } = useLoaderData<typeof loader>()
  const t = useTranslations('organisation')
  const words = useWordsText()
  const columns: Column<Row>[] = [
    { key: 'name', title: t('person.name'), sort: true, cell: (row) => row.name },
    { key: 'number', title: t('person.number'), sort: true, cell: (row) => row.number },
    {
      key: 'unit',
      title: t('person.unit'),
      cell: (row) => (row.unitName ? <Words words={row.unitName} /> : <Muted>—</Muted>),
    },
    {
      key: 'post',
      title: t('person.post'),
      cell: (row) => (row.postName ? <Words words={row.postName} /> : <Muted>—</Muted>),
    },
    { key: 'manager', title: t('person.manager'), cell: (row) => row.lineManagerName ?? <Muted>—</Muted> },
    {
      key: 'fte',
      title: t('person.fte'),
      align: 'end',
      off: true,
      cell: (row) => (row.fteBp === null ? <Muted>—</Muted> : <Figure value={row.fteBp / 10_000} percent digits={0} />),
    },
    {
      key: 'joined',
      title: t('person.joined'),
      cell: (row) => (row.joinedOn ? <When at={row.joinedOn} absolute /> : <Muted>—</Muted>),
    },
    {
      key: 'left',
      title: t('person.left'),
      off: true,
      cell: (row) => (row.leftOn ? <When at={row.leftOn} absolute /> : <Muted>—</Muted>),
    },
    { key: 'email', title: t('person.email'), off: true, cell: (row) => row.email ?? <Muted>—</Muted> },
  ]
  return (
    <Page
      title={t('people.title')}
      state={t('people.state')}
      action={
        mayTakeOn && (
          <>
            <LinkButton to={paths.rosters()} icon="upload">
              {t('people.import')}
            </LinkButton>
            <LinkButton to={paths.takeOn()} variant="first" icon="add">
              {t('people.take-on')}
            </LinkButton>
          </>
        )
      }
    >
      <DataTable
        label={t('people.title')}
        columns={columns}
        rows={rows}
        total={total}
        size={size}
        rowKey={(row) => row.id}
        rowHref={(row) => paths.employee(row.id)}
        filters={[
          { key: 'q', label: t('people.search') },
          { key: 'unit', label: t('person.unit'), kind: 'select', options: units },
          {
            key: 'post',
            label: t('person.post'),
            kind: 'select',
            options: posts.map((post) => ({ value: post.id, label: words(post.name) })),
          },
          {
            key: 'state',
            label: t('people.state-filter'),
            kind: 'select',
            options: [
              { value: 'left', label: t('people.state-left') },
              { value: 'all', label: t('people.state-all') },
            ],
          },
          { key: 'on', label: t('as-of'), kind: 'date' },
        ]}
        exports={{ csv: paths.peopleExport('csv'), xlsx: paths.peopleExport('xlsx') }}
        empty={<Empty icon="people" title={t('people.none')} why={t('people.none-why')} />}
      />
    </Page>
  )
}
export default People
