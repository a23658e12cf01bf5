/** Puts a shown box under its trigger, or above where there is no room, inside the window. For the browser only. */
export const placeBeside = (trigger: HTMLElement, box: HTMLElement, align: 'start' | 'end'): void => {
  const gap = 4
  const edge = 8
  const from = trigger.getBoundingClientRect()
  const { width, height } = box.getBoundingClientRect()
  const wish = align === 'end' ? from.right - width : from.left
  const left = Math.max(edge, Math.min(wish, window.innerWidth - width - edge))
  const under = from.bottom + gap
  const top =
    under + height > window.innerHeight - edge && from.top - gap - height > edge ? from.top - gap - height : under
  box.style.setProperty('inset', 'auto')
  box.style.setProperty('margin', '0')
  box.style.setProperty('left', `${left}px`)
  box.style.setProperty('top', `${top}px`)
}
