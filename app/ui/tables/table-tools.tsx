import { Form, Link, useSubmit } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { buttonClass } from '../button.tsx'
import { Icon } from '../icon.tsx'
import { Popover } from '../popover.tsx'
import styles from './table.module.css'
import type { Column } from './table.tsx'
import type { Filter } from './table-filter.ts'
import { hrefWith, nextSort, paramOf, type TableState } from './table-state.ts'
import { TableViews } from './table-views.tsx'

type ToolsProps<Row> = {
  name?: string
  columns: readonly Column<Row>[]
  filters?: readonly Filter<Row>[]
  exports?: { csv?: string; xlsx?: string }
  action?: ReactNode
  params: URLSearchParams
  state: TableState
  count: number
  /** Rows before filtering, where the list has them all. */
  all?: number
}

export const TableTools = <Row,>(props: ToolsProps<Row>) => {
  const t = useTranslations('ui')
  const format = useFormatter()
  const { filters = [], exports, count, all, action, params, columns } = props
  const query = params.size > 0 ? `?${params}` : ''
  const choosable = columns.length > 3
  return (
    <div className={styles.tools}>
      {filters.length > 0 && <FilterRow {...props} filters={filters} />}
      <div className={styles.toolsEnd}>
        <span className={styles.count} role="status">
          {all !== undefined && all !== count
            ? t('table.countOf', { count: format.number(count), all: format.number(all) })
            : t('table.count', { count })}
        </span>
        {(filters.length > 0 || choosable) && <TableViews name={props.name} params={params} />}
        <SortChooser {...props} />
        {choosable && <ColumnChooser {...props} />}
        {exports?.csv && <ExportLink href={exports.csv + query}>CSV</ExportLink>}
        {exports?.xlsx && <ExportLink href={exports.xlsx + query}>Excel</ExportLink>}
        {action}
      </div>
    </div>
  )
}

/** On the phone, where the heads of the columns are not there to be pressed. */
const SortChooser = <Row,>({ columns, params, state, name, all }: ToolsProps<Row>) => {
  const t = useTranslations('ui')
  const sortable = columns.filter((column) => (all === undefined ? column.sort : column.sortBy))
  if (sortable.length === 0) return null
  return (
    <div className={styles.phoneOnly}>
      <Popover icon="sort" size="small" label={t('table.order')}>
        {(close) => (
          <ul className={styles.popList}>
            {sortable.map((column) => (
              <li key={column.key}>
                <Link
                  to={hrefWith(params, {
                    [paramOf(name, 'sort')]: nextSort(state.sort, column.key, column.sort === 'down'),
                    [paramOf(name, 'page')]: null,
                  })}
                  preventScrollReset
                  onClick={close}
                  aria-current={state.sort?.key === column.key || undefined}
                >
                  {column.title}
                  {state.sort?.key === column.key && <Icon name={state.sort.down ? 'down' : 'up'} size={16} />}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Popover>
    </div>
  )
}

const ExportLink = ({ href, children }: { href: string; children: string }) => {
  const t = useTranslations('ui')
  return (
    <a
      className={buttonClass({ variant: 'text', size: 'small' })}
      href={href}
      download
      title={t('table.export', { format: children })}
    >
      <Icon name="download" size={16} />
      {children}
    </a>
  )
}

/** Everything else of the address, so that a form keeps it. */
const Kept = ({ params, without }: { params: URLSearchParams; without: readonly string[] }) =>
  [...params]
    .filter(([key]) => !without.includes(key))
    .map(([key, value]) => <input key={`${key} ${value}`} type="hidden" name={key} value={value} />)

const FilterRow = <Row,>({ filters, params, state, name }: ToolsProps<Row> & { filters: readonly Filter<Row>[] }) => {
  const t = useTranslations('ui')
  const submit = useSubmit()
  const keys = filters.map((filter) => paramOf(name, filter.key))
  const page = paramOf(name, 'page')
  const on = Object.keys(state.filter).length > 0
  return (
    // The key makes the fields follow the address when a view or "clear" changes it.
    <Form
      key={JSON.stringify(state.filter)}
      method="get"
      role="search"
      className={styles.filters}
      preventScrollReset
      onChange={(event) =>
        event.target instanceof HTMLSelectElement && submit(event.currentTarget, { preventScrollReset: true })
      }
    >
      <Kept params={params} without={[...keys, page]} />
      {filters.map((filter) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: either branch below is the control
        <label key={filter.key} className={styles.filter}>
          {filter.label}
          {filter.kind === 'select' ? (
            <select
              name={paramOf(name, filter.key)}
              defaultValue={state.filter[filter.key] ?? ''}
              data-on={state.filter[filter.key] && ''}
            >
              <option value="">{t('table.all')}</option>
              {filter.options?.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </select>
          ) : (
            <input
              type={filter.kind === 'date' ? 'date' : 'search'}
              name={paramOf(name, filter.key)}
              defaultValue={state.filter[filter.key] ?? ''}
              data-on={state.filter[filter.key] && ''}
            />
          )}
        </label>
      ))}
      <button type="submit" className={buttonClass({ variant: 'plain' })}>
        {t('table.filter')}
      </button>
      {on && (
        <Link
          to={hrefWith(params, Object.fromEntries([...keys, page].map((key) => [key, null])))}
          preventScrollReset
          className={buttonClass({ variant: 'text' })}
        >
          {t('table.clear')}
        </Link>
      )}
    </Form>
  )
}

const ColumnChooser = <Row,>({ columns, params, state, name }: ToolsProps<Row>) => {
  const t = useTranslations('ui')
  const param = paramOf(name, 'cols')
  const shown = (column: Column<Row>) => (state.columns ? state.columns.includes(column.key) : !column.off)
  return (
    <Popover icon="columns" size="small" label={t('table.columns')}>
      {(close) => (
        <Form method="get" preventScrollReset onSubmit={close} className={styles.popForm}>
          <Kept params={params} without={[param]} />
          {columns.slice(1).map((column) => (
            <label key={column.key}>
              <input type="checkbox" name={param} value={column.key} defaultChecked={shown(column)} />
              {column.title}
            </label>
          ))}
          <div className={styles.popRow}>
            <button type="submit" className={buttonClass({ variant: 'first', size: 'small' })}>
              {t('table.show')}
            </button>
            {state.columns && (
              <Link
                to={hrefWith(params, { [param]: null })}
                preventScrollReset
                onClick={close}
                className={buttonClass({ variant: 'text', size: 'small' })}
              >
                {t('table.usual')}
              </Link>
            )}
          </div>
        </Form>
      )}
    </Popover>
  )
}
