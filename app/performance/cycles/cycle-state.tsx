import { useTranslations } from 'use-intl'
import { Stepper } from '#app/ui/stepper.tsx'
import { useWhenText } from '#app/ui/when.tsx'
import { type PhaseWindow, standingAt } from '../cycle-window.ts'
import styles from './phase-windows.module.css'

type Known = { windows: readonly PhaseWindow[]; closedAt: number | null }

/** The cycle's state in words: which phase is open until when, or what comes next. */
export const useCycleState = () => {
  const t = useTranslations('performance')
  const phases = useTranslations('shell.phase')
  const when = useWhenText()
  return (cycle: Known, today: string): string => {
    if (cycle.closedAt !== null)
      return t('cycle.is-closed', { on: when({ at: cycle.closedAt, absolute: true, time: false }) })
    const standing = standingAt(cycle.windows, today)
    if (!standing) return t('cycle.is-over')
    const { phase, opensOn, closesOn } = standing.window
    const words = { phase: phases(phase), duty: t(`duty.${phase}`) }
    return standing.state === 'open'
      ? t('cycle.is-open', { ...words, until: when({ at: closesOn }) })
      : t('cycle.is-ahead', { ...words, from: when({ at: opensOn }) })
  }
}

/** The phases as steps: done, now, to come. */
export const CyclePhases = ({ cycle, today }: { cycle: Known; today: string }) => {
  // Home names the phases too: they stand among the words that every page has.
  const phases = useTranslations('shell.phase')
  const state = (window: PhaseWindow) =>
    cycle.closedAt !== null || window.closesOn < today ? 'done' : window.opensOn <= today ? 'now' : 'todo'
  return (
    <div className={styles.phases}>
      <Stepper steps={cycle.windows.map((window) => ({ title: phases(window.phase), state: state(window) }))} />
    </div>
  )
}
