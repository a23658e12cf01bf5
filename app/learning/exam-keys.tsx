import { useEffect, useRef } from 'react'
import { type Entry, noEntry } from './assessments/shown-answer.ts'
import type { ShownQuestion } from './assessments/shown-question.ts'

export type ExamKeys = {
  next: () => void
  before: () => void
  flag: () => void
  review: () => void
  choose: (place: number) => void
}

/**
 * What a key in a field or with a modifier is for is not ours. Up and down move within a group of choices; left and right
 * turn the page as they do everywhere else, because beside "→ next question" they would change an answer unseen.
 */
const isOurs = (event: KeyboardEvent): boolean => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false
  const { target } = event
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return false
  if (!(target instanceof HTMLInputElement)) return true
  return (target.type === 'radio' || target.type === 'checkbox') && !/^Arrow(Up|Down)$/.test(event.key)
}

/** A–H or 1–8 choose, arrows turn pages, F marks, R reviews. */
export const useExamKeys = (does: ExamKeys): void => {
  const held = useRef(does)
  held.current = does
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!isOurs(event) || document.querySelector('dialog[open]')) return
      const key = event.key.toLowerCase()
      const act = { arrowright: 'next', arrowleft: 'before', f: 'flag', r: 'review' }[key] as
        | Exclude<keyof ExamKeys, 'choose'>
        | undefined
      // F marks, so letters choose as far as E; figures beyond.
      const place = /^[1-9]$/.test(key) ? Number(key) - 1 : 'abcde'.indexOf(key)
      if (!act && (key.length !== 1 || place < 0)) return
      event.preventDefault()
      if (act) held.current[act]()
      else held.current.choose(place)
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [])
}

/** The entry after choosing a place by key; null when the question has no such choice. */
export const examKey = (question: ShownQuestion, before: Entry, place: number): Entry | null => {
  const count = question.kind === 'true-false' ? 2 : question.options.length
  if (place >= count) return null
  if (question.kind === 'single' || question.kind === 'true-false') return { ...noEntry, places: [place] }
  if (question.kind !== 'multiple') return null
  const places = before.places.includes(place)
    ? before.places.filter((each) => each !== place)
    : [...before.places, place].sort((a, b) => a - b)
  return { ...noEntry, places }
}
