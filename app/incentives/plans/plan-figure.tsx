import { useLocale, useTranslations } from 'use-intl'
import { isDay } from '#app/kernel/day.ts'
import { numberText } from '#app/kernel/intl.ts'
import { FieldError, useField } from '#app/ui/field.tsx'
import { grouping } from '#app/ui/grouping.ts'
import { useFirst } from '#app/ui/sent.ts'
import { useWhenText } from '#app/ui/when.tsx'
import { useNamesText } from '#app/ui/words.tsx'
import type { RiskClass } from './plan.ts'
import { ChosenWords, PlanChoice, usePlanOptions } from './plan-choice.tsx'
import { usePlan } from './plan-context.tsx'
import styles from './plan-document.module.css'
import { fieldText, isAmount, keyOf } from './plan-edit.ts'

/** A row is known by these; another takes another row. */
const isFixed = (key: string) => key === 'riskClass' || key === 'honour'

/** A value as it is read: names for codes, days and figures as the reader writes them. */
const useSaid = (key: string, value: unknown, text: string): string => {
  const { names } = usePlan()
  const risks = useTranslations('organisation.post.risks')
  const locale = useLocale()
  const when = useWhenText()
  const named = useNamesText()
  if (isDay(text)) return when({ at: text, absolute: true })
  if (key === 'riskClass') return risks(text as RiskClass)
  if (key === 'honour') return named([text], names)
  if (Array.isArray(value)) return named(value.map(String), {})
  if (!/^-?\d+(\.\d+)?$/.test(text)) return text
  const minimumFractionDigits = text.split('.')[1]?.length ?? 0
  return numberText(text, locale, { minimumFractionDigits, maximumFractionDigits: 12 })
}

type FigureProps = { path: string; value: unknown; unit?: string }

/** What stands at a place of the plan ('components.0.targets.1.percent'), typed or chosen where it stands. */
export const PlanFigure = ({ path, value, unit }: FigureProps) => {
  const { plan, editable } = usePlan()
  const t = useTranslations('incentives.plan.fields')
  const options = usePlanOptions(path, value)
  const key = keyOf(path)
  const text = fieldText(key, value, plan.currency)
  const said = useSaid(key, value, text)
  if (options)
    return editable ? (
      <PlanChoice path={path} label={t(key)} value={value} options={options} />
    ) : (
      <ChosenWords value={value} options={options} />
    )
  return (
    <span className={styles.figure}>
      {editable && !isFixed(key) ? <TypedFigure path={path} label={t(key)} text={text} said={said} /> : <b>{said}</b>}
      {unit && <small>{unit}</small>}
    </span>
  )
}

const TypedFigure = ({ path, label, text, said }: { path: string; label: string; text: string; said: string }) => {
  const isDayText = isDay(text)
  // Amounts stand in their field as everywhere else, with their thousands apart.
  const amount = isAmount(keyOf(path))
  const typed = useFirst(path, amount ? said : text)
  const { id, aria, message, errorId } = useField({ name: path })
  return (
    <>
      <input
        name={path}
        id={id}
        {...aria}
        aria-label={label}
        className={styles.input}
        type={isDayText ? 'date' : 'text'}
        defaultValue={typed}
        {...(amount && grouping(null, undefined))}
        size={isDayText ? undefined : Math.max(3, typed.length)}
      />
      {message && <FieldError id={errorId}>{message}</FieldError>}
    </>
  )
}
