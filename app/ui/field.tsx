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

/** The element id of a field, which the error summary links to. */
export const fieldId = (name: string): string => `field-${name.replace(/[^\w-]+/g, '-')}`

export const useField = ({
  name,
  id,
  error,
  help,
}: { name?: string; id?: string } & Pick<FieldWords, 'error' | 'help'>) => {
  const made = useId()
  const known = useContext(FieldErrors)
  const message = (typeof error === 'string' ? error : error?.message) ?? (name ? known[name] : undefined)
  // Forms of one page may have fields of the same name, each with an id of its own: the summary links to the wrong one.
  const own = name && message ? fieldId(name) : (id ?? (name ? fieldId(name) : made))
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
