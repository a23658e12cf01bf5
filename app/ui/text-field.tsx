import { forwardRef, type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes } from 'react'
import { classes } from './classes.ts'
import styles from './field.module.css'
import { FieldFrame, type FieldWords, useField } from './field.tsx'
import { useFirstText } from './sent.ts'

type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'size'> & FieldWords

const useFramed = ({ label, help, error, optional, quiet, span, defaultValue, ...input }: InputProps) => ({
  words: { label, help, optional, quiet, span },
  error,
  input: { ...input, ...useFirstText({ ...input, defaultValue }) },
})

/** One line of text; also `type="email"`, `"password"`, `"search"`, `"time"`, `"datetime-local"`. Spread `register(name)` into it. */
export const TextField = forwardRef<HTMLInputElement, InputProps>((props, ref) => {
  const { words, error, input } = useFramed(props)
  const field = useField({ ...input, error, help: words.help })
  return (
    <FieldFrame field={field} {...words}>
      <input
        ref={ref}
        type="text"
        {...input}
        {...field.aria}
        id={field.id}
        className={classes(styles.input, input.className)}
      />
    </FieldFrame>
  )
})
TextField.displayName = 'TextField'

export type NumberFieldProps = InputProps & { /** Said after the number: 分, %, people. */ unit?: ReactNode }

/** A number with its unit; arrives at the action as text, so that decimals stay exact. */
export const NumberField = forwardRef<HTMLInputElement, NumberFieldProps>(({ unit, ...props }, ref) => {
  const { words, error, input } = useFramed(props)
  const field = useField({ ...input, error, help: words.help })
  return (
    <FieldFrame field={field} {...words} span={words.span ?? 'narrow'}>
      <div className={styles.affixed}>
        <input
          ref={ref}
          type="number"
          step="any"
          inputMode="decimal"
          {...input}
          {...field.aria}
          id={field.id}
          className={classes(styles.input, styles.number, input.className)}
        />
        {unit && <span className={styles.suffix}>{unit}</span>}
      </div>
    </FieldFrame>
  )
})
NumberField.displayName = 'NumberField'

/** A calendar date, 'YYYY-MM-DD', in the browser's own picker. */
export const DateField = forwardRef<HTMLInputElement, InputProps>((props, ref) => {
  const { words, error, input } = useFramed(props)
  const field = useField({ ...input, error, help: words.help })
  return (
    <FieldFrame field={field} {...words} span={words.span ?? 'narrow'}>
      <input
        ref={ref}
        type="date"
        {...input}
        {...field.aria}
        id={field.id}
        className={classes(styles.input, input.className)}
      />
    </FieldFrame>
  )
})
DateField.displayName = 'DateField'

export type TextAreaProps = TextareaHTMLAttributes<HTMLTextAreaElement> & FieldWords

/** Several lines; grows with what is written. */
export const TextArea = forwardRef<HTMLTextAreaElement, TextAreaProps>(
  ({ label, help, error, optional, quiet, span, defaultValue, ...input }, ref) => {
    const field = useField({ ...input, error, help })
    const first = useFirstText({ ...input, defaultValue })
    return (
      <FieldFrame field={field} label={label} help={help} optional={optional} quiet={quiet} span={span}>
        <textarea
          ref={ref}
          rows={3}
          {...input}
          {...first}
          {...field.aria}
          id={field.id}
          className={classes(styles.input, styles.area, input.className)}
        />
      </FieldFrame>
    )
  },
)
TextArea.displayName = 'TextArea'
