import { useTranslations } from 'use-intl'
import { DateField } from '#app/ui/text-field.tsx'
import type { PhaseWindow } from '../cycle-window.ts'
import styles from './phase-windows.module.css'

/** Two dates for each phase, one line each. */
export const PhaseWindowFields = ({ windows }: { windows: readonly PhaseWindow[] }) => {
  const t = useTranslations('performance')
  const phases = useTranslations('shell.phase')
  return (
    <div className={styles.lines}>
      {windows.map((window, index) => (
        <fieldset key={window.phase} className={styles.line}>
          <legend>{phases(window.phase)}</legend>
          <input type="hidden" name={`windows.${index}.phase`} value={window.phase} />
          <DateField quiet label={t('cycle.opens')} name={`windows.${index}.opensOn`} defaultValue={window.opensOn} />
          <span aria-hidden="true">–</span>
          <DateField
            quiet
            label={t('cycle.closes')}
            name={`windows.${index}.closesOn`}
            defaultValue={window.closesOn}
          />
        </fieldset>
      ))}
    </div>
  )
}
