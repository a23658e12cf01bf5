/**
 * Between what is on the screen and what the question means. The screen knows places only: the order of options was
 * drawn, and their own numbers, which may betray the key, never leave the server.
 */
import type { Question, Response } from '#app/learning/questions/question.ts'

/** What a form of one question can say. Places count from 0; of true-or-false, 0 is true. */
export type Entry = { places: readonly number[]; pairs: readonly (number | null)[]; text: string }
export const noEntry: Entry = { places: [], pairs: [], text: '' }
/** Letters that an answer in writing may have. */
export const longestText = 20_000

/** Whether two entries say the same: pairs of which none is made are as good as none, and lines end as a form ends them. */
export const isSameEntry = (one: Entry, other: Entry): boolean => said(one) === said(other)
const said = ({ places, pairs, text }: Entry): string =>
  JSON.stringify([places, pairs.some((pair) => pair !== null) ? pairs : [], text.replaceAll('\r\n', '\n')])

/** Which part of an entry a kind of question is answered with. */
const answeredWith: { [kind in Exclude<Question['kind'], 'description'>]: keyof Entry } = {
  single: 'places',
  multiple: 'places',
  'true-false': 'places',
  matching: 'pairs',
  'short-answer': 'text',
  numeric: 'text',
  essay: 'text',
}

/** The response that an entry means, null for none; 'unfit' when the form is not of this question. */
export const responseOf = (question: Question, order: readonly number[], entry: Entry): Response | null | 'unfit' => {
  if (question.kind === 'description') return 'unfit'
  const parts = ['places', 'pairs', 'text'] as const
  // What belongs to another kind of question is refused: read as no answer, it would take away the one that is kept.
  if (parts.some((part) => part !== answeredWith[question.kind] && entry[part].length > 0)) return 'unfit'
  const { places, pairs, text } = entry
  const chosen = places.map((place) => order[place])
  switch (question.kind) {
    case 'single': {
      if (chosen.length > 1 || chosen.includes(undefined)) return 'unfit'
      const [option] = chosen
      return option === undefined ? null : { kind: 'single', option }
    }
    case 'multiple': {
      const options = chosen.flatMap((option) => (option === undefined ? [] : [option]))
      if (options.length < chosen.length || new Set(options).size < options.length) return 'unfit'
      return options.length === 0 ? null : { kind: 'multiple', options: options.sort((a, b) => a - b) }
    }
    case 'true-false': {
      if (places.length > 1 || places.some((place) => place !== 0 && place !== 1)) return 'unfit'
      return places.length === 0 ? null : { kind: 'true-false', answer: places[0] === 0 }
    }
    case 'matching': {
      const choices = question.stems.map((_, index) => pairs[index] ?? null)
      if (pairs.length > question.stems.length || choices.some((place) => place !== null && order[place] === undefined))
        return 'unfit'
      if (choices.every((place) => place === null)) return null
      return { kind: 'matching', choices: choices.map((place) => (place === null ? null : (order[place] ?? null))) }
    }
    default:
      return text.trim() === '' ? null : { kind: question.kind, text }
  }
}

/** The entry that shows a response again. */
export const entryOf = (order: readonly number[], response: Response | null): Entry => {
  if (response === null) return noEntry
  switch (response.kind) {
    case 'single':
      return { ...noEntry, places: [order.indexOf(response.option)] }
    case 'multiple':
      return { ...noEntry, places: response.options.map((option) => order.indexOf(option)).sort((a, b) => a - b) }
    case 'true-false':
      return { ...noEntry, places: [response.answer ? 0 : 1] }
    case 'matching':
      return { ...noEntry, pairs: response.choices.map((choice) => (choice === null ? null : order.indexOf(choice))) }
    default:
      return { ...noEntry, text: response.text }
  }
}

export const isAnswered = (entry: Entry): boolean =>
  entry.places.length > 0 || entry.text.trim() !== '' || entry.pairs.some((pair) => pair !== null)
