import { useTranslations } from 'use-intl'
import { Button } from '#app/ui/button.tsx'
import { classes } from '#app/ui/classes.ts'
import { Person } from '#app/ui/face.tsx'
import { FieldError } from '#app/ui/field.tsx'
import { Figure } from '#app/ui/figure.tsx'
import { Row } from '#app/ui/layout.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import { cellOf, type Grid, linesShown, type MarksNow, scoreText, totalOf } from './grid.ts'
import { firstLine, type Place } from './grid-places.ts'
import { useScaleWords } from './scale-words.tsx'
import styles from './score-one.module.css'
import { readMark } from './typed-mark.ts'

type OneProps = {
  grid: Grid
  marks: MarksNow
  here: Place | null
  onHere: (place: Place) => void
  onMark: (lineId: string, mark: string | null) => void
  /** By line, what was typed and is no mark. */
  refused: ReadonlyMap<string, string>
  onRefuse: (lineId: string, typed: string | null) => void
}

/** One person at a time, for the phone: their lines under each other, the next person in reach of the thumb. */
export const ScoreOne = ({ grid, marks, here, onHere, onMark, refused, onRefuse }: OneProps) => {
  const t = useTranslations('performance')
  const words = useWordsText()
  const fits = useScaleWords()
  const at = Math.max(
    0,
    grid.people.findIndex((each) => each.employeeId === here?.employeeId),
  )
  const person = grid.people[at]
  if (!person) return null
  const go = (to: number) => {
    const next = grid.people[to]
    const part = next?.parts.find((each) => each.isMine)
    const line = part && firstLine(grid, part)
    if (next && line) onHere({ employeeId: next.employeeId, lineId: line.id })
  }
  const scored = totalOf(grid, person, marks)
  return (
    <div className={styles.one}>
      <div className={styles.head}>
        <Row spread>
          <Person name={person.name} note={person.post ? words(person.post) : person.number} />
          <div className={styles.total}>
            <Figure value={scoreText(scored)} digits={2} strong /> {scored.finalRating}
          </div>
        </Row>
      </div>
      {person.parts
        .filter((part) => part.isMine)
        .map((part) => {
          const template = grid.templates[part.versionId]
          if (!template) return null
          return linesShown(template).map((rule) => {
            const line = part.lines.find((each) => each.kpiCode === rule.kpi)
            if (!line) return null
            const cell = cellOf(template, line, marks)
            const mark = marks.get(line.id)?.mark ?? null
            const typed = refused.get(line.id)
            return (
              <div key={line.id} className={classes(styles.line, cell.points === null && styles.missing)}>
                <button
                  type="button"
                  className={styles.name}
                  aria-pressed={here?.lineId === line.id}
                  onClick={() => onHere({ employeeId: person.employeeId, lineId: line.id })}
                >
                  {words(rule.name)} <span className={styles.label}>{line.weightBp / 100}%</span>
                </button>
                <Figure value={cell.points} digits={2} />
                {rule.source === 'judged' && rule.curve.kind === 'anchored' && (
                  <div className={styles.levels}>
                    {rule.curve.levels.map((level) => (
                      <button
                        key={level.level}
                        type="button"
                        disabled={person.isSubmitted}
                        aria-pressed={mark === level.level}
                        title={words(level.anchor)}
                        onClick={() => {
                          onHere({ employeeId: person.employeeId, lineId: line.id })
                          onMark(line.id, level.level)
                        }}
                      >
                        {level.level}
                      </button>
                    ))}
                  </div>
                )}
                {rule.source === 'judged' && rule.curve.kind !== 'anchored' && (
                  <input
                    key={typed ?? mark ?? ''}
                    className={styles.number}
                    inputMode="decimal"
                    aria-label={words(rule.name)}
                    aria-invalid={typed !== undefined || undefined}
                    aria-describedby={typed === undefined ? undefined : `refused-${line.id}`}
                    disabled={person.isSubmitted}
                    defaultValue={typed ?? mark ?? ''}
                    onBlur={(event) => {
                      const read = readMark(rule, event.currentTarget.value)
                      if (read) onMark(line.id, read.mark)
                      else onRefuse(line.id, event.currentTarget.value.trim())
                    }}
                  />
                )}
                {typed !== undefined && (
                  <div className={styles.refused} role="alert">
                    <FieldError id={`refused-${line.id}`}>
                      {t(mark === null ? 'grid.refused' : 'grid.refused-over', {
                        typed,
                        fits: fits(rule),
                        mark: mark ?? '',
                      })}
                    </FieldError>
                  </div>
                )}
              </div>
            )
          })
        })}
      <div className={styles.thumb}>
        <Button type="button" size="large" icon="left" disabled={at === 0} onClick={() => go(at - 1)}>
          {t('grid.before')}
        </Button>
        <span className={styles.label}>
          {at + 1} / {grid.people.length}
        </span>
        <Button type="button" size="large" disabled={at === grid.people.length - 1} onClick={() => go(at + 1)}>
          {t('grid.after')}
        </Button>
      </div>
    </div>
  )
}
