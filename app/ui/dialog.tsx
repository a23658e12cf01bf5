import { Link, useNavigate } from '@remix-run/react'
import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Button, buttonClass } from './button.tsx'
import { classes } from './classes.ts'
import styles from './dialog.module.css'
import { Icon } from './icon.tsx'

export type DialogProps = {
  title: ReactNode
  open: boolean
  /** Closes a dialog that lives in the page's state … */
  onClose?: () => void
  /** … or the address without it, for one that lives in the address: it then works before JavaScript. */
  closeTo?: string
  /** Buttons at the end; the primary one first. */
  footer?: ReactNode
  size?: 'small' | 'medium' | 'large'
  children: ReactNode
}

type Side = { side?: 'middle' | 'right' }

/** The browser's own modal dialog: keeps the focus, closes on Escape and on a press beside it. */
export const Dialog = ({
  title,
  open,
  onClose,
  closeTo,
  footer,
  size = 'medium',
  side = 'middle',
  children,
}: DialogProps & Side) => {
  const t = useTranslations('ui')
  const navigate = useNavigate()
  const box = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const element = box.current
    if (!element) return
    if (!open) return element.close()
    const before = document.activeElement
    // From the server it stands open, but not modal.
    element.removeAttribute('open')
    element.showModal()
    return () => {
      element.close()
      // The browser gives the focus back from a dialog in the page, and this one has just been taken out of it.
      if (document.activeElement === document.body && before instanceof HTMLElement)
        before.focus({ preventScroll: true })
    }
  }, [open])
  const leave = () => (closeTo === undefined ? onClose?.() : navigate(closeTo, { preventScrollReset: true }))
  const pressedBeside = (event: MouseEvent) => event.target === box.current && leave()
  if (!open) return null
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same, as the browser's own cancel
    <dialog
      ref={box}
      open={closeTo !== undefined || undefined}
      className={classes(styles.dialog, styles[size], side === 'right' && styles.right)}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        leave()
      }}
      onClick={pressedBeside}
    >
      <div className={styles.inside}>
        <header className={styles.head}>
          <h2 id={id}>{title}</h2>
          {closeTo === undefined ? (
            <Button type="button" variant="text" size="small" icon="close" label={t('close')} onClick={leave} />
          ) : (
            <Link
              to={closeTo}
              preventScrollReset
              className={buttonClass({ variant: 'text', size: 'small' }, true)}
              aria-label={t('close')}
            >
              <Icon name="close" size={16} />
            </Link>
          )}
        </header>
        <div className={styles.body}>{children}</div>
        {footer && <footer className={styles.foot}>{footer}</footer>}
      </div>
    </dialog>
  )
}
