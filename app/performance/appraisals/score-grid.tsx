import { Link } from '@remix-run/react'
import { type KeyboardEvent, startTransition, useEffect, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Face } from '#app/ui/face.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import { barEnd } from '../kpis/curve-shape.ts'
import type { TemplateLine } from '../template.ts'
import {
  cellOf,
  type Grid,
  type GridPart,
  type GridPerson,
  type GridTemplate,
  givenText,
  linesShown,
  type MarksNow,
  missingMarks,
  type Place,
  scoreText,
  totalOf,
} from './grid.ts'
import { useScaleWords } from './scale-words.tsx'
import styles from './score-grid.module.css'
import { GridCell, Points } from './score-grid-cell.tsx'
import { GridHead } from './score-grid-head.tsx'
import { useHeadsKeptClear } from './use-heads-kept-clear.tsx'
import type { Conflict } from './use-marks.tsx'

export type GridProps = {
  grid: Grid
  marks: MarksNow
  conflicts: ReadonlyMap<string, Conflict>
  /** By line, what was typed and is no mark. */
  refused: ReadonlyMap<string, string>
  here: Place | null
  onHere: (place: Place) => void
  onMark: (lineId: string, mark: string | null) => void
  onRefuse: (lineId: string, typed: string | null) => void
  onEvidence: () => void
  /** Asked for by whoever has no JavaScript: all rows at once. */
  isWhole: boolean
}

type Row = { person: GridPerson; part: GridPart }
const rowsOf = (grid: Grid): Row[] =>
  grid.people.flatMap((person) => person.parts.filter((part) => part.isMine).map((part) => ({ person, part })))

type Group = { versionId: string; template: GridTemplate; lines: readonly TemplateLine[]; rows: Row[] }
const groupsOf = (grid: Grid, shown: readonly Row[]): Group[] => {
  const groups = new Map<string, Row[]>()
  for (const row of shown) {
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

/** How many rows to draw: the server draws a screen of them, the browser adds the others once it has taken over. */
const useRowCount = (isWhole: boolean): number => {
  const [most, setMost] = useState(isWhole ? Number.POSITIVE_INFINITY : rowsAtFirst)
  useEffect(() => startTransition(() => setMost(Number.POSITIVE_INFINITY)), [])
  return most
}

/** People down, KPIs across: one table for each template, one grid for the arrow keys. */
export const ScoreGrid = (props: GridProps) => {
  const { grid, isWhole, onEvidence } = props
  const t = useTranslations('performance')
  const words = useWordsText()
  const most = useRowCount(isWhole)
  const rows = useMemo(() => rowsOf(grid), [grid])
  const end = useMemo(() => barEndOf(grid), [grid])
  const groups = useMemo(() => groupsOf(grid, rows.slice(0, most)), [grid, rows, most])
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
          <caption className={groups.length > 1 ? styles.caption : styles.unseen}>{words(template.name)}</caption>
          <GridHead lines={lines} />
          <tbody>
            {rows.map((row) => (
              <GridRow key={row.part.sheetId} {...props} row={row} template={template} lines={lines} barEnd={end} />
            ))}
          </tbody>
        </table>
      ))}
      {rows.length > most && (
        <noscript>
          <Link to={paths.wholeScoreGrid(grid.cycle.id)}>{t('grid.whole', { count: rows.length })}</Link>
        </noscript>
      )}
    </div>
  )
}

const GridRow = ({
  grid,
  marks,
  conflicts,
  refused,
  here,
  onHere,
  onMark,
  onRefuse,
  row,
  template,
  lines,
  barEnd,
}: GridProps & { row: Row; template: GridTemplate; lines: readonly TemplateLine[]; barEnd: number }) => {
  const t = useTranslations('performance')
  const words = useWordsText()
  const { person, part } = row
  const scored = totalOf(grid, person, marks)
  const missing = missingMarks(grid, person, marks)
  const band = template.bands.find((each) => each.rating === scored.finalRating)
  const fits = useScaleWords()
  const said = { mark: t('grid.to-mark'), actual: t('grid.no-actual') }
  return (
    <tr data-row>
      <th scope="row" className={styles.name}>
        <div className={styles.person}>
          <Face name={person.name} />
          <div>
            <div className={styles.nowrap}>{person.name}</div>
            <div className={styles.label}>{person.post ? words(person.post) : person.number}</div>
          </div>
        </div>
        <input type="hidden" name={`given.${part.sheetId}`} value={givenText(part, marks)} />
      </th>
      {lines.map((rule) => {
        const line = part.lines.find((each) => each.kpiCode === rule.kpi)
        if (!line) return <td key={rule.kpi} />
        const cell = cellOf(template, line, marks)
        const isHere = here?.lineId === line.id
        return (
          <GridCell
            key={rule.kpi}
            cell={cell}
            line={line}
            template={template}
            employeeId={person.employeeId}
            mark={marks.get(line.id)?.mark ?? null}
            label={`${person.name} · ${words(rule.name)}`}
            missing={cell.isJudged ? said.mark : said.actual}
            isHere={isHere}
            hasConflict={conflicts.has(line.id)}
            refused={refused.get(line.id) ?? null}
            fits={fits(rule)}
            isSubmitted={person.isSubmitted}
            barEnd={barEnd}
            onHere={onHere}
            onMark={onMark}
            onRefuse={onRefuse}
          />
        )
      })}
      <td className={styles.end}>
        <div className={styles.total}>
          {scoreText(scored) === null ? '—' : <Points value={(scored.hundredths ?? 0) / 100} />}
        </div>
        {missing > 0 ? (
          <span className={styles.label}>{t('grid.missing', { count: missing })}</span>
        ) : (
          scored.finalRating && (
            <Badge tone={person.isSubmitted ? 'ok' : 'plain'}>{band ? words(band.name) : scored.finalRating}</Badge>
          )
        )}
      </td>
    </tr>
  )
}
