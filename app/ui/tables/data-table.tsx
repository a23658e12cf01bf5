import { Link, useSearchParams } from '@remix-run/react'
import { type ReactNode, useRef, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { Icon } from '../icon.tsx'
import { Pagination } from './pagination.tsx'
import styles from './table.module.css'
import type { Column, TableProps } from './table.tsx'
import { type Filter, localRows } from './table-filter.ts'
import { TableRows } from './table-rows.tsx'
import { SelectionBar, type SelectMany } from './table-selection.tsx'
import { hrefWith, nextSort, paramOf, readTableState, type Sort } from './table-state.ts'
import { TableTools } from './table-tools.tsx'

export type { Column, Filter, SelectMany }

export type DataTableProps<Row> = TableProps<Row> & {
  /** Keeps two lists of one page apart in the address. */
  name?: string
  /**
   * Rows in all, when the loader sorts, filters and cuts (see readTableAsk). Without it the list has all its rows
   * and sorts by `sortBy`, filters by `match` itself, on the server as in the browser.
   */
  total?: number
  /** Rows a page, with `total`. */
  size?: number
  filters?: readonly Filter<Row>[]
  /** Addresses of the whole list as a file; the filters of the page are appended. */
  exports?: { csv?: string; xlsx?: string }
  /** Acts on several rows: submit buttons in a form that carries the chosen keys. */
  select?: SelectMany
  /** Beside the count: the list's own button. */
  action?: ReactNode
}

/** A list: filter row, count, columns, saved views, select many, export, pages. Everything it shows is in its address. */
export const DataTable = <Row,>(props: DataTableProps<Row>) => {
  const { columns, rows, name, filters = [], total, size = 50, select } = props
  const [params] = useSearchParams()
  const locale = useLocale()
  const state = readTableState(params, {
    name,
    columns: columns.map((each) => each.key),
    filters: filters.map((each) => each.key),
  })
  const local = total === undefined
  const listed = local ? localRows(rows, { columns, filters, state, locale }) : rows
  const shown = columns.filter(
    (column, index) => index === 0 || (state.columns ? state.columns.includes(column.key) : !column.off),
  )
  const count = total ?? listed.length
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const formId = useRef(`select-${name ?? 'list'}`).current
  return (
    <div className={styles.list}>
      <TableTools {...props} params={params} state={state} count={count} all={local ? rows.length : undefined} />
      {select && <SelectionBar id={formId} select={select} chosen={chosen} clear={() => setChosen(new Set())} />}
      <TableRows
        {...props}
        rows={listed}
        columns={shown}
        filtered={Object.keys(state.filter).length > 0}
        picked={select && { formId, name: select.name ?? 'id', chosen, setChosen }}
        head={(column) => <SortLink column={column} sort={state.sort} params={params} name={name} local={local} />}
        sort={state.sort}
      />
      {!local && <Pagination page={state.page} size={size} total={count} param={paramOf(name, 'page')} />}
    </div>
  )
}

type SortLinkProps<Row> = { column: Column<Row>; sort?: Sort; params: URLSearchParams; name?: string; local: boolean }

const SortLink = <Row,>({ column, sort, params, name, local }: SortLinkProps<Row>) => {
  const t = useTranslations('ui')
  if (local ? !column.sortBy : !column.sort) return column.title
  const on = sort?.key === column.key ? sort : undefined
  const next = nextSort(sort, column.key, column.sort === 'down')
  return (
    <Link
      to={hrefWith(params, { [paramOf(name, 'sort')]: next, [paramOf(name, 'page')]: null })}
      preventScrollReset
      className={styles.sortLink}
      data-on={on ? '' : undefined}
      title={t('table.sort', { column: column.title })}
    >
      {column.title}
      <Icon name={on?.down ? 'down' : 'up'} size={16} />
    </Link>
  )
}
