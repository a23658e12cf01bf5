import { useState } from 'react'
import { type AskedMove, isOpenMove, type Movable, type TypedMove } from './asked-move.ts'

/** The moves of the room that are not sent yet: the one that the board asks for, and what is written in the cards. */
export const useOpenMoves = (cards: readonly Movable[]) => {
  const [asked, setAsked] = useState<AskedMove | null>(null)
  const [typed, setTyped] = useState<Readonly<Record<string, TypedMove | undefined>>>({})
  const isOpen = (card: Movable) => isOpenMove(card, asked, typed[card.id])
  return {
    asked,
    ask: setAsked,
    typedOf: (id: string) => typed[id],
    type: (id: string, move: TypedMove) => setTyped((all) => ({ ...all, [id]: move })),
    /** Leaves the card where it was, with nothing written. */
    takeBack: (id: string) => {
      setAsked(null)
      setTyped((all) => ({ ...all, [id]: undefined }))
    },
    isOpen,
    names: cards.filter(isOpen).map(({ name }) => name),
  }
}
export type OpenMoves = ReturnType<typeof useOpenMoves>
