import { Link } from '@remix-run/react'
import type { KeyboardEvent } from 'react'
import { Icon, type IconName } from './icon.tsx'
import styles from './popover.module.css'
import { Popover, type PopoverProps } from './popover.tsx'

/** `pressed` marks the choice that holds now. */
type Face = { label: string; icon?: IconName; danger?: boolean; disabled?: boolean; pressed?: boolean }
export type MenuItem =
  /** A thin line between groups. */
  | 'line'
  /** Goes somewhere. */
  | (Face & { to: string; reloadDocument?: boolean; current?: boolean })
  /** Does something in the browser. */
  | (Face & { onSelect: () => void })
  /** Submits the form around the menu, or the one with the id `form`. */
  | (Face & { submit: { name: string; value: string; form?: string; formAction?: string } })

export type MenuProps = Omit<PopoverProps, 'children'> & { items: readonly MenuItem[] }

/** Acts behind one button. Arrow keys walk through it; before JavaScript it opens all the same. */
export const Menu = ({ items, ...trigger }: MenuProps) => (
  <Popover {...trigger}>
    {(close) => (
      <ul className={styles.menu} onKeyDown={walk}>
        {items.map((item, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name, and a menu's order is fixed
          <li key={place}>{item === 'line' ? <hr /> : <Item item={item} close={close} />}</li>
        ))}
      </ul>
    )}
  </Popover>
)

const Item = ({ item, close }: { item: Exclude<MenuItem, 'line'>; close: () => void }) => {
  const face = (
    <>
      {item.icon && <Icon name={item.icon} size={16} />}
      {item.label}
    </>
  )
  const look = { className: styles.item, 'data-danger': item.danger ? '' : undefined }
  if ('to' in item)
    return (
      <Link
        {...look}
        to={item.to}
        reloadDocument={item.reloadDocument}
        aria-current={item.current || undefined}
        onClick={close}
      >
        {face}
      </Link>
    )
  if ('submit' in item)
    return (
      // Closing waits for the submission, or the button would be gone before it is read.
      <button
        {...look}
        type="submit"
        {...item.submit}
        disabled={item.disabled}
        aria-pressed={item.pressed}
        onClick={() => setTimeout(close)}
      >
        {face}
      </button>
    )
  return (
    <button
      {...look}
      type="button"
      disabled={item.disabled}
      aria-pressed={item.pressed}
      onClick={() => {
        close()
        item.onSelect()
      }}
    >
      {face}
    </button>
  )
}

const walk = (event: KeyboardEvent<HTMLElement>) => {
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('a, button:not(:disabled)')]
  const here = document.activeElement instanceof HTMLElement ? all.indexOf(document.activeElement) : -1
  const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 }[event.key]
  if (to === undefined) return
  event.preventDefault()
  all[(to + all.length) % all.length]?.focus()
}
