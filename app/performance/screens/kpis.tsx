import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { paths } from '#app/paths.ts'
import { curveKinds } from '#app/performance/curve.ts'
import { allKpis, dimensions } from '#app/performance/kpis/kpis.server.ts'
import { regulatoryClasses } from '#app/performance/template.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'
import { Badge } from '#app/ui/badge.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Page } from '#app/ui/page.tsx'
import { type Column, DataTable } from '#app/ui/tables/data-table.tsx'
import { useWordsText, Words } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor }) => {
  if (!can(actor, 'kpi.read')) return notFound()
  const kpis = (await allKpis(db)).map(({ code, name, definition, retiredAt }) => {
    const { dimension, regulatoryClass, source, unit, direction, curve } = definition
    return {
      code,
      name,
      dimension,
      regulatoryClass,
      source,
      unit,
      direction,
      kind: curve.kind,
      isRetired: retiredAt !== null,
    }
  })
  return { kpis, dimensions: await dimensions(db), mayChange: can(actor, 'kpi.change') }
})

type Row = Awaited<ReturnType<typeof loader>>['kpis'][number]

const Kpis = () => {
  const { kpis, dimensions: named, mayChange } = useLoaderData<typeof loader>()
  const t = useTranslations('performance')
  const words = useWordsText()
  const dimensionName = (code: string) => words(named.find((each) => each.code === code)?.name ?? { en: code })
  const columns: Column<Row>[] = [
    {
      key: 'name',
      title: t('kpi.name'),
      cell: (row) => (
        <>
          <Words words={row.name} /> {row.isRetired && <Badge>{t('kpi.retired')}</Badge>}
        </>
      ),
      sortBy: (row) => words(row.name),
    },
    { key: 'unit', title: t('kpi.unit'), cell: (row) => <Words words={row.unit} /> },
    {
      key: 'dimension',
      title: t('kpi.dimension'),
      cell: (row) => dimensionName(row.dimension),
      sortBy: (row) => row.dimension,
    },
    {
      key: 'class',
      title: t('kpi.class'),
      cell: (row) => (row.regulatoryClass ? t(`class.${row.regulatoryClass}`) : '—'),
      sortBy: (row) => row.regulatoryClass,
    },
    { key: 'source', title: t('kpi.source'), cell: (row) => t(`source.${row.source}`), sortBy: (row) => row.source },
    { key: 'direction', title: t('kpi.direction'), cell: (row) => t(`direction.${row.direction}`), off: true },
    { key: 'curve', title: t('kpi.curve'), cell: (row) => t(`curve.kind.${row.kind}`), sortBy: (row) => row.kind },
    { key: 'code', title: t('kpi.code'), cell: (row) => row.code, sortBy: (row) => row.code, off: true },
  ]
  return (
    <Page
      title={t('kpi.library')}
      state={t('kpi.library-state', { count: kpis.filter((kpi) => !kpi.isRetired).length })}
      action={
        mayChange && (
          <LinkButton to={paths.newKpi()} variant="first" icon="add">
            {t('kpi.add')}
          </LinkButton>
        )
      }
    >
      <DataTable
        label={t('kpi.library')}
        columns={columns}
        rows={kpis}
        rowKey={(row) => row.code}
        rowHref={(row) => paths.kpi(row.code)}
        filters={[
          {
            key: 'q',
            label: t('search'),
            match: (row, value) =>
              `${row.code} ${row.name['zh-CN'] ?? ''} ${row.name.en ?? ''}`.toLowerCase().includes(value.toLowerCase()),
          },
          {
            key: 'dimension',
            label: t('kpi.dimension'),
            kind: 'select',
            options: named.map((each) => ({ value: each.code, label: words(each.name) })),
            match: (row, value) => row.dimension === value,
          },
          {
            key: 'class',
            label: t('kpi.class'),
            kind: 'select',
            options: regulatoryClasses.map((value) => ({ value, label: t(`class.${value}`) })),
            match: (row, value) => row.regulatoryClass === value,
          },
          {
            key: 'curve',
            label: t('kpi.curve'),
            kind: 'select',
            options: curveKinds.map((value) => ({ value, label: t(`curve.kind.${value}`) })),
            match: (row, value) => row.kind === value,
          },
        ]}
        empty={<Empty title={t('kpi.none')} why={t('kpi.none-why')} />}
      />
    </Page>
  )
}
export default Kpis
