import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { recordSighting } from '#app/audit/sightings.server.ts'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { employeeRows } from '#app/organisation/employees/employees.server.ts'
import { paths } from '#app/paths.ts'
import { appraisalStates, stateOf } from '#app/performance/appraisals/appraisal-state.ts'
import { type Appraisal, appraisalsIn } from '#app/performance/appraisals/appraisals.server.ts'
import { findCycle } from '#app/performance/cycles.server.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Person } from '#app/ui/face.tsx'
import { Figure } from '#app/ui/figure.tsx'
import { Page } from '#app/ui/page.tsx'
import { type Column, DataTable } from '#app/ui/tables/data-table.tsx'
import { readTableAsk } from '#app/ui/tables/table-state.ts'
import { useWordsText, Words } from '#app/ui/words.tsx'

export const meta = screenMeta

const states = [...appraisalStates, 'unscored'] as const

export const loader = signedIn(async ({ db, actor, params, url, now }) => {
  const cycle = await findCycle(db, params.cycleId ?? '')
  if (!cycle || !can(actor, 'cycle.read', cycle)) return notFound()
  const ask = readTableAsk(url, { sorts: [] })
  const state = states.find((each) => each === ask.params.get('state'))
  const { rows, total } = await appraisalsIn(
    db,
    actor,
    cycle.id,
    { state, rating: ask.params.get('rating') ?? undefined },
    ask,
  )
  const ids = rows.flatMap((row) => (row.managerId ? [row.employeeId, row.managerId] : [row.employeeId]))
  const people = new Map((await employeeRows(db, ids, cycle.toOn)).map((each) => [each.id, each]))
  const isShown = (row: Appraisal) => can(actor, 'appraisal.read-rating', row)
  const seen = rows.filter((row) => row.score !== null && isShown(row))
  await recordSighting(
    db,
    actor,
    'rating',
    seen.map((row) => row.employeeId),
    url.pathname,
    now,
  )
  return {
    cycle: { id: cycle.id, name: cycle.name },
    total,
    rows: rows.map((row) => {
      const person = people.get(row.employeeId)
      return {
        id: row.id,
        name: person?.name ?? '',
        number: person?.number ?? '',
        post: person?.postName ?? null,
        unit: person?.unitName ?? null,
        manager: row.managerId ? (people.get(row.managerId)?.name ?? null) : null,
        state: stateOf(row),
        score: isShown(row) ? row.score : null,
        rating: isShown(row) ? row.finalRating : null,
        isCapped: isShown(row) && (row.result?.cappedBy.length ?? 0) > 0,
      }
    }),
  }
})

type Row = Awaited<ReturnType<typeof loader>>['rows'][number]

const CyclePeople = () => {
  const { cycle, rows, total } = useLoaderData<typeof loader>()
  const t = useTranslations('performance')
  const words = useWordsText()
  const columns: Column<Row>[] = [
    { key: 'name', title: t('person.name'), cell: (row) => <Person name={row.name} note={row.number} /> },
    { key: 'post', title: t('person.post'), cell: (row) => (row.post ? <Words words={row.post} /> : '—') },
    { key: 'unit', title: t('person.unit'), cell: (row) => (row.unit ? <Words words={row.unit} /> : '—') },
    { key: 'manager', title: t('person.manager'), cell: (row) => row.manager ?? '—' },
    { key: 'state', title: t('person.state'), cell: (row) => t(`state.${row.state}`) },
    { key: 'score', title: t('score'), align: 'end', cell: (row) => <Figure value={row.score} digits={2} strong /> },
    {
      key: 'rating',
      title: t('rating'),
      cell: (row) => (row.rating ? <Badge tone={row.isCapped ? 'bad' : 'plain'}>{row.rating}</Badge> : '—'),
    },
  ]
  return (
    <Page
      width="wide"
      crumbs={[
        { title: t('cycle.list'), to: paths.cycles() },
        { title: words(cycle.name), to: paths.cycle(cycle.id) },
      ]}
      title={t('cycle.people')}
    >
      <DataTable
        label={t('cycle.people')}
        columns={columns}
        rows={rows}
        total={total}
        rowKey={(row) => row.id}
        rowHref={(row) => paths.appraisal(row.id)}
        filters={[
          {
            key: 'state',
            label: t('person.state'),
            kind: 'select',
            options: states.map((value) => ({ value, label: t(`state.${value}`) })),
          },
        ]}
        empty={<Empty title={t('cycle.no-people')} why={t('cycle.no-sheets-why')} />}
      />
    </Page>
  )
}
export default CyclePeople
