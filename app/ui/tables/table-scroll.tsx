import { type ReactNode, useEffect, useRef } from 'react'
import styles from './table.module.css'

/**
 * A table that is wider than its place scrolls sideways in it, and can hold no heads in sight of the page. One that is
 * not leaves them to the page, where they stay under the bar; what takes the focus stays clear of them.
 */
export const TableScroll = ({ tabIndex, children }: { tabIndex?: 0; children: ReactNode }) => {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const place = box.current
    const table = place?.querySelector('table')
    if (!place || !table) return
    const observer = new ResizeObserver(() => measure(place, table))
    observer.observe(place)
    observer.observe(table)
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={box} className={styles.scroll} tabIndex={tabIndex}>
      {children}
    </div>
  )
}

const measure = (place: HTMLElement, table: HTMLTableElement): void => {
  const { paddingLeft, paddingRight } = getComputedStyle(place)
  const room = place.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight)
  place.toggleAttribute('data-whole', table.offsetWidth <= Math.ceil(room))
  place.style.setProperty('--head', `${table.tHead?.offsetHeight ?? 0}px`)
}
