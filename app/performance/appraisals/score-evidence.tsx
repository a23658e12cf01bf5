import { Link } from '@remix-run/react'
import { forwardRef } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { numberText } from '#app/kernel/intl.ts'
import { paths } from '#app/paths.ts'
import { Figure } from '#app/ui/figure.tsx'
import { When } from '#app/ui/when.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import { CurvePicture } from '../kpis/curve-picture.tsx'
import { useMeasureText } from '../measure.tsx'
import { templateLine } from '../template.ts'
import { cellOf, type Grid, type GridPerson, type MarksNow } from './grid.ts'
import type { Place } from './grid-places.ts'
import { useScaleWords } from './scale-words.tsx'
import styles from './score-evidence.module.css'
import type { Conflict } from './use-marks.tsx'

type EvidenceProps = {
  grid: Grid
  marks: MarksNow
  here: Place | null
  conflict: Conflict | undefined
  /** What was typed in the cell and is no mark. */
  refused: string | undefined
  onMark: (lineId: string, mark: string | null) => void
  /** One's own mark, over what another person put there meanwhile. */
  onKeep: (lineId: string) => void
  onLeave: () => void
}

const find = (grid: Grid, here: Place | null) => {
  const person = grid.people.find((each) => each.employeeId === here?.employeeId)
  const part = person?.parts.find((each) => each.lines.some((line) => line.id === here?.lineId))
  const line = part?.lines.find((each) => each.id === here?.lineId)
  const template = part && grid.templates[part.versionId]
  return person && part && line && template ? { person, part, line, template } : null
}

/** Why a cell says what it says: the value, its source, the curve with the point on it, and the person's own words. */
export const ScoreEvidence = forwardRef<HTMLElement, EvidenceProps>(
  ({ grid, marks, here, conflict, refused, onMark, onKeep, onLeave }, ref) => {
    const t = useTranslations('performance')
    const words = useWordsText()
    const measure = useMeasureText()
    const locale = useLocale()
    const fits = useScaleWords()
    const found = find(grid, here)
    if (!found)
      return (
        <section ref={ref} className={styles.side} tabIndex={-1} aria-label={t('grid.evidence')}>
          <p className={styles.label}>{t('grid.choose')}</p>
        </section>
      )
    const { person, line, template } = found
    const rule = templateLine(template, line.kpiCode)
    const cell = cellOf(template, line, marks)
    const mark = marks.get(line.id)?.mark ?? null
    const value = rule.source === 'judged' ? mark : (line.actual?.value ?? null)
    const self = line.marks.find((each) => each.perspective === 'self')
    const number = (text: string) => numberText(text, locale, { maximumFractionDigits: 4 })
    return (
      <section
        ref={ref}
        className={styles.side}
        tabIndex={-1}
        aria-label={t('grid.evidence')}
        onKeyDown={(event) => event.key === 'Escape' && onLeave()}
      >
        <div className={styles.top}>
          <div className={styles.label}>
            {person.name} · {words(rule.name)}
            <br />
            {t('weight')} {line.weightBp / 100}%
          </div>
          <div className={styles.figure}>
            <Figure value={cell.points} digits={2} />
          </div>
        </div>
        {/* The levels of a scale stand below with their anchors and points: a picture of them would push them out of sight. */}
        {rule.curve.kind !== 'anchored' && (
          <CurvePicture
            small
            curve={rule.curve}
            target={line.target}
            here={value !== null && cell.points !== null ? { value, points: String(cell.points) } : null}
            unit={rule.unit ? words(rule.unit) : undefined}
            label={t('curve.picture', { name: words(rule.name) })}
          />
        )}
        {refused !== undefined && (
          <div className={styles.conflict}>
            <p>
              {t(mark === null ? 'grid.refused' : 'grid.refused-over', {
                typed: refused,
                fits: fits(rule),
                mark: mark ?? '',
              })}
            </p>
          </div>
        )}
        {conflict && (
          <div className={styles.conflict} role="alert">
            <p>
              {conflict.revision < 0
                ? t('grid.not-saved')
                : t('grid.conflict', { theirs: conflict.theirs ?? '—', yours: mark ?? '—' })}
            </p>
            {conflict.revision >= 0 && (
              <p className={styles.row}>
                <button type="button" onClick={() => onMark(line.id, conflict.theirs)}>
                  {t('grid.take-theirs')}
                </button>
                <button type="button" onClick={() => onKeep(line.id)}>
                  {t('grid.keep-mine')}
                </button>
              </p>
            )}
          </div>
        )}
        <section>
          <h2>{t('grid.basis')}</h2>
          {rule.source === 'judged' && rule.curve.kind === 'anchored' ? (
            <ol className={styles.levels}>
              {rule.curve.levels.map((level) => (
                <li key={level.level}>
                  <button
                    type="button"
                    disabled={person.isSubmitted}
                    aria-pressed={level.level === mark}
                    onClick={() => onMark(line.id, level.level)}
                  >
                    <b>{level.level}</b>
                    <span>{words(level.anchor)}</span>
                    <span className={styles.label}>{number(level.points)}</span>
                  </button>
                </li>
              ))}
            </ol>
          ) : (
            <dl className={styles.facts}>
              <div>
                <dt>{t('actual.value')}</dt>
                <dd>
                  {line.actual ? (
                    <Link to={paths.actual(line.actual.id)}>{measure(line.actual.value, rule.unit)}</Link>
                  ) : (
                    t('grid.no-actual')
                  )}
                </dd>
              </div>
              {line.target !== null && (
                <div>
                  <dt>{t('kpi.target')}</dt>
                  <dd>{measure(line.target, rule.unit)}</dd>
                </div>
              )}
            </dl>
          )}
          {line.actual && <Source actual={line.actual} />}
        </section>
        {(self || person.review.selfComment) && (
          <section>
            <h2>{t('grid.self')}</h2>
            {self && (
              <p>
                {t('grid.self-mark', { mark: self.mark })}
                {self.comment && ` “${self.comment}”`}
              </p>
            )}
            {person.review.selfComment && <blockquote className={styles.quote}>{person.review.selfComment}</blockquote>}
          </section>
        )}
      </section>
    )
  },
)
ScoreEvidence.displayName = 'ScoreEvidence'

const Source = ({ actual }: { actual: NonNullable<GridPerson['parts'][number]['lines'][number]['actual']> }) => {
  const t = useTranslations('performance')
  return (
    <p className={styles.label}>
      {actual.fileName
        ? t('actual.from-file', { file: actual.fileName, row: actual.sourceRow ?? 0 })
        : (actual.sourceNote ?? t('actual.by-hand'))}{' '}
      · <When at={actual.recordedAt} time={false} />
    </p>
  )
}
