import { type RefObject, useEffect, useRef } from 'react'

/** What scrolls can be scrolled without a mouse if it takes the Tab key; what does not would only be one press more. */
export const stopsAt = (place: HTMLElement, scrolls: boolean): void => {
  if (scrolls) place.tabIndex = 0
  else place.removeAttribute('tabindex')
}

/**
 * For a place that the server sends with `tabIndex={0}`, since it may scroll before there is a script or without one: it
 * stays a stop of the Tab key only while it, or what is in it, is larger than its room.
 */
export const useStopsWhileScrolling = <E extends HTMLElement>(): RefObject<E> => {
  const box = useRef<E>(null)
  useEffect(() => {
    const place = box.current
    if (!place) return
    const look = () => stopsAt(place, place.scrollWidth > place.clientWidth || place.scrollHeight > place.clientHeight)
    const observer = new ResizeObserver(look)
    for (const each of [place, ...place.children]) observer.observe(each)
    return () => observer.disconnect()
  }, [])
  return box
}
