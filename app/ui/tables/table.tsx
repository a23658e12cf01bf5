import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { classes } from '../classes.ts'
import { Icon } from '../icon.tsx'
import { useSpoken } from '../spoken.tsx'
import styles from './table.module.css'
import { TableScroll } from './table-scroll.tsx'
import type { SortValue } from './table-state.ts'

export type Column<Row> = {
  key: string
  /** The column's head. */
  title: string
  cell: (row: Row) => ReactNode
  /** end for numbers and amounts. */
  align?: 'start' | 'end'
  /** May be sorted by the loader; 'down' begins with the largest. Local lists give `sortBy` instead. */
  sort?: boolean | 'down'
  /** The value that a local list sorts by. */
  sortBy?: (row: Row) => SortValue
  /** Not shown until it is chosen. */
  off?: boolean
  /** Text that may run over several lines. */
  wrap?: boolean
  /** One of many narrow columns of marks: its head runs over several lines, and a dot stands where there is no mark. */
  mark?: boolean
  /** On the phone a row is a card: `head` is its title line (the first column, unless said), `hide` leaves it out. */
  phone?: 'head' | 'line' | 'hide'
  /** Under the column: a sum. */
  foot?: ReactNode
}

export type TableProps<Row> = {
  /** What the table lists; its caption, unseen. */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** The row's page: its first cell becomes a link that the whole row answers to. */
  rowHref?: (row: Row) => string
  /** Opens a quick look, usually `?look=id` of the same page. */
  lookHref?: (row: Row) => string
  /** Tints a row and marks it: what is missing or overdue. */
  rowTone?: (row: Row) => 'warn' | 'bad' | 'ok' | undefined
  /** Shown instead of rows when there are none. */
  empty?: ReactNode
}

/** A plain table; rows become cards on the phone. Lists that are searched and sorted use DataTable. */
export const Table = <Row,>(props: TableProps<Row>) => (
  <TableScroll isStop>
    <table className={styles.table}>
      <caption className={styles.unseen}>{props.label}</caption>
      <thead>
        <tr>
          {props.columns.map((column) => (
            <HeadCell key={column.key} column={column}>
              {column.title}
            </HeadCell>
          ))}
          {props.lookHref && <LookHead />}
        </tr>
      </thead>
      <tbody>
        {props.rows.length === 0 && <EmptyRow span={props.columns.length + 1}>{props.empty}</EmptyRow>}
        {props.rows.map((row) => (
          <BodyRow key={props.rowKey(row)} row={row} {...props} />
        ))}
      </tbody>
      <Foot columns={props.columns} extra={props.lookHref ? 1 : 0} />
    </table>
  </TableScroll>
)

export const HeadCell = <Row,>({
  column,
  children,
  sorted,
}: {
  column: Column<Row>
  children: ReactNode
  sorted?: 'ascending' | 'descending'
}) => (
  <th
    scope="col"
    className={classes(column.align === 'end' && styles.end, column.mark && styles.mark)}
    aria-sort={sorted}
  >
    {children}
  </th>
)

export const LookHead = () => {
  const t = useTranslations('ui')
  return (
    <th className={styles.narrow}>
      <span className={styles.unseen}>{t('table.look')}</span>
    </th>
  )
}

export const EmptyRow = ({ span, children }: { span: number; children?: ReactNode }) => {
  const t = useTranslations('ui')
  return (
    <tr className={styles.emptyRow}>
      <td colSpan={span}>{children ?? t('table.none')}</td>
    </tr>
  )
}

/** Running text is one piece on the phone: beside its title where it is short, under it where it is long. */
const Cell = ({ wraps, children }: { wraps?: boolean; children: ReactNode }) =>
  wraps && children !== null && children !== '' ? <div>{children}</div> : children

type BodyRowProps<Row> = Omit<TableProps<Row>, 'rows' | 'label' | 'rowKey'> & {
  row: Row
  lead?: ReactNode
  index?: number
  measure?: (element: HTMLTableRowElement | null) => void
}

export const BodyRow = <Row,>({
  row,
  columns,
  rowHref,
  lookHref,
  rowTone,
  lead,
  index,
  measure,
}: BodyRowProps<Row>) => {
  const spoken = useSpoken()
  const tone = rowTone?.(row)
  const head = columns.find((column) => column.phone === 'head') ?? columns[0]
  return (
    <tr ref={measure} data-index={index} className={classes(rowHref && styles.linked, tone && styles[tone])}>
      {lead}
      {columns.map((column, place) => (
        <td
          key={column.key}
          data-title={column.title}
          className={classes(
            column.align === 'end' && styles.end,
            column.wrap && styles.wrap,
            column.mark && styles.mark,
            column === head && styles.head,
            column.phone === 'hide' && styles.phoneHide,
          )}
        >
          <Cell wraps={column.wrap}>
            {place === 0 && rowHref ? (
              <Link to={rowHref(row)} className={styles.rowLink}>
                {spoken(column.cell(row))}
              </Link>
            ) : (
              spoken(column.cell(row))
            )}
          </Cell>
        </td>
      ))}
      {lookHref && <Look to={lookHref(row)} />}
    </tr>
  )
}

const Look = ({ to }: { to: string }) => {
  const t = useTranslations('ui')
  return (
    <td className={styles.look}>
      <Link to={to} preventScrollReset title={t('table.look')} aria-label={t('table.look')}>
        <Icon name="eye" size={16} />
      </Link>
    </td>
  )
}

export const Foot = <Row,>({
  columns,
  extra = 0,
  lead = 0,
}: {
  columns: readonly Column<Row>[]
  extra?: number
  lead?: number
}) =>
  columns.some((column) => column.foot !== undefined) && (
    <tfoot>
      <tr>
        {lead > 0 && <td />}
        {columns.map((column) => (
          <td key={column.key} data-title={column.title} className={column.align === 'end' ? styles.end : undefined}>
            {column.foot}
          </td>
        ))}
        {extra > 0 && <td />}
      </tr>
    </tfoot>
  )
