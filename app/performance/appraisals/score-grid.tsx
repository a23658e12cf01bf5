import { Link } from '@remix-run/react'
import { type KeyboardEvent, startTransition, useEffect, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import { useWordsText } from '#app/ui/words.tsx'
import { barEnd } from '../kpis/curve-shape.ts'
import type { TemplateLine } from '../template.ts'
import { type Grid, type GridTemplate, linesShown, type MarksNow } from './grid.ts'
import { lettersOf } from './grid-letters.ts'
import { stepTo } from './grid-step.ts'
import styles from './score-grid.module.css'
import { GridHead } from './score-grid-head.tsx'
import { DrawnRow, GridRow, type MarkedCells, type Row } from './score-grid-row.tsx'
import { useHeadsKeptClear } from './use-heads-kept-clear.tsx'

export type GridProps = Omit<MarkedCells, 'isOneStop'> & {
  grid: Grid
  marks: MarksNow
  onEvidence: () => void
  onToSubmit: () => void
  /** Answers whether there was anything to undo. */
  onUndo: () => boolean
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

/** Moves the focus to another cell, over the borders of the tables. */
const walk = (event: KeyboardEvent<HTMLElement>): void => {
  const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-cell]')
  if (!cell) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')].map((each) => [
    ...each.querySelectorAll<HTMLElement>('[data-cell]'),
  ])
  const row = rows.findIndex((each) => each.includes(cell))
  const from = { row, cell: rows[row]?.indexOf(cell) ?? 0 }
  const to = stepTo(
    rows.map((each) => each.length),
    from,
    event.key,
    event.ctrlKey,
  )
  if (!to) return
  event.preventDefault()
  rows[to.row]?.[to.cell]?.focus()
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

const useHasTakenOver = (): boolean => {
  const [hasTakenOver, setHasTakenOver] = useState(false)
  useEffect(() => startTransition(() => setHasTakenOver(true)), [])
  return hasTakenOver
}

/** People down, KPIs across: one table for each template, one grid and one stop for the keyboard. */
export const ScoreGrid = (props: GridProps) => {
  const { grid, isWhole, onEvidence, onToSubmit, onUndo } = props
  const t = useTranslations('performance')
  const words = useWordsText()
  const hasTakenOver = useHasTakenOver()
  // One can type in the cells: the server draws a screen of rows to read, a fifth of what they cost it whole, and the
  // browser makes all of them cells once it has taken over.
  const isOpen = isWhole || hasTakenOver
  const rows = useMemo(() => rowsOf(grid), [grid])
  const end = useMemo(() => barEndOf(grid), [grid])
  const all = useMemo(() => groupsOf(grid, rows), [grid, rows])
  const groups = isOpen ? all : firstOf(all)
  const region = useHeadsKeptClear(groups.length)
  const pressed = (event: KeyboardEvent<HTMLElement>) => {
    const isChord = event.ctrlKey || event.metaKey
    if (isChord && event.key === 'z' && !event.shiftKey) {
      if (onUndo()) event.preventDefault()
    } else if (isChord && event.key === 'Enter') {
      event.preventDefault()
      onToSubmit()
    } else if (!isChord && lettersOf(event).some((letter) => letter.toLowerCase() === 'e')) {
      event.preventDefault()
      onEvidence()
    } else walk(event)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the cells inside
    <div
      ref={region}
      className={styles.grids}
      // It scrolls before there are cells to go through, and keeps the focus of whoever does it meanwhile.
      tabIndex={isOpen ? -1 : 0}
      onKeyDown={pressed}
      // In a low window the page scrolls too, and would show the cell without its heads; and the browser leaves a cell
      // as it is that lies under the names with one side only.
      onFocus={(event) => {
        event.currentTarget.scrollIntoView({ block: 'nearest' })
        event.target.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      }}
    >
      {groups.map(({ versionId, template, lines, rows }) => (
        <table key={versionId} className={styles.grid} role={hasTakenOver ? 'grid' : undefined}>
          <caption className={all.length > 1 ? styles.caption : styles.unseen}>{words(template.name)}</caption>
          <GridHead lines={lines} />
          <tbody>
            {rows.map((row) =>
              isOpen ? (
                <GridRow
                  key={row.part.sheetId}
                  {...props}
                  {...row}
                  template={template}
                  lines={lines}
                  barEnd={end}
                  isOneStop={hasTakenOver}
                />
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
