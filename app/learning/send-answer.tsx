/** An answer on its way to the server, and what came back. */
import type { Instant } from '#app/kernel/day.ts'
import { paths } from '#app/paths.ts'
import type { Entry } from './assessments/shown-answer.ts'

export type Refusal = 'conflict' | 'deadline' | 'superseded' | 'closed' | 'unfit' | 'signed-out'
export type Receipt = { seq?: number; savedAt?: Instant | null; now?: Instant; unreadable?: boolean; refused?: Refusal }

/** Null: the server was not reached. */
export const sendAnswer = (
  attemptId: string,
  { slot, entry, seq }: { slot: number; entry: Entry; seq: number },
): Promise<Receipt | null> => {
  const body = new URLSearchParams({ act: 'save', slot: String(slot), seq: String(seq), text: entry.text })
  for (const place of entry.places) body.append('place[]', String(place))
  for (const pair of entry.pairs) body.append('pair[]', pair === null ? '' : String(pair))
  return post(attemptId, body)
}

export const sendFlag = (attemptId: string, slot: number, flagged: boolean): Promise<Receipt | null> =>
  post(attemptId, new URLSearchParams({ act: 'flag', slot: String(slot), flagged: flagged ? 'yes' : 'no' }))

const post = async (attemptId: string, body: URLSearchParams): Promise<Receipt | null> => {
  try {
    const headers = { Accept: 'application/json' }
    const answer = await fetch(paths.sitAnswer(attemptId), { method: 'POST', headers, body, keepalive: true })
    if (answer.status === 401) return { refused: 'signed-out' }
    if (answer.status >= 500) return null
    if (!(answer.headers.get('content-type') ?? '').includes('json')) return { refused: 'closed' }
    return (await answer.json()) as Receipt
  } catch {
    return null
  }
}
