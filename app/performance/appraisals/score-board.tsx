import { useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { type FormErrors, FormShell, SaidSaved } from '#app/ui/form.tsx'
import { Kbd, Keys } from '#app/ui/keys.tsx'
import { Columns, Stack } from '#app/ui/layout.tsx'
import { useLeaveAsks } from '#app/ui/leave-asks.tsx'
import { type Crumb, Page } from '#app/ui/page.tsx'
import { useWhenText } from '#app/ui/when.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import { type Grid, type GridPerson, missingMarks } from './grid.ts'
import { type Place, placeOf, startOf } from './grid-places.ts'
import { ManagerComment } from './manager-comment.tsx'
import styles from './score-board.module.css'
import { ScoreEvidence } from './score-evidence.tsx'
import { ScoreGrid } from './score-grid.tsx'
import { ScoreOne } from './score-one.tsx'
import { SubmitFinished } from './submit-finished.tsx'
import { type Lost, useMarks } from './use-marks.tsx'

type BoardProps = {
  grid: Grid
  isWhole: boolean
  closesOn: string | null
  isOpen: boolean
  errors: FormErrors
  crumbs: readonly Crumb[]
}

/** The manager's scoring screen: the grid, the evidence beside it, and on the phone one person at a time. */
export const ScoreBoard = ({ grid, isWhole, closesOn, isOpen, errors, crumbs }: BoardProps) => {
  const t = useTranslations('performance')
  const words = useWordsText()
  const when = useWhenText()
  const { marks, conflicts, refused, give, keep, refuse, undo, canUndo, savedAt, isSaving, lost } = useMarks(grid)
  const [last, setHere] = useState<Place | null>(null)
  const here = useMemo(() => (last && placeOf(grid, last.lineId)) ?? startOf(grid), [grid, last])
  const evidence = useRef<HTMLElement>(null)
  const submit = useRef<HTMLButtonElement>(null)
  const back = useRef<Element | null>(null)
  useLeaveAsks(isSaving || lost !== null || refused.size > 0)
  const missing = useMemo(
    () => new Map(grid.people.map((person) => [person.employeeId, missingMarks(grid, person, marks)])),
    [grid, marks],
  )
  /** What the cells show is what the server has. */
  const isSettled = ({ parts }: GridPerson) =>
    parts.every(({ lines }) => lines.every(({ id }) => !refused.has(id) && !conflicts.has(id)))
  const finished = grid.people.filter(
    (person) => !person.isSubmitted && missing.get(person.employeeId) === 0 && isSettled(person),
  )
  const submitted = grid.people.filter((person) => person.isSubmitted).length
  const left = [...missing.values()].reduce((sum, count) => sum + count, 0)
  const person = grid.people.find((each) => each.employeeId === here?.employeeId) ?? grid.people[0]
  /** One sees what was undone: its cell is brought into sight, its evidence stands beside. */
  const undone = (): HTMLElement | null => {
    const lineId = flushSync(undo)
    if (lineId === null) return null
    setHere(placeOf(grid, lineId))
    const cell = document.getElementsByName(`marks.${lineId}`)[0] ?? null
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    return cell
  }
  return (
    <Page
      errors={errors}
      width="wide"
      fits
      crumbs={[...crumbs, { title: words(grid.cycle.name) }]}
      title={t('grid.title', { count: grid.people.length })}
      state={
        isOpen
          ? t('grid.state', { submitted, left, until: closesOn ? when({ at: closesOn }) : '' })
          : t('grid.state-shut')
      }
      action={
        <>
          {lost ? <SaidLost lost={lost} /> : <SaidSaved savedAt={savedAt} saving={isSaving} />}
          <Button type="button" icon="undo" disabled={!isOpen} aria-disabled={!canUndo} onClick={undone}>
            {t('grid.undo')}
          </Button>
          <SubmitFinished ref={submit} finished={finished} isOpen={isOpen} isSaving={isSaving} isLost={lost !== null} />
        </>
      }
    >
      <Columns
        beside="narrow"
        follows={t('grid.beside')}
        aside={
          <div data-print="no">
            <Stack>
              <ScoreEvidence
                ref={evidence}
                grid={grid}
                marks={marks}
                here={here}
                conflict={here ? conflicts.get(here.lineId) : undefined}
                refused={here ? refused.get(here.lineId) : undefined}
                onMark={give}
                onKeep={keep}
                onLeave={() => back.current instanceof HTMLElement && back.current.focus()}
              />
              <p className={styles.keys}>
                <Kbd keys={['←↑↓→']} /> {t('grid.keys.move')} <Kbd keys={['0–9']} /> {t('grid.keys.type')}{' '}
                <Kbd keys={['E']} /> {t('grid.evidence')} <Kbd keys={['?']} /> {t('grid.keys.all')}
              </p>
              {person && (
                <div className={styles.comment}>
                  <ManagerComment key={person.employeeId} person={person} isOpen={isOpen} />
                </div>
              )}
            </Stack>
          </div>
        }
      >
        <div className={styles.wide}>
          <FormShell>
            <ScoreGrid
              grid={grid}
              isWhole={isWhole}
              marks={marks}
              conflicts={conflicts}
              refused={refused}
              here={here}
              onHere={setHere}
              onMark={give}
              onRefuse={refuse}
              onEvidence={() => {
                back.current = document.activeElement
                evidence.current?.focus()
                // The cursor stays in the cell, and what an input method makes of the key would go there after it.
                document.getSelection()?.removeAllRanges()
              }}
              onToSubmit={() => submit.current?.focus()}
              onUndo={() => {
                const cell = isOpen ? undone() : null
                cell?.focus()
                // Where one stood in it already, what is typed next takes the place of what came back.
                if (cell instanceof HTMLInputElement) cell.select()
                return cell !== null
              }}
            />
            {isWhole && (
              <noscript>
                <Button name="act" value="save">
                  {t('grid.save-all')}
                </Button>
              </noscript>
            )}
          </FormShell>
        </div>
        <div className={styles.phone}>
          <ScoreOne
            grid={grid}
            marks={marks}
            refused={refused}
            here={here}
            onHere={setHere}
            onMark={give}
            onRefuse={refuse}
          />
        </div>
      </Columns>
      <Keys
        groups={[
          {
            title: t('grid.list'),
            keys: [
              { keys: ['←↑↓→'], does: t('grid.keys.move') },
              { keys: ['Home · End'], does: t('grid.keys.row') },
              { keys: ['Ctrl', 'Home · End'], does: t('grid.keys.grid') },
              { keys: ['0–9'], does: t('grid.keys.type') },
              { keys: ['Ctrl', 'Z'], does: t('grid.keys.undo') },
              { keys: ['Ctrl', 'Enter'], does: t('grid.keys.submit') },
              { keys: ['E'], does: t('grid.evidence') },
              { keys: ['Esc'], does: t('grid.keys.back') },
            ],
          },
        ]}
      />
    </Page>
  )
}

/** Signing in goes on in another tab, since this one holds the marks that are not saved yet. */
const SaidLost = ({ lost }: { lost: Lost }) => {
  const t = useTranslations('performance')
  return (
    <span className={styles.lost} role="status">
      {lost === 'connection'
        ? t('grid.lost')
        : t.rich('grid.signed-out', {
            door: (words) => (
              <a href={paths.signIn()} target="_blank" rel="noreferrer">
                {words}
              </a>
            ),
          })}
    </span>
  )
}
