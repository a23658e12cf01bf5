import { createContext, type ReactNode, useContext, useId } from 'react'
import { useTranslations } from 'use-intl'
import { classes } from './classes.ts'
import styles from './field.module.css'
import { Icon } from './icon.tsx'

/** What every field takes. `name` is the key in the form; `error` beats what the form knows about that name. */
export type FieldWords = {
  label: ReactNode
  help?: ReactNode
  error?: string | { message?: string }
  /** Marks a field that may stay empty; all others are required. */
  optional?: boolean
  /** Hides the label from the eye where a column head already says it. */
  quiet?: boolean
  /** narrow: a day, a code · normal: 480 px · full: its column. */
  span?: 'narrow' | 'normal' | 'full'
}

/** Refusals of the last attempt by field name: FormShell provides them, each field picks its own. */
export const FieldErrors = createContext<Readonly<Record<string, string>>>({})

/** The name of the form around a field; null where there is none. */
export const FormName = createContext<string | null>(null)

/** The element id of a field, which the error summary links to: forms of one page may have fields of the same name. */
export const fieldId = (form: string | null, name: string): string =>
  ['field', ...(form === null ? [] : [form]), name].map((part) => part.replace(/[^\w-]+/g, '-')).join('-')

type FieldKey = {
  name?: string
  id?: string
  /** Of several fields that are sent under one name, which. */
  choice?: string
}

export const useField = ({ name, id, choice, error, help }: FieldKey & Pick<FieldWords, 'error' | 'help'>) => {
  const made = useId()
  const form = useContext(FormName)
  const known = useContext(FieldErrors)
  const message = (typeof error === 'string' ? error : error?.message) ?? (name ? known[name] : undefined)
  const inForm = name && form !== null ? fieldId(form, choice === undefined ? name : `${name}-${choice}`) : made
  // What is wrong with a name is linked to by the name alone.
  const own = name && message ? fieldId(form, name) : (id ?? inForm)
  const helpId = `${own}-help`
  const errorId = `${own}-error`
  return {
    id: own,
    message,
    helpId,
    errorId,
    aria: {
      'aria-invalid': message ? true : undefined,
      'aria-describedby': [help && helpId, message && errorId].filter(Boolean).join(' ') || undefined,
    } as const,
  }
}

type FrameProps = Omit<FieldWords, 'error'> & {
  field: ReturnType<typeof useField>
  /** fieldset and legend instead of label: for several controls under one question. */
  group?: boolean
  children: ReactNode
}

/** Label above, control, help under, error under that with its own mark. */
export const FieldFrame = ({ field, label, help, optional, quiet, span = 'normal', group, children }: FrameProps) => {
  const t = useTranslations('ui')
  const words = (
    <>
      {label}
      {optional && <span className={styles.optional}>{t('field.optional')}</span>}
    </>
  )
  const labelClass = classes(styles.label, quiet && styles.unseen)
  const rest = (
    <>
      {children}
      {help && (
        <div id={field.helpId} className={styles.help}>
          {help}
        </div>
      )}
      {field.message && <FieldError id={field.errorId}>{field.message}</FieldError>}
    </>
  )
  return group ? (
    <fieldset
      id={field.id}
      tabIndex={-1}
      className={classes(styles.field, styles[span])}
      data-span={span}
      aria-describedby={field.aria['aria-describedby']}
    >
      <legend className={labelClass}>{words}</legend>
      {rest}
    </fieldset>
  ) : (
    <div className={classes(styles.field, styles[span])} data-span={span}>
      <label className={labelClass} htmlFor={field.id}>
        {words}
      </label>
      {rest}
    </div>
  )
}

export const FieldError = ({ id, children }: { id?: string; children: ReactNode }) => (
  <div id={id} className={styles.error}>
    <Icon name="alert" size={16} />
    <span>{children}</span>
  </div>
)
