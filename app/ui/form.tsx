import { Form, type FormProps } from '@remix-run/react'
import {
  createContext,
  forwardRef,
  type MouseEvent,
  type ReactNode,
  useContext,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import { useTranslations } from 'use-intl'
import { FieldErrors, FormName, fieldId } from './field.tsx'
import styles from './form.module.css'
import { FormKey } from './form-key.tsx'
import { Icon } from './icon.tsx'
import { type Keeps, Kept } from './kept.tsx'
import { Sent, useIsOvertaken, useRefusedForm, useSentBy } from './sent.ts'
import { When } from './when.tsx'

/** Field name → what is wrong with it, already in words. The key '' is about the form as a whole. */
export type FormErrors = Readonly<Record<string, string>>

export type FormShellProps = FormProps &
  Keeps & {
    errors?: FormErrors
    /** Which attempt to send it the errors are of, where they also come and go while one types. */
    attempt?: string
    /** Names of fields for the summary, where it is to call them otherwise than their labels do. */
    labels?: Readonly<Record<string, string>>
    /** Whether a double submit is one act; not at the door, where nobody is known yet and the same is done over and over. */
    keyed?: boolean
    /** Tells a form of a list from the others: what was typed into it comes back to it, though its place may have changed. */
    name?: string
    /** Told before the fields are drawn anew, where something else holds what stands in them. */
    onRenewed?: () => void
  }

const none: FormErrors = {}

/** What the page says above all its forms: none of them says it again, the one that was sent marks its fields. */
export const PageErrors = createContext<FormErrors>(none)

/**
 * One column of fields; errors on top with links and beside their fields; a native post without JavaScript, which
 * comes back with what was typed if it is refused. `method` is post unless said otherwise.
 */
export const FormShell = forwardRef<HTMLFormElement, FormShellProps>(
  ({ errors, attempt, labels, editor, revision, adds, onRenewed, keyed = true, name, children, ...form }, ref) => {
    // The same for the page as it was sent and as it is drawn anew: a form is known by its place in it.
    const place = useId()
    const own = name ?? place
    const sent = useSentBy(own)
    const isOvertaken = useIsOvertaken(own)
    const above = useContext(PageErrors)
    const element = useRef<HTMLFormElement>(null)
    useImperativeHandle<HTMLFormElement | null, HTMLFormElement | null>(ref, () => element.current)
    const isAbove = !errors || isNone(errors) || JSON.stringify(errors) === JSON.stringify(above)
    return (
      <FieldErrors.Provider value={isAbove ? (sent && above) || none : errors}>
        <Sent.Provider value={sent}>
          <FormName.Provider value={own}>
            <Form ref={element} method="post" noValidate {...form} className={styles.form}>
              {form.method !== 'get' && <input type="hidden" name="formName" value={own} />}
              {keyed && form.method !== 'get' && <FormKey />}
              {!isAbove && <ErrorSummary errors={errors} attempt={attempt} labels={labels} />}
              {editor || adds || revision !== undefined ? (
                <Kept
                  form={element}
                  name={own}
                  {...{ editor, revision, adds, onRenewed, isOvertaken }}
                  isRefused={sent !== null}
                >
                  {children as ReactNode}
                </Kept>
              ) : (
                (children as ReactNode)
              )}
            </Form>
          </FormName.Provider>
        </Sent.Provider>
      </FieldErrors.Provider>
    )
  },
)
FormShell.displayName = 'FormShell'

const isNone = (errors: FormErrors) => Object.keys(errors).length === 0

type FoldedFormProps = FormShellProps & { summary: ReactNode; isOpen?: boolean }

/**
 * A form that is seldom wanted, behind its summary. Once it was sent and refused, it stands open, and stays as its
 * reader leaves it: what succeeds after a refusal closes under nobody's eyes, as what succeeds at once does not.
 */
export const FoldedForm = ({ summary, isOpen = false, name, ...form }: FoldedFormProps) => {
  const place = useId()
  const own = name ?? place
  const isSent = useSentBy(own) !== null
  const [wasSent, setWasSent] = useState(isSent)
  if (isSent && !wasSent) setWasSent(true)
  return (
    <details open={wasSent || isOpen || undefined}>
      <summary>{summary}</summary>
      <FormShell {...form} name={own} />
    </details>
  )
}

/** What is wrong, in one place, each line a link to its field; takes the focus once an attempt has failed. */
export const ErrorSummary = ({ errors, attempt, labels }: Pick<FormShellProps, 'errors' | 'attempt' | 'labels'>) => {
  const t = useTranslations('ui')
  const box = useRef<HTMLDivElement>(null)
  const around = useContext(FormName)
  const refused = useRefusedForm()
  // On top of a page it speaks of the form that was sent.
  const form = around ?? refused
  const list = Object.entries(errors ?? {})
  const signature = JSON.stringify(list)
  const [seen, setSeen] = useState<Readonly<Record<string, string | undefined>>>({})
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature is the list
  useEffect(() => {
    setSeen(Object.fromEntries(list.map(([name]) => [name, labelOnPage(form, name)])))
  }, [signature])
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever mends one fault of several goes on typing
  useEffect(() => box.current?.focus(), [attempt ?? signature])
  const said = (name: string, message: string): string => {
    const field = labels?.[name] ?? seen[name]
    const says = !field || message.toLowerCase().includes(field.toLowerCase())
    return says ? message : t('form.error', { field, message })
  }
  if (list.length === 0) return null
  return (
    <div ref={box} className={styles.summary} role="alert" tabIndex={-1}>
      <p>
        <Icon name="alert" size={20} />
        <b>{t('form.errors', { count: list.length })}</b>
      </p>
      <ul>
        {list.map(([name, message]) => (
          <li key={name}>
            {name === '' ? (
              message
            ) : (
              <a href={`#${fieldId(form, name)}`} onClick={toField}>
                {said(name, message)}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Straight to the field: as a new address the page would forget what its form was refused for. */
const toField = (event: MouseEvent<HTMLAnchorElement>): void => {
  const field = document.getElementById(event.currentTarget.hash.slice(1))
  if (!field) return
  event.preventDefault()
  field.focus()
  field.scrollIntoView({ block: 'center' })
}

/** What a field is called where it stands, without the mark beside its label. */
const labelOnPage = (form: string | null, name: string): string | undefined => {
  const field = document.getElementById(fieldId(form, name))
  const label = field && 'labels' in field ? (field as HTMLInputElement).labels?.[0] : field?.querySelector('legend')
  return label?.firstChild?.textContent?.trim() || field?.getAttribute('aria-label') || undefined
}

export type FormActionsProps = {
  /** The submit button and, after it, the way out. */
  children: ReactNode
  /** Instant of the last save; said as "Saved 10:42". */
  savedAt?: number | null
  /** A save is on its way. */
  saving?: boolean
  /** Stays in sight at the bottom of a long form. */
  sticky?: boolean
}

/** Buttons at the end of a form, with what is known of saving. */
export const FormActions = ({ children, savedAt, saving, sticky }: FormActionsProps) => (
  <div className={sticky ? `${styles.actions} ${styles.sticky}` : styles.actions}>
    {children}
    <SaidSaved savedAt={savedAt} saving={saving} />
  </div>
)

/** "Saving…", then "Saved 10:42" — heard politely by a screen reader. */
export const SaidSaved = ({ savedAt, saving }: Pick<FormActionsProps, 'savedAt' | 'saving'>) => {
  const t = useTranslations('ui')
  return (
    <span className={styles.saved} role="status">
      {saving
        ? t('form.saving')
        : savedAt && (
            <>
              <Icon name="check" size={16} />
              {t.rich('form.saved', { when: () => <When at={savedAt} /> })}
            </>
          )}
    </span>
  )
}

/** Fields that belong together under one heading. */
export const FieldSet = ({ title, help, children }: { title: ReactNode; help?: ReactNode; children: ReactNode }) => (
  <fieldset className={styles.set}>
    <legend>{title}</legend>
    {help && <p className={styles.setHelp}>{help}</p>}
    <div className={styles.setFields}>{children}</div>
  </fieldset>
)

/** Short fields side by side, such as from and to. */
export const FieldRow = ({ children }: { children: ReactNode }) => <div className={styles.fieldRow}>{children}</div>
