import { Link, type LinkProps } from '@remix-run/react'
import { type ButtonHTMLAttributes, forwardRef, type ReactNode } from 'react'
import styles from './button.module.css'
import { classes } from './classes.ts'
import { Icon, type IconName } from './icon.tsx'

/** first: the one act of the page · plain: all others · text: quiet, in a row of things · danger: cannot be undone. */
export type ButtonVariant = 'first' | 'plain' | 'text' | 'danger'
export type ButtonSize = 'small' | 'medium' | 'large'
type Look = {
  variant?: ButtonVariant
  size?: ButtonSize
  icon?: IconName
  /** Fills its row, as on the phone. */
  block?: boolean
}

export const buttonClass = ({ variant = 'plain', size = 'medium', block }: Look, iconOnly = false): string =>
  classes(styles.button, styles[variant], styles[size], block && styles.block, iconOnly && styles.iconOnly)

const Inside = ({ icon, children }: { icon?: IconName; children?: ReactNode }) => (
  <>
    {icon && <Icon name={icon} size={16} />}
    {children}
  </>
)

export type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> &
  Look & {
    /** The act is under way: the button keeps its words and place, and takes no second press. */
    pending?: boolean
    /** For a button that is only an icon; also its tooltip. */
    label?: string
  }

/**
 * Submits by default when inside a form; `type="button"` for anything else. `aria-disabled` where it comes and goes while
 * one works: it takes no press, and whoever stands on it keeps the focus.
 */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(
  ({ variant, size, icon, block, pending, label, className, children, onClick, ...rest }, ref) => {
    const isOut = pending || rest['aria-disabled'] === true
    return (
      <button
        ref={ref}
        {...rest}
        className={classes(buttonClass({ variant, size, block }, !children), className)}
        aria-label={label ?? rest['aria-label']}
        title={rest.title ?? (children ? undefined : label)}
        aria-busy={pending || undefined}
        aria-disabled={isOut || undefined}
        onClick={isOut ? (event) => event.preventDefault() : onClick}
      >
        <Inside icon={icon}>{children}</Inside>
        {pending && <span className={styles.pending} aria-hidden="true" />}
      </button>
    )
  },
)
Button.displayName = 'Button'

export type LinkButtonProps = LinkProps & Look & { label?: string }

/** A link that looks like a button: it goes somewhere and changes nothing. `reloadDocument` for files. */
export const LinkButton = forwardRef<HTMLAnchorElement, LinkButtonProps>(
  ({ variant, size, icon, block, label, className, children, ...rest }, ref) => (
    <Link
      ref={ref}
      {...rest}
      className={classes(buttonClass({ variant, size, block }, !children), className)}
      aria-label={label ?? rest['aria-label']}
      title={rest.title ?? (children ? undefined : label)}
    >
      <Inside icon={icon}>{children}</Inside>
    </Link>
  ),
)
LinkButton.displayName = 'LinkButton'
