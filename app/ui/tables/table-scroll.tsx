import { type ReactNode, useEffect, useRef } from 'react'
import { stopsAt } from '../tab-stop.ts'
import styles from './table.module.css'

/**
 * A table that is wider than its place scrolls sideways in it, and can hold no heads in sight of the page. One that is
 * not leaves them to the page, where they stay under the bar; what takes the focus stays clear of them. `isStop` where
 * nothing in it need take the Tab key.
 */
export const TableScroll = ({ isStop = false, children }: { isStop?: boolean; children: ReactNode }) => {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const place = box.current
    const table = place?.querySelector('table')
    if (!place || !table) return
    const observer = new ResizeObserver(() => {
      const isWhole = measure(place, table)
      if (isStop) stopsAt(place, !isWhole)
    })
    observer.observe(place)
    observer.observe(table)
    return () => observer.disconnect()
  }, [isStop])
  return (
    <div ref={box} className={styles.scroll} tabIndex={isStop ? 0 : undefined}>
      {children}
    </div>
  )
}

/** Whether the table fits its place. */
const measure = (place: HTMLElement, table: HTMLTableElement): boolean => {
  const { paddingLeft, paddingRight } = getComputedStyle(place)
  const room = place.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight)
  place.style.setProperty('--head', `${table.tHead?.offsetHeight ?? 0}px`)
  return place.toggleAttribute('data-whole', table.offsetWidth <= Math.ceil(room))
}
