import { Link } from '@remix-run/react'
import { type KeyboardEvent, startTransition, useEffect, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import { useWordsText } from '#app/ui/words.tsx'
import { barEnd } from '../kpis/curve-shape.ts'
import type { TemplateLine } from '../template.ts'
import { type Grid, type GridTemplate, linesShown, type MarksNow } from './grid.ts'
import styles from './score-grid.module.css'
import { GridHead } from './score-grid-head.tsx'
import { DrawnRow, GridRow, type MarkedCells, type Row } from './score-grid-row.tsx'
import { useHeadsKeptClear } from './use-heads-kept-clear.tsx'

export type GridProps = MarkedCells & {
  grid: Grid
  marks: MarksNow
  onEvidence: () => void
  /** Asked for by whoever has no JavaScript: all rows at once, as cells. */
  isWhole: boolean
}

const rowsOf = (grid: Grid): Row[] =>
  grid.people.flatMap((person) => person.parts.filter((part) => part.isMine).map((part) => ({ person, part })))

type Group = { versionId: string; template: GridTemplate; lines: readonly TemplateLine[]; rows: readonly Row[] }
const groupsOf = (grid: Grid, all: readonly Row[]): Group[] => {
  const groups = new Map<string, Row[]>()
  for (const row of all) {
    const known = groups.get(row.part.versionId)
    if (known) known.push(row)
    else groups.set(row.part.versionId, [row])
  }
  return [...groups].flatMap(([versionId, rows]) => {
    const template = grid.templates[versionId]
    return template ? [{ versionId, template, lines: linesShown(template), rows }] : []
  })
}

/** Moves the focus to the cell beside, above or below, over the borders of the tables. */
const walk = (event: KeyboardEvent<HTMLElement>): void => {
  const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Enter: [1, 0] }[event.key]
  const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-cell]')
  if (!step || !cell) return
  event.preventDefault()
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')]
  const row = rows.findIndex((each) => each.contains(cell))
  const cells = (at: number) => [...(rows[at]?.querySelectorAll<HTMLElement>('[data-cell]') ?? [])]
  const column = cells(row).indexOf(cell)
  const next = cells(row + (step[0] ?? 0))
  next[Math.min(Math.max(column + (step[1] ?? 0), 0), next.length - 1)]?.focus()
}

const barEndOf = (grid: Grid): number =>
  barEnd(Object.values(grid.templates).flatMap((template) => template.lines.map((line) => line.curve)))

/** Rows that a tall screen shows. */
const rowsAtFirst = 12

/** The first rows as they stand under each other, so that what comes after them moves none. */
const firstOf = (groups: readonly Group[]): Group[] => {
  let left = rowsAtFirst
  return groups.flatMap((group) => {
    const rows = group.rows.slice(0, left)
    left -= rows.length
    return rows.length > 0 ? [{ ...group, rows }] : []
  })
}

/**
 * Whether one can type in the cells: the server draws a screen of rows to read, a fifth of what they cost it whole, and
 * the browser makes all of them cells once it has taken over.
 */
const useIsOpen = (isWhole: boolean): boolean => {
  const [isOpen, setIsOpen] = useState(isWhole)
  useEffect(() => startTransition(() => setIsOpen(true)), [])
  return isOpen
}

/** People down, KPIs across: one table for each template, one grid for the arrow keys. */
export const ScoreGrid = (props: GridProps) => {
  const { grid, isWhole, onEvidence } = props
  const t = useTranslations('performance')
  const words = useWordsText()
  const isOpen = useIsOpen(isWhole)
  const rows = useMemo(() => rowsOf(grid), [grid])
  const end = useMemo(() => barEndOf(grid), [grid])
  const all = useMemo(() => groupsOf(grid, rows), [grid, rows])
  const groups = isOpen ? all : firstOf(all)
  const region = useHeadsKeptClear(groups.length)
  const pressed = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'e' || event.key === 'E') {
      event.preventDefault()
      onEvidence()
    } else walk(event)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the cells inside
    <div
      ref={region}
      className={styles.grids}
      onKeyDown={pressed}
      // In a low window the page scrolls too, and would show the cell without its heads; and the browser leaves a cell
      // as it is that lies under the names with one side only.
      onFocus={(event) => {
        event.currentTarget.scrollIntoView({ block: 'nearest' })
        event.target.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      }}
    >
      {groups.map(({ versionId, template, lines, rows }) => (
        <table key={versionId} className={styles.grid}>
          <caption className={all.length > 1 ? styles.caption : styles.unseen}>{words(template.name)}</caption>
          <GridHead lines={lines} />
          <tbody>
            {rows.map((row) =>
              isOpen ? (
                <GridRow key={row.part.sheetId} {...props} {...row} template={template} lines={lines} barEnd={end} />
              ) : (
                <DrawnRow key={row.part.sheetId} {...props} {...row} template={template} lines={lines} />
              ),
            )}
          </tbody>
        </table>
      ))}
      {!isOpen && (
        <noscript>
          <Link to={paths.wholeScoreGrid(grid.cycle.id)}>{t('grid.whole', { count: rows.length })}</Link>
        </noscript>
      )}
    </div>
  )
}
