/** Filters of a list, and the rows of a list that has them all at hand. Pure. */
import type { Column } from './table.tsx'
import { sorted, type TableState } from './table-state.ts'

export type Filter<Row> = {
  /** Its parameter in the address. */
  key: string
  label: string
  kind?: 'search' | 'select' | 'date'
  options?: readonly { value: string; label: string }[]
  /** Whether a row passes, for a list that filters itself; without it a search looks nowhere and a select lets all pass. */
  match?: (row: Row, value: string) => boolean
}

type Asked<Row> = {
  columns: readonly Column<Row>[]
  filters: readonly Filter<Row>[]
  state: TableState
  locale: string
}

export const localRows = <Row>(
  rows: readonly Row[],
  { columns, filters, state, locale }: Asked<Row>,
): readonly Row[] => {
  const passes = (row: Row) =>
    filters.every((filter) => {
      const value = state.filter[filter.key]
      return value === undefined || !filter.match || filter.match(row, value)
    })
  const left = rows.filter(passes)
  const by = columns.find((column) => column.key === state.sort?.key)?.sortBy
  return by && state.sort ? sorted(left, by, state.sort.down, locale) : left
}
