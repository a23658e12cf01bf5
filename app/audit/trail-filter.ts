/** What the address of the trail asks for; nonsense in it is passed over. */
import { type Day, isDay } from '#app/kernel/day.ts'

export type TrailAsk = {
  filter: { act?: string; who?: string; subject?: string; day?: Day }
  before?: number
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
