import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { AmountField } from '#app/ui/amount-field.tsx'
import { useFirstEach } from '#app/ui/sent.ts'
import { NumberField } from '#app/ui/text-field.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import type { GoalLine } from '../scorecard.ts'
import { WeightsLeft } from '../weights-left.tsx'
import styles from './target-fields.module.css'

export type EditableLine = { id: string; weightBp: number; target: string | null; goal: GoalLine }

/** A line each: target and weight; what is left to 100 % is said while one types. */
export const TargetFields = ({ lines }: { lines: readonly EditableLine[] }) => {
  const t = useTranslations('performance')
  const words = useWordsText()
  const first = useFirstEach(
    'targets',
    'weight',
    lines.map((line) => String(line.weightBp / 100)),
  )
  const [weights, setWeights] = useState(first)
  return (
    <div className={styles.lines}>
      {lines.map((line, index) => (
        <div key={line.id} className={styles.line}>
          <div>
            {words(line.goal.name)}
            <input type="hidden" name={`targets.${index}.lineId`} value={line.id} />
          </div>
          <AmountField
            quiet
            label={`${words(line.goal.name)} · ${t('kpi.target')}`}
            name={`targets.${index}.target`}
            unit={line.goal.unit ? words(line.goal.unit) : undefined}
            defaultValue={line.target ?? ''}
          />
          <NumberField
            quiet
            label={`${words(line.goal.name)} · ${t('weight')}`}
            name={`targets.${index}.weight`}
            unit="%"
            value={weights[index] ?? ''}
            onChange={(event) => setWeights(weights.map((each, at) => (at === index ? event.target.value : each)))}
          />
        </div>
      ))}
      <div className={styles.left} aria-live="polite">
        <WeightsLeft percents={weights} />
      </div>
    </div>
  )
}
