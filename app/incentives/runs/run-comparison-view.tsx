import { useTranslations } from 'use-intl'
import type { Currency } from '#app/kernel/currency.ts'
import type { Words } from '#app/kernel/words.ts'
import { paths } from '#app/paths.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Figure } from '#app/ui/figure.tsx'
import { Label, Muted, Section } from '#app/ui/layout.tsx'
import { Money } from '#app/ui/money.tsx'
import { type Column, Table } from '#app/ui/tables/table.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import type { Change, ComponentChange } from './run-comparison.ts'

type Person = Change & { employeeId: string; employeeNumber: string; employeeName: string }
type Totals = Record<'people' | 'awarded' | 'payable' | 'deferred' | 'held', Change>
type Row = Change & { key: string; label: string; counts?: boolean }

export type RunComparisonProps = {
  run: { id: string; currency: Currency }
  comparison:
    | { earlier: null; beside?: Currency }
    | {
        earlier: { id: string; name: Words }
        totals: Totals
        components: readonly ComponentChange[]
        names: Record<string, Words>
        changed: readonly Person[]
      }
  /** Whether those who changed most were asked for: naming them is on record, so it waits for the question. */
  isAsked: boolean
}

const totalKeys = ['people', 'awarded', 'payable', 'deferred', 'held'] as const

/** Beside the last released run of the plan: people, sums, components, and on asking who changed most. */
export const RunComparisonView = ({ run, comparison, isAsked }: RunComparisonProps) => {
  const t = useTranslations('incentives')
  const words = useWordsText()
  if (comparison.earlier === null)
    return (
      <Section title={t('comparison.title')}>
        <Muted>
          {comparison.beside
            ? t('comparison.other-currency', { now: run.currency, before: comparison.beside })
            : t('comparison.first')}
        </Muted>
      </Section>
    )
  const { earlier, totals, components, names, changed } = comparison
  const nameOf = ({ component, kind }: ComponentChange) => {
    const said = words(names[component] ?? { en: component })
    return kind === 'component' ? said : t(`statement.${kind}`, { name: said })
  }
  const rows: Row[] = [
    ...totalKeys.map((key) => ({
      ...totals[key],
      key,
      label: t(key === 'people' ? 'runs.people' : `pay.${key}`),
      counts: key === 'people',
    })),
  ]
  // Control totals have no reach: they are of the whole run, also for whoever sees a part of its people.
  const componentRows: Row[] = components.map((each) => ({
    ...each,
    key: `${each.kind} ${each.component}`,
    label: nameOf(each),
  }))
  /** What each run says, the difference, and the difference in percent of what it was. */
  const columns = <R extends Change & { counts?: boolean }>(): Column<R>[] => {
    const figure = (row: R, value: number | null, signed = false) =>
      value === null || row.counts ? (
        <Figure value={value} signed={signed} />
      ) : (
        <Money minor={value} currency={run.currency} signed={signed} bare />
      )
    return [
      { key: 'now', title: t('comparison.now'), align: 'end', cell: (row) => figure(row, row.now) },
      { key: 'before', title: words(earlier.name), align: 'end', cell: (row) => figure(row, row.before) },
      {
        key: 'difference',
        title: t('comparison.difference'),
        align: 'end',
        cell: (row) => figure(row, row.difference, true),
      },
      {
        key: 'percent',
        title: t('comparison.percent'),
        align: 'end',
        cell: (row) => <Figure value={row.bp === null ? null : row.bp / 10_000} digits={1} percent signed />,
      },
    ]
  }
  return (
    <div id="comparison">
      <Section
        title={t('comparison.title-with', { period: words(earlier.name) })}
        action={
          <LinkButton to={paths.run(earlier.id)} variant="text" size="small">
            {t('comparison.open')}
          </LinkButton>
        }
      >
        <Table
          label={t('comparison.title-with', { period: words(earlier.name) })}
          columns={[{ key: 'what', title: t('comparison.what'), cell: (row) => row.label }, ...columns<Row>()]}
          rows={rows}
          rowKey={(row) => row.key}
        />
        {componentRows.length > 0 && (
          <>
            <Label>{t('comparison.components')}</Label>
            <Muted>{t('comparison.components-whole')}</Muted>
            <Table
              label={t('comparison.components')}
              columns={[
                { key: 'component', title: t('control.component'), cell: (row) => row.label },
                ...columns<Row>().map((column) =>
                  column.key === 'before' ? { ...column, phone: 'hide' as const } : column,
                ),
              ]}
              rows={componentRows}
              rowKey={(row) => row.key}
            />
          </>
        )}
        {isAsked ? (
          <>
            <Label>{t('comparison.changed')}</Label>
            <Table
              label={t('comparison.changed')}
              columns={[
                { key: 'number', title: t('run.number'), cell: (person) => person.employeeNumber },
                { key: 'name', title: t('run.name'), cell: (person) => person.employeeName, phone: 'head' },
                ...columns<Person>(),
              ]}
              rows={changed}
              rowKey={(person) => person.employeeId}
              rowHref={(person) => paths.runStatement(person.now === null ? earlier.id : run.id, person.employeeId)}
              empty={<Empty title={t('comparison.nobody')} />}
            />
          </>
        ) : (
          <LinkButton to={`${paths.run(run.id)}?changed=1#comparison`} icon="right">
            {t('comparison.changed-act')}
          </LinkButton>
        )}
      </Section>
    </div>
  )
}
