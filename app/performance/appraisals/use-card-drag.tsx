/** Taking a card by the pointer and putting it under another rating. */
import { type PointerEvent, useRef, useState } from 'react'

export type DragHandlers = {
  onPointerDown: (event: PointerEvent<HTMLElement>) => void
  onPointerMove: (event: PointerEvent<HTMLElement>) => void
  onPointerUp: (event: PointerEvent<HTMLElement>) => void
  onPointerCancel: (event: PointerEvent<HTMLElement>) => void
}

/** A hand that trembles does not move a card. */
const deadZonePx = 5

/** What lies under the pointer and has a rating to drop on. The card in hand is there too: its own column is not meant. */
const ratingUnder = (event: PointerEvent): string | null =>
  document
    .elementsFromPoint(event.clientX, event.clientY)
    .map((element) => (element instanceof HTMLElement ? element.dataset.rating : undefined))
    .find((rating) => rating !== undefined) ?? null

/**
 * `over` is the rating under a held card. A finger scrolls the page, so it moves by the card's form; links, buttons and
 * fields in a card keep their own presses.
 */
export const useCardDrag = (onDrop: (id: string, rating: string) => void) => {
  const held = useRef<{ x: number; y: number; isMoving: boolean } | null>(null)
  const [over, setOver] = useState<string | null>(null)
  const letGo = (card: HTMLElement) => {
    held.current = null
    delete card.dataset.held
    card.style.translate = ''
    setOver(null)
  }
  const handlersOf = (id: string): DragHandlers => ({
    onPointerDown: (event) => {
      const isOwnPress = event.target instanceof Element && event.target.closest('a, button, summary, form')
      if (event.button !== 0 || event.pointerType === 'touch' || isOwnPress) return
      event.currentTarget.setPointerCapture(event.pointerId)
      held.current = { x: event.clientX, y: event.clientY, isMoving: false }
    },
    onPointerMove: (event) => {
      const from = held.current
      if (!from) return
      const [dx, dy] = [event.clientX - from.x, event.clientY - from.y]
      if (!from.isMoving && Math.hypot(dx, dy) < deadZonePx) return
      from.isMoving = true
      event.currentTarget.dataset.held = ''
      event.currentTarget.style.translate = `${dx}px ${dy}px`
      setOver(ratingUnder(event))
    },
    onPointerUp: (event) => {
      const wasMoving = held.current?.isMoving
      const rating = ratingUnder(event)
      letGo(event.currentTarget)
      if (wasMoving && rating !== null) onDrop(id, rating)
    },
    onPointerCancel: (event) => letGo(event.currentTarget),
  })
  return { over, handlersOf }
}
