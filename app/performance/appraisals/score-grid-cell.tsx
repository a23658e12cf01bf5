import { memo, useCallback, useState } from 'react'
import { classes } from '#app/ui/classes.ts'
import { useFirst } from '#app/ui/sent.ts'
import { type Cell, type GridLine, type GridTemplate, type Place, readMark, templateLine } from './grid.ts'
import styles from './score-grid.module.css'

/** Two digits, the same in both languages; a formatter for each of some hundred cells would cost more than the page. */
export const Points = ({ value }: { value: number }) => value.toFixed(2)

type CellProps = {
  cell: Cell
  line: GridLine
  template: GridTemplate
  employeeId: string
  mark: string | null
  label: string
  missing: string
  isHere: boolean
  hasConflict: boolean
  isSubmitted: boolean
  barEnd: number
  onHere: (place: Place) => void
  onMark: (lineId: string, mark: string | null) => void
}

/** Points and a bar; on judged lines the mark is typed here, and the self review stands on the bar as a ghost. */
export const GridCell = memo(
  ({
    cell,
    line,
    template,
    employeeId,
    mark,
    label,
    missing,
    isHere,
    hasConflict,
    isSubmitted,
    barEnd,
    onHere,
    onMark,
  }: CellProps) => {
    const { points, self, isJudged } = cell
    const focus = useCallback(() => onHere({ employeeId, lineId: line.id }), [onHere, employeeId, line.id])
    const isTyped = isJudged && !isSubmitted
    return (
      <td
        className={classes(
          styles.cell,
          points === null && styles.missing,
          isHere && styles.here,
          hasConflict && styles.conflict,
        )}
        onPointerDown={focus}
      >
        {isTyped ? (
          <MarkInput
            line={line}
            template={template}
            mark={mark}
            label={label}
            missing={missing}
            onFocus={focus}
            onMark={onMark}
          />
        ) : (
          <button type="button" data-cell className={styles.still} onFocus={focus} aria-label={label}>
            {points === null ? missing : <Points value={points} />}
          </button>
        )}
        {isTyped && points !== null && (
          <span className={styles.points}>
            <Points value={points} />
          </span>
        )}
        <Bar points={points} self={self} end={barEnd} />
      </td>
    )
  },
)
GridCell.displayName = 'GridCell'

/** `end` is the scale that all bars of the grid share. */
const Bar = ({ points, self, end }: { points: number | null; self: number | null; end: number }) => (
  <>
    {points !== null && <progress className={styles.bar} max={end} value={Math.max(0, points)} aria-hidden="true" />}
    {self !== null && (
      <svg className={styles.ghost} viewBox={`0 0 ${end} 7`} preserveAspectRatio="none" aria-hidden="true">
        <path d={`M${Math.min(end - 2, Math.max(0, self))} 0h1.8v7h-1.8z`} />
      </svg>
    )}
  </>
)

const MarkInput = ({
  line,
  template,
  mark,
  label,
  missing,
  onFocus,
  onMark,
}: {
  line: GridLine
  template: GridTemplate
  mark: string | null
  label: string
  missing: string
  onFocus?: () => void
  onMark: (lineId: string, mark: string | null) => void
}) => {
  const rule = templateLine(template, line.kpiCode)
  const isScale = rule.curve.kind === 'anchored'
  const [text, setText] = useState(useFirst(`marks.${line.id}`, mark ?? ''))
  const [shown, setShown] = useState(mark)
  // What an undo or another person's mark sets shows at once; typing keeps its own text until it means something.
  if (shown !== mark) {
    setShown(mark)
    setText(mark ?? '')
  }
  const commit = (typed: string): boolean => {
    const read = readMark(rule, typed)
    if (read) onMark(line.id, read.mark)
    return read !== null
  }
  return (
    <input
      data-cell
      name={`marks.${line.id}`}
      className={styles.mark}
      value={text}
      placeholder={missing}
      aria-label={label}
      inputMode="decimal"
      autoComplete="off"
      maxLength={12}
      onFocus={(event) => {
        event.currentTarget.select()
        onFocus?.()
      }}
      onChange={(event) => {
        const typed = event.currentTarget.value.trim()
        setText(typed)
        // A level of a scale is one key press; any other number is taken when the cell is left.
        if (isScale && !commit(typed) && !commit(typed.slice(-1))) setText(mark ?? '')
      }}
      onBlur={() => {
        if (!isScale && !commit(text)) setText(mark ?? '')
      }}
    />
  )
}
