import { type ButtonHTMLAttributes, type ReactNode, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Button, type ButtonSize, type ButtonVariant } from './button.tsx'
import styles from './confirm-button.module.css'
import { Icon, type IconName } from './icon.tsx'

export type ConfirmButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> & {
  /** What it does, with its size: "Release 366 statements, ¥5,000,000.00". */
  children: ReactNode
  /** The second press, a verb of its own: "Release". */
  confirm: ReactNode
  /** What cannot be undone, or what happens next; one sentence. */
  consequence?: ReactNode
  variant?: ButtonVariant
  size?: ButtonSize
  icon?: IconName
  pending?: boolean
}

/**
 * An act with weight: the button names it and asks once, in itself. What ends or takes something away asks in red; the
 * first act of a page asks in its own colour. Works before JavaScript: it is a `details`.
 */
export const ConfirmButton = ({
  children,
  confirm,
  consequence,
  variant = 'danger',
  size,
  icon,
  pending,
  ...submit
}: ConfirmButtonProps) => {
  const t = useTranslations('ui')
  const isFirst = variant === 'first'
  const box = useRef<HTMLDetailsElement>(null)
  const sure = useRef<HTMLButtonElement>(null)
  const close = () => {
    if (!box.current) return
    box.current.open = false
    box.current.querySelector('summary')?.focus()
  }
  return (
    <details
      ref={box}
      className={styles.confirm}
      data-variant={variant}
      data-size={size}
      onToggle={(event) => event.currentTarget.open && sure.current?.focus()}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <summary>
        {icon && <Icon name={icon} size={16} />}
        {children}
      </summary>
      <div className={styles.ask}>
        {consequence && <p>{consequence}</p>}
        <div className={styles.row}>
          <Button
            ref={sure}
            type="submit"
            {...submit}
            variant={isFirst ? 'first' : 'danger'}
            className={isFirst ? undefined : styles.sure}
            pending={pending}
          >
            {confirm}
          </Button>
          <Button type="button" variant="text" onClick={close} data-needs="script">
            {t('confirm.keep')}
          </Button>
        </div>
      </div>
    </details>
  )
}
