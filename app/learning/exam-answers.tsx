/** The answers of an open sitting in the browser: each change is sent at once, resent until the server has it. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Instant } from '#app/kernel/day.ts'
import { paths } from '#app/paths.ts'
import type { Entry } from './assessments/shown-answer.ts'

export type Standing = 'untouched' | 'saved' | 'saving' | 'waiting'
export type SlotAnswer = {
  entry: Entry
  seq: number
  savedAt: Instant | null
  standing: Standing
  unreadable: boolean
  flagged: boolean
}
export type Refusal = 'conflict' | 'deadline' | 'superseded' | 'closed' | 'unfit' | 'signed-out'
export type Given = { slot: number; entry: Entry; seq: number; savedAt: Instant | null; flagged: boolean }

/** Milliseconds of the page's own clock, which no change of the device's time moves. */
const ticks = () => new Event('tick').timeStamp

const retryMs = 3_000
const typingMs = 700

type Receipt = { seq?: number; savedAt?: Instant | null; now?: Instant; unreadable?: boolean; refused?: Refusal }

const bodyOf = (slot: number, { entry, seq }: SlotAnswer): URLSearchParams => {
  const body = new URLSearchParams({ act: 'save', slot: String(slot), seq: String(seq), text: entry.text })
  for (const place of entry.places) body.append('place[]', String(place))
  for (const pair of entry.pairs) body.append('pair[]', pair === null ? '' : String(pair))
  return body
}

export const useAnswers = (attemptId: string, given: readonly Given[], serverNow: Instant) => {
  const [answers, setAnswers] = useState<ReadonlyMap<number, SlotAnswer>>(
    () =>
      new Map(
        given.map(({ slot, ...each }) => [
          slot,
          { ...each, standing: each.savedAt === null ? 'untouched' : 'saved', unreadable: false },
        ]),
      ),
  )
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [offline, setOffline] = useState(false)
  const held = useRef(answers)
  const sending = useRef(new Set<number>())
  const timers = useRef(new Map<number, ReturnType<typeof setTimeout>>())
  const clock = useRef({ now: serverNow, at: 0 })

  const put = useCallback((slot: number, change: (before: SlotAnswer) => SlotAnswer) => {
    const before = held.current.get(slot)
    if (!before) return
    held.current = new Map(held.current).set(slot, change(before))
    setAnswers(held.current)
  }, [])

  const send = useCallback(
    async (slot: number): Promise<void> => {
      clearTimeout(timers.current.get(slot))
      const now = held.current.get(slot)
      if (!now || sending.current.has(slot) || now.standing === 'saved' || now.standing === 'untouched') return
      sending.current.add(slot)
      const receipt = await post(paths.sitAnswer(attemptId), bodyOf(slot, now))
      sending.current.delete(slot)
      if (receipt === null) {
        setOffline(true)
        put(slot, (before) => ({ ...before, standing: 'waiting' }))
        return
      }
      setOffline(false)
      if (receipt.now !== undefined) clock.current = { now: receipt.now, at: ticks() }
      if (receipt.refused) {
        setRefusal(receipt.refused)
        // Sent again until its writer has signed in, here or in another tab.
        if (receipt.refused === 'signed-out') put(slot, (before) => ({ ...before, standing: 'waiting' }))
        return
      }
      setRefusal((before) => (before === 'signed-out' ? null : before))
      const newer = (held.current.get(slot)?.seq ?? 0) > now.seq
      put(slot, (before) => ({
        ...before,
        seq: Math.max(before.seq, receipt.seq ?? 0),
        savedAt: receipt.savedAt ?? before.savedAt,
        unreadable: receipt.unreadable ?? false,
        standing: newer ? 'saving' : 'saved',
      }))
      if (newer) await send(slot)
    },
    [attemptId, put],
  )

  /** `typed` waits for the next key; everything else is sent at once. */
  const answer = useCallback(
    (slot: number, entry: Entry, typed = false) => {
      put(slot, (before) => ({ ...before, entry, seq: before.seq + 1, standing: 'saving' }))
      clearTimeout(timers.current.get(slot))
      if (typed)
        timers.current.set(
          slot,
          setTimeout(() => void send(slot), typingMs),
        )
      else void send(slot)
    },
    [put, send],
  )

  const flag = useCallback(
    (slot: number) => {
      const flagged = !held.current.get(slot)?.flagged
      put(slot, (before) => ({ ...before, flagged }))
      void post(
        paths.sitAnswer(attemptId),
        new URLSearchParams({ act: 'flag', slot: String(slot), flagged: flagged ? 'yes' : 'no' }),
      )
    },
    [attemptId, put],
  )

  /** Sends whatever is not with the server yet; true when all is. */
  const flush = useCallback(async (): Promise<boolean> => {
    await Promise.all([...held.current.keys()].map((slot) => send(slot)))
    return [...held.current.values()].every(({ standing }) => standing === 'saved' || standing === 'untouched')
  }, [send])

  useEffect(() => {
    clock.current = { now: serverNow, at: ticks() }
  }, [serverNow])
  useEffect(() => {
    const again = () => void flush()
    const timer = setInterval(again, retryMs)
    const leaving = () => document.visibilityState === 'hidden' && again()
    window.addEventListener('online', again)
    document.addEventListener('visibilitychange', leaving)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', again)
      document.removeEventListener('visibilitychange', leaving)
    }
  }, [flush])

  /** The server's time, as far as this page can tell. */
  const now = useCallback(() => clock.current.now + (clock.current.at === 0 ? 0 : ticks() - clock.current.at), [])
  return { answers, answer, flag, flush, refusal, offline, now }
}
export type Answers = ReturnType<typeof useAnswers>

/** Null: the server was not reached. */
const post = async (to: string, body: URLSearchParams): Promise<Receipt | null> => {
  try {
    const headers = { Accept: 'application/json' }
    const answer = await fetch(to, { method: 'POST', headers, body, keepalive: true })
    if (answer.status === 401) return { refused: 'signed-out' }
    if (answer.status >= 500) return null
    if (!(answer.headers.get('content-type') ?? '').includes('json')) return { refused: 'closed' }
    return (await answer.json()) as Receipt
  } catch {
    return null
  }
}
