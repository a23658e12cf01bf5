import { createContext, useContext } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { isDay } from '#app/kernel/day.ts'
import { numberFormat } from '#app/kernel/intl.ts'
import type { Lint } from '#app/kernel/lint.ts'
import type { Words } from '#app/kernel/words.ts'
import { type NamedPost, PostsField } from '#app/organisation/posts-field.tsx'
import { FieldError, useField } from '#app/ui/field.tsx'
import { useFirst } from '#app/ui/sent.ts'
import { useWhenText } from '#app/ui/when.tsx'
import { useNamesText } from '#app/ui/words.tsx'
import type { IncentivePlan, RiskClass } from './plan.ts'
import styles from './plan-document.module.css'
import { fieldText, isAmount } from './plan-edit.ts'

/** Names of the codes that the plan and its examples mention. */
export type DocumentNames = Record<string, Words>

export type DocumentProps = {
  plan: IncentivePlan
  lints: readonly Lint[]
  editable: boolean
  names: DocumentNames
  /** Posts that one may choose. */
  posts: readonly NamedPost[]
  /** What is chosen from a list is typed too, and no event of the form's says so. */
  onTyped?: () => void
}

/** The document around a figure: its plan, its lints, and whether it may be edited. */
export const PlanContext = createContext<DocumentProps | null>(null)
export const usePlan = (): DocumentProps => {
  const document = useContext(PlanContext)
  if (!document) throw new Error('a part of a plan stands outside its document')
  return document
}

/** What stands in the plan as a code and is read as a name. */
const isCode = (key: string) => ['posts', 'units', 'unit', 'honour', 'components'].includes(key)

/** A value as it is read: names for codes, days and figures as the reader writes them. */
const useSaid = (key: string, value: unknown, text: string): string => {
  const { names } = usePlan()
  const risks = useTranslations('organisation.post.risks')
  const locale = useLocale()
  const when = useWhenText()
  const named = useNamesText()
  if (isDay(text)) return when({ at: text, absolute: true })
  if (key === 'riskClass') return risks(text as RiskClass)
  if (isCode(key)) return named(Array.isArray(value) ? value.map(String) : [text], names)
  if (!/^-?\d+(\.\d+)?$/.test(text)) return text
  const minimumFractionDigits = text.split('.')[1]?.length ?? 0
  return numberFormat(locale, { minimumFractionDigits, maximumFractionDigits: 12 }).format(text as `${number}`)
}

/** One figure at its place in the plan ('components.0.targets.1.percent'), edited where it stands. */
export const PlanFigure = ({ path, value, unit }: { path: string; value: unknown; unit?: string }) => {
  const { plan, editable, names, posts, onTyped } = usePlan()
  const t = useTranslations('incentives')
  const key = path.split('.').at(-1) ?? ''
  const text = fieldText(key, value, plan.currency)
  const isFixed = key === 'riskClass' || key === 'honour'
  const said = useSaid(key, value, text)
  const isDayText = isDay(text)
  // Amounts stand in their field as everywhere else, with their thousands apart.
  const typed = useFirst(path, isAmount(key) ? said : text)
  const listed = useFirst(path, text)
  const { id, aria, message, errorId } = useField({ name: path })
  const field = {
    name: path,
    id,
    ...aria,
    'aria-label': t.has(`plan.fields.${key}`) ? t(`plan.fields.${key}`) : key,
    className: styles.input,
  }
  if (editable && key === 'posts' && Array.isArray(value))
    return (
      <span className={styles.posts}>
        {/* No post at all is something to say as well. */}
        <input type="hidden" name={path} value="" />
        <PostsField
          quiet
          label={field['aria-label']}
          name={`${path}[]`}
          posts={posts}
          chosen={value.map(String)}
          names={names}
          onChange={onTyped}
        />
      </span>
    )
  const isCodeTyped = editable && !isFixed && isCode(key)
  return (
    <span className={isCodeTyped ? styles.codes : styles.figure}>
      {isCodeTyped && Array.isArray(value) ? (
        // A list may be longer than the line.
        <textarea {...field} rows={1} cols={40} defaultValue={listed} />
      ) : editable && !isFixed ? (
        <input
          {...field}
          type={isDayText ? 'date' : 'text'}
          defaultValue={typed}
          size={isDayText ? undefined : Math.max(3, typed.length)}
        />
      ) : (
        <b>{said}</b>
      )}
      {isCodeTyped && <small>{said}</small>}
      {unit && <small>{unit}</small>}
      {message && <FieldError id={errorId}>{message}</FieldError>}
    </span>
  )
}
