import { createContext, useContext } from 'react'
import { useTranslations } from 'use-intl'
import type { Lint } from '#app/kernel/lint.ts'
import type { IncentivePlan } from './plan.ts'
import styles from './plan-document.module.css'
import { fieldText } from './plan-edit.ts'

export type DocumentProps = { plan: IncentivePlan; lints: readonly Lint[]; editable: boolean }

/** The document around a figure: its plan, its lints, and whether it may be edited. */
export const PlanContext = createContext<DocumentProps | null>(null)
export const usePlan = (): DocumentProps => {
  const document = useContext(PlanContext)
  if (!document) throw new Error('a part of a plan stands outside its document')
  return document
}

/** One figure at its place in the plan ('components.0.targets.1.percent'), edited where it stands. */
export const PlanFigure = ({ path, value, unit }: { path: string; value: unknown; unit?: string }) => {
  const { plan, editable } = usePlan()
  const t = useTranslations('incentives')
  const key = path.split('.').at(-1) ?? ''
  const text = fieldText(key, value, plan.currency)
  const isFixed = key === 'riskClass' || key === 'honour'
  return (
    <span className={styles.figure}>
      {editable && !isFixed ? (
        <input
          name={path}
          defaultValue={text}
          size={Math.max(3, text.length)}
          aria-label={t.has(`plan.fields.${key}`) ? t(`plan.fields.${key}`) : key}
          className={styles.input}
        />
      ) : (
        <b>{text}</b>
      )}
      {unit && <small>{unit}</small>}
    </span>
  )
}
