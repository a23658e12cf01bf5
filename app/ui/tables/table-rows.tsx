import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useRef } from 'react'
import { useTranslations } from 'use-intl'
import styles from './table.module.css'
import { BodyRow, type Column, EmptyRow, Foot, HeadCell, LookHead, type TableProps } from './table.tsx'
import { TableScroll } from './table-scroll.tsx'
import { PickAll, type Picked, PickRow } from './table-selection.tsx'
import type { Sort } from './table-state.ts'

/** Above this many rows only those in sight are in the page. */
const virtualFrom = 200

export type TableRowsProps<Row> = TableProps<Row> & {
  head: (column: Column<Row>) => ReactNode
  sort?: Sort
  picked?: Picked
  filtered: boolean
}

export const TableRows = <Row,>(props: TableRowsProps<Row>) =>
  props.rows.length > virtualFrom ? <VirtualRows {...props} /> : <AllRows {...props} />

const useSpan = <Row,>({ columns, lookHref, picked }: TableRowsProps<Row>) =>
  columns.length + (lookHref ? 1 : 0) + (picked ? 1 : 0)

const Shell = <Row,>(props: TableRowsProps<Row> & { children: ReactNode }) => {
  const { label, columns, rows, rowKey, sort, lookHref, picked, head, children } = props
  return (
    <table className={styles.table} aria-rowcount={rows.length > virtualFrom ? rows.length + 1 : undefined}>
      <caption className={styles.unseen}>{label}</caption>
      <thead>
        <tr>
          {picked && <PickAll picked={picked} keys={rows.map(rowKey)} />}
          {columns.map((column) => (
            <HeadCell
              key={column.key}
              column={column}
              sorted={sort?.key === column.key ? (sort.down ? 'descending' : 'ascending') : undefined}
            >
              {head(column)}
            </HeadCell>
          ))}
          {lookHref && <LookHead />}
        </tr>
      </thead>
      {children}
      <Foot columns={columns} lead={picked ? 1 : 0} extra={lookHref ? 1 : 0} />
    </table>
  )
}

const lead = <Row,>({ picked, rowKey, columns }: TableRowsProps<Row>, row: Row) =>
  picked && <PickRow picked={picked} id={rowKey(row)} about={columns[0]?.cell(row)} />

const AllRows = <Row,>(props: TableRowsProps<Row>) => {
  const t = useTranslations('ui')
  const span = useSpan(props)
  return (
    <TableScroll>
      <Shell {...props}>
        <tbody>
          {props.rows.length === 0 && (
            <EmptyRow span={span}>{props.filtered ? t('table.noneFiltered') : props.empty}</EmptyRow>
          )}
          {props.rows.map((row) => (
            <BodyRow key={props.rowKey(row)} {...props} row={row} lead={lead(props, row)} />
          ))}
        </tbody>
      </Shell>
    </TableScroll>
  )
}

const VirtualRows = <Row,>(props: TableRowsProps<Row>) => {
  const box = useRef<HTMLDivElement>(null)
  const span = useSpan(props)
  const virtual = useVirtualizer({
    count: props.rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => 37,
    overscan: 12,
    // The server has no window: it sends as many rows as a tall screen shows.
    initialRect: { width: 1200, height: 900 },
  })
  const items = virtual.getVirtualItems()
  const before = items[0]?.start ?? 0
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section ref={box} className={`${styles.scroll} ${styles.tall}`} tabIndex={0} aria-label={props.label}>
      <Shell {...props}>
        <tbody>
          <Gap height={before} span={span} />
          {items.map((item) => {
            const row = props.rows[item.index]
            return (
              row !== undefined && (
                <BodyRow
                  key={props.rowKey(row)}
                  {...props}
                  row={row}
                  index={item.index}
                  measure={virtual.measureElement}
                  lead={lead(props, row)}
                />
              )
            )
          })}
          <Gap height={after} span={span} />
        </tbody>
      </Shell>
    </section>
  )
}

/** Stands for the rows out of sight; an attribute of SVG, because the content policy allows no style in markup. */
const Gap = ({ height, span }: { height: number; span: number }) =>
  height > 0 && (
    <tr className={styles.gap}>
      <td colSpan={span}>
        <svg width="1" height={height} aria-hidden="true" />
      </td>
    </tr>
  )
