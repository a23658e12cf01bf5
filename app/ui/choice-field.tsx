import { forwardRef, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes } from 'react'
import { classes } from './classes.ts'
import styles from './field.module.css'
import { FieldError, FieldFrame, type FieldWords, useField } from './field.tsx'
import { useFirstText, useSentMarks } from './sent.ts'

export type Option = { value: string; label: string; help?: ReactNode; disabled?: boolean; group?: string }

export type SelectFieldProps = SelectHTMLAttributes<HTMLSelectElement> &
  FieldWords & {
    options: readonly Option[]
    /** An empty first choice, in words such as "All" or "Choose…". */
    none?: string
  }

/** The browser's own select; options that share a `group` stand under it. Above ~30 options use Combobox. */
export const SelectField = forwardRef<HTMLSelectElement, SelectFieldProps>(
  ({ label, help, error, optional, quiet, span, options, none, defaultValue, ...input }, ref) => {
    const field = useField({ ...input, error, help })
    const first = useFirstText({ ...input, defaultValue })
    return (
      <FieldFrame field={field} label={label} help={help} optional={optional} quiet={quiet} span={span}>
        <select
          ref={ref}
          {...input}
          {...first}
          {...field.aria}
          id={field.id}
          className={classes(styles.input, styles.select, input.className)}
        >
          {none !== undefined && <option value="">{none}</option>}
          <Options options={options} />
        </select>
      </FieldFrame>
    )
  },
)
SelectField.displayName = 'SelectField'

export const Options = ({ options }: { options: readonly Option[] }) => {
  const groups = [...new Set(options.map((option) => option.group ?? ''))]
  const listed = (group: string) =>
    options
      .filter((option) => (option.group ?? '') === group)
      .map((option) => (
        <option key={option.value} value={option.value} disabled={option.disabled}>
          {option.label}
        </option>
      ))
  return groups.map((group) =>
    group ? (
      <optgroup key={group} label={group}>
        {listed(group)}
      </optgroup>
    ) : (
      listed(group)
    ),
  )
}

type BoxProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'size'> &
  Pick<FieldWords, 'label' | 'help' | 'error' | 'quiet'>

/** One yes or no that is sent with the form; `defaultValue` is what was sent for it before, '' where it was not marked. */
export const Checkbox = forwardRef<HTMLInputElement, BoxProps>((props, ref) => {
  const { label, help, error, quiet, defaultValue, ...given } = props
  const marks = useSentMarks(given.name) ?? (defaultValue === undefined ? undefined : [String(defaultValue)])
  // What may not be changed here is not sent either.
  const isHeld = marks === undefined || given.checked !== undefined || given.disabled
  const input = isHeld ? given : { ...given, defaultChecked: marks.includes(String(given.value ?? 'on')) }
  const choice = input.value === undefined ? undefined : String(input.value)
  const field = useField({ ...input, error, help, choice })
  return (
    <div className={styles.box}>
      <input ref={ref} {...input} {...field.aria} id={field.id} type="checkbox" className={styles.check} />
      <div className={styles.boxWords}>
        <label htmlFor={field.id} className={quiet ? styles.unseen : undefined}>
          {label}
        </label>
        {help && (
          <div id={field.helpId} className={styles.help}>
            {help}
          </div>
        )}
        {field.message && <FieldError id={field.errorId}>{field.message}</FieldError>}
      </div>
    </div>
  )
})
Checkbox.displayName = 'Checkbox'

export type ChoiceGroupProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'size' | 'value' | 'defaultValue'> &
  FieldWords & {
    options: readonly Option[]
    defaultValue?: string | readonly string[]
    value?: string | readonly string[]
    /** lines: one under another · cards: large targets with their help, as in an exam · row: short words side by side. */
    shape?: 'lines' | 'cards' | 'row'
  }

const group = (type: 'radio' | 'checkbox') =>
  forwardRef<HTMLInputElement, ChoiceGroupProps>(
    (
      { label, help, error, optional, quiet, span, options, shape = 'lines', value, defaultValue, id, ...input },
      ref,
    ) => {
      const field = useField({ id, name: input.name, error, help })
      const first = useSentMarks(input.name) ?? defaultValue
      const marked = (set: string | readonly string[], option: Option) =>
        typeof set === 'string' ? set === option.value : set.includes(option.value)
      return (
        <FieldFrame field={field} label={label} help={help} optional={optional} quiet={quiet} span={span} group>
          <div className={classes(styles.options, styles[shape])}>
            {options.map((option) => (
              <label key={option.value} className={styles.option}>
                <input
                  ref={ref}
                  {...input}
                  type={type}
                  value={option.value}
                  disabled={option.disabled ?? input.disabled}
                  className={type === 'radio' ? styles.radio : styles.check}
                  {...(value === undefined ? {} : { checked: marked(value, option) })}
                  {...(value !== undefined || first === undefined ? {} : { defaultChecked: marked(first, option) })}
                />
                <span>
                  {option.label}
                  {option.help && <span className={classes(styles.help, styles.optionHelp)}>{option.help}</span>}
                </span>
              </label>
            ))}
          </div>
        </FieldFrame>
      )
    },
  )

/** One of a few. */
export const RadioGroup = group('radio')
RadioGroup.displayName = 'RadioGroup'
/** Any of a few. */
export const CheckboxGroup = group('checkbox')
CheckboxGroup.displayName = 'CheckboxGroup'
