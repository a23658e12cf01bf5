import { type ReactNode, useEffect, useId, useRef } from 'react'
import { type ButtonSize, type ButtonVariant, buttonClass } from './button.tsx'
import { Icon, type IconName } from './icon.tsx'
import { placeBeside } from './place.ts'
import styles from './popover.module.css'

export type PopoverProps = {
  /** The trigger's words; with `icon` and `quiet` only its name. */
  label: ReactNode
  icon?: IconName
  /** Only the icon is seen; `label` is then its name and must be a string. */
  quiet?: boolean
  variant?: ButtonVariant
  size?: ButtonSize
  /** A trigger of the caller's own look. */
  className?: string
  /** A small chevron after the words. */
  caret?: boolean
  align?: 'start' | 'end'
  onOpen?: () => void
  children: ReactNode | ((close: () => void) => ReactNode)
}

/** The browser's own popover: opens without JavaScript, closes on Escape and on a press elsewhere, is never clipped. */
export const Popover = ({
  label,
  icon,
  quiet,
  variant = 'text',
  size,
  className,
  caret,
  align = 'end',
  onOpen,
  children,
}: PopoverProps) => {
  const id = `pop${useId().replace(/\W/g, '')}`
  const trigger = useRef<HTMLButtonElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const opened = useRef(onOpen)
  opened.current = onOpen
  useEffect(() => {
    const element = box.current
    if (!element) return
    const place = () => trigger.current && placeBeside(trigger.current, element, align)
    // The popover is measured once it is shown and before it is painted.
    const toggled = (event: Event) => {
      const open = 'newState' in event && event.newState === 'open'
      trigger.current?.setAttribute('aria-expanded', String(open))
      if (open) {
        place()
        opened.current?.()
      }
      window[open ? 'addEventListener' : 'removeEventListener']('resize', place)
    }
    element.addEventListener('toggle', toggled)
    return () => {
      element.removeEventListener('toggle', toggled)
      window.removeEventListener('resize', place)
    }
  }, [align])
  const close = () => box.current?.hidePopover()
  // Without an icon there would be nothing to see.
  const isQuiet = quiet && icon !== undefined
  const name = isQuiet && typeof label === 'string' ? label : undefined
  return (
    <>
      <button
        ref={trigger}
        type="button"
        // React 18 does not know these two attributes by name.
        {...{ popovertarget: id }}
        aria-expanded="false"
        aria-label={name}
        title={name}
        className={className ?? buttonClass({ variant, size }, isQuiet)}
      >
        {icon && <Icon name={icon} size={16} />}
        {!isQuiet && label}
        {caret && <Icon name="down" size={16} />}
      </button>
      <div ref={box} id={id} {...{ popover: 'auto' }} className={styles.box}>
        {typeof children === 'function' ? children(close) : children}
      </div>
    </>
  )
}
