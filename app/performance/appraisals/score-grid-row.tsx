import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Badge } from '#app/ui/badge.tsx'
import { Face } from '#app/ui/face.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import type { TemplateLine } from '../template.ts'
import {
  type Cell,
  cellOf,
  type Grid,
  type GridPart,
  type GridPerson,
  type GridTemplate,
  givenText,
  type MarksNow,
  missingMarks,
  scoreText,
  totalOf,
} from './grid.ts'
import type { Place } from './grid-places.ts'
import { useScaleWords } from './scale-words.tsx'
import styles from './score-grid.module.css'
import { DrawnCell, GridCell, Points } from './score-grid-cell.tsx'
import type { Conflict } from './use-marks.tsx'

export type Row = { person: GridPerson; part: GridPart }
type RowProps = Row & {
  grid: Grid
  template: GridTemplate
  /** In the order of the columns. */
  lines: readonly TemplateLine[]
  marks: MarksNow
}

/** A row to read, before there are cells to type in. */
export const DrawnRow = ({ grid, marks, person, part, template, lines }: RowProps) => {
  const missing = useMissingWords()
  return (
    <tr>
      <NameCell person={person} />
      {lines.map((rule) => {
        const line = part.lines.find((each) => each.kpiCode === rule.kpi)
        if (!line) return <td key={rule.kpi} />
        const cell = cellOf(template, line, marks)
        return <DrawnCell key={rule.kpi} cell={cell} missing={missing(cell)} isSubmitted={person.isSubmitted} />
      })}
      <EndCell grid={grid} marks={marks} person={person} template={template} />
    </tr>
  )
}

export type MarkedCells = {
  conflicts: ReadonlyMap<string, Conflict>
  /** By line, what was typed and is no mark. */
  refused: ReadonlyMap<string, string>
  here: Place | null
  /** One cell takes the Tab key, the arrow keys lead to the others; before there are keys, each takes it. */
  isOneStop: boolean
  onHere: (place: Place) => void
  onMark: (lineId: string, mark: string | null) => void
  onRefuse: (lineId: string, typed: string | null) => void
}

/** A row of cells. */
export const GridRow = (props: RowProps & MarkedCells & { barEnd: number }) => {
  const { grid, marks, person, part, template, lines, barEnd } = props
  const { conflicts, refused, here, isOneStop, onHere, onMark, onRefuse } = props
  const words = useWordsText()
  const fits = useScaleWords()
  const missing = useMissingWords()
  return (
    <tr data-row>
      <NameCell
        person={person}
        given={<input type="hidden" name={`given.${part.sheetId}`} value={givenText(part, marks)} />}
      />
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
            missing={missing(cell)}
            isHere={isHere}
            tabIndex={isOneStop ? (isHere ? 0 : -1) : undefined}
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
      <EndCell grid={grid} marks={marks} person={person} template={template} />
    </tr>
  )
}

/** What stands in a cell that has no points yet. */
const useMissingWords = () => {
  const t = useTranslations('performance')
  const said = { mark: t('grid.to-mark'), actual: t('grid.no-actual') }
  return ({ isJudged }: Cell): string => (isJudged ? said.mark : said.actual)
}

const NameCell = ({ person, given }: { person: GridPerson; given?: ReactNode }) => {
  const words = useWordsText()
  return (
    <th scope="row" className={styles.name}>
      <div className={styles.person}>
        <Face name={person.name} />
        <div>
          <div className={styles.nowrap}>{person.name}</div>
          <div className={styles.label}>{person.post ? words(person.post) : person.number}</div>
        </div>
      </div>
      {given}
    </th>
  )
}

type EndProps = Pick<RowProps, 'grid' | 'marks' | 'person' | 'template'>

const EndCell = ({ grid, marks, person, template }: EndProps) => {
  const t = useTranslations('performance')
  const words = useWordsText()
  const scored = totalOf(grid, person, marks)
  const missing = missingMarks(grid, person, marks)
  const band = template.bands.find((each) => each.rating === scored.finalRating)
  return (
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
  )
}
