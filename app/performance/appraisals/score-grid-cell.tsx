import { type KeyboardEvent, memo, useCallback, useRef, useState } from 'react'
import { classes } from '#app/ui/classes.ts'
import { useEarly } from '#app/ui/early.ts'
import { useField } from '#app/ui/field.tsx'
import { useFirst } from '#app/ui/sent.ts'
import { templateLine } from '../template.ts'
import type { Cell, GridLine, GridTemplate } from './grid.ts'
import { isTaken, lettersOf } from './grid-letters.ts'
import type { Place } from './grid-places.ts'
import styles from './score-grid.module.css'
import { canBecomeMark, isSpeltOut, readKeys, scaleOf } from './typed-mark.ts'

/** Two digits, the same in both languages; a formatter for each of some hundred cells would cost more than the page. */
export const Points = ({ value }: { value: number }) => value.toFixed(2)

/** Whether one types in the cell: judged, and not handed in. */
const isTyped = (cell: Cell, isSubmitted: boolean): boolean => cell.isJudged && !isSubmitted

type DrawnProps = {
  cell: Cell
  /** What stands there without points. */
  missing: string
  isSubmitted: boolean
}

/** As wide and as high as the cell that the browser makes of it, with what is read there: one element each. */
export const DrawnCell = ({ cell, missing, isSubmitted }: DrawnProps) => (
  <td
    className={classes(
      styles.cell,
      styles.drawn,
      isTyped(cell, isSubmitted) && styles.typed,
      cell.points === null && styles.missing,
    )}
  >
    {cell.points === null ? missing : <Points value={cell.points} />}
  </td>
)

type CellProps = {
  cell: Cell
  line: GridLine
  template: GridTemplate
  employeeId: string
  mark: string | null
  label: string
  missing: string
  isHere: boolean
  tabIndex: number | undefined
  hasConflict: boolean
  /** What was typed and is no mark. */
  refused: string | null
  /** What may be typed, said where something else was. */
  fits: string
  isSubmitted: boolean
  barEnd: number
  onHere: (place: Place) => void
  onMark: (lineId: string, mark: string | null) => void
  onRefuse: (lineId: string, typed: string | null) => void
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
    tabIndex,
    hasConflict,
    refused,
    fits,
    isSubmitted,
    barEnd,
    onHere,
    onMark,
    onRefuse,
  }: CellProps) => {
    const { points, self } = cell
    const focus = useCallback(() => onHere({ employeeId, lineId: line.id }), [onHere, employeeId, line.id])
    const isOpen = isTyped(cell, isSubmitted)
    return (
      <td
        className={classes(
          styles.cell,
          isOpen && styles.typed,
          points === null && styles.missing,
          isHere && styles.here,
          (hasConflict || refused !== null) && styles.conflict,
        )}
        onPointerDown={focus}
      >
        {isOpen ? (
          <MarkInput
            line={line}
            template={template}
            mark={mark}
            label={label}
            missing={missing}
            tabIndex={tabIndex}
            refused={refused}
            fits={fits}
            onFocus={focus}
            onMark={onMark}
            onRefuse={onRefuse}
          />
        ) : (
          <button
            type="button"
            data-cell
            tabIndex={tabIndex}
            className={styles.still}
            onFocus={focus}
            aria-label={label}
          >
            {points === null ? missing : <Points value={points} />}
          </button>
        )}
        {isOpen && points !== null && (
          <span className={styles.points}>
            <Points value={points} />
          </span>
        )}
        {refused === null && <Bar points={points} self={self} end={barEnd} />}
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

type InputProps = Pick<CellProps, 'line' | 'template' | 'mark' | 'label' | 'missing' | 'tabIndex'> &
  Pick<CellProps, 'refused' | 'fits' | 'onMark' | 'onRefuse'> & { onFocus: () => void }

const MarkInput = (props: InputProps) => {
  const { line, template, mark, label, missing, tabIndex, refused, fits, onFocus, onMark, onRefuse } = props
  const rule = templateLine(template, line.kpiCode)
  const name = `marks.${line.id}`
  const field = useField({ name, error: refused === null ? undefined : fits })
  const [text, setText] = useState(useFirst(name, mark ?? ''))
  const [shown, setShown] = useState(mark)
  // What an undo or another person's mark sets shows at once; typing keeps its own text until it means something.
  if (shown !== mark) {
    setShown(mark)
    setText(mark ?? '')
  }
  /** Kept in the cell and not sent; what stood goes on standing. */
  const refuse = (typed: string) => {
    setText(mark ?? '')
    onRefuse(line.id, typed)
  }
  // A level of a scale is one key press; any other number is taken when the cell is left.
  const type = (typed: string) => {
    const read = scaleOf(rule) ? readKeys(rule, typed, mark) : null
    if (!read && !canBecomeMark(rule, typed)) return refuse(typed)
    setText(read ? (read.mark ?? '') : typed)
    if (read) onMark(line.id, read.mark)
    else onRefuse(line.id, null)
  }
  /** Typed to its end: sent if it is a mark, kept and said to be none if not. */
  const take = (typed: string) => {
    const read = readKeys(rule, typed, mark)
    if (read) onMark(line.id, read.mark)
    else refuse(typed)
  }
  /** What is typed and not taken is the field's to undo; a letter that a mark can begin with is typed, whatever it opens. */
  const isOwnKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey) return event.key === 'z' && (refused ?? text) !== (mark ?? '')
    const isSpelt = isTaken(event.nativeEvent) && isSpeltOut(rule)
    return isSpelt || lettersOf(event).some((letter) => canBecomeMark(rule, letter))
  }
  const input = useRef<HTMLInputElement>(null)
  useEarly(() => {
    const standing = input.current?.value.trim() ?? text
    if (standing !== text) take(standing)
  })
  return (
    <>
      <input
        ref={input}
        data-cell
        tabIndex={tabIndex}
        id={field.id}
        name={name}
        className={styles.mark}
        value={refused ?? text}
        placeholder={missing}
        aria-label={label}
        {...field.aria}
        inputMode="decimal"
        autoComplete="off"
        maxLength={12}
        onFocus={(event) => {
          event.currentTarget.select()
          onFocus()
        }}
        onChange={(event) => type(event.currentTarget.value.trim())}
        onBlur={() => take(refused ?? text)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onRefuse(line.id, null)
          if (isOwnKey(event)) event.stopPropagation()
        }}
      />
      {field.message && (
        <span id={field.errorId} className={styles.refused} role="alert">
          {fits}
        </span>
      )}
    </>
  )
}
