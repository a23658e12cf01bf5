/** What the address of the trail asks for; nonsense in it is passed over. */
import { type Day, isDay } from '#app/kernel/day.ts'

export type TrailFilter = {
  /** An act or its beginning: 'run' or 'run.approved'. */
  act?: string
  /** Part of a name, or an account's id. */
  who?: string
  /** A kind of subject, its id, or the name or number of the person whom it is of. */
  subject?: string
  /** Ids that the name stands for. */
  named?: readonly string[]
  day?: Day
}
export type TrailAsk = {
  filter: TrailFilter
  /** The last record of the page above. */
  before?: number
  /** The record that is looked at. */
  look?: number
}

const textOf = (params: URLSearchParams, key: string): string | undefined =>
  params.get(key)?.trim().slice(0, 100) || undefined
const seqOf = (params: URLSearchParams, key: string): number | undefined => {
  const seq = Number(params.get(key))
  return Number.isSafeInteger(seq) && seq > 0 ? seq : undefined
}

export const filterOf = (params: URLSearchParams): TrailAsk => {
  const day = textOf(params, 'day')
  return {
    filter: {
      act: textOf(params, 'act'),
      who: textOf(params, 'who'),
      subject: textOf(params, 'subject'),
      day: day !== undefined && isDay(day) ? day : undefined,
    },
    before: seqOf(params, 'before'),
    look: seqOf(params, 'look'),
  }
}
