/**
 * The answers of an open sitting in the browser: each change is sent at once, resent until the server has it. Until then
 * the tab keeps it, so that neither a reload nor signing in again loses it.
 */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Instant } from '#app/kernel/day.ts'
import type { Entry } from './assessments/shown-answer.ts'
import { isUnsent, unsentAnswers } from './assessments/unsent-answer.ts'
import { useFlags } from './exam-flags.tsx'
import { type Refusal, sendAnswer } from './send-answer.tsx'

/** `refused`: the server has said that it does not take this answer; it is not sent again as it is. */
export type Standing = 'untouched' | 'saved' | 'saving' | 'waiting' | 'refused'
export type SlotAnswer = {
  entry: Entry
  seq: number
  /** The highest number that the server is known to have. */
  kept: number
  savedAt: Instant | null
  standing: Standing
  unreadable: boolean
  flagged: boolean
}
export type Given = Pick<SlotAnswer, 'entry' | 'seq' | 'savedAt' | 'unreadable' | 'flagged'> & { slot: number }

/** Milliseconds of the page's own clock, which no change of the device's time moves. */
const ticks = () => new Event('tick').timeStamp

const retryMs = 3_000
const typingMs = 700

const isOnItsWay = ({ standing }: SlotAnswer): boolean => standing === 'saving' || standing === 'waiting'

/** Whose answers these are, in which attempt, and in which sitting of it. */
export type Sitting = { id: string; employeeId: string; sitting: string }

export const useAnswers = (of: Sitting, given: readonly Given[], serverNow: Instant) => {
  const { id: attemptId, employeeId, sitting } = of
  const [answers, setAnswers] = useState<ReadonlyMap<number, SlotAnswer>>(
    () =>
      new Map(
        given.map(({ slot, ...each }) => [
          slot,
          { ...each, kept: each.seq, standing: each.savedAt === null ? 'untouched' : 'saved' },
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

  /** In this tab, for as long as the server has not said that it has the answer. */
  const keep = useCallback(
    (slot: number) => {
      const now = held.current.get(slot)
      const owner = { employeeId, attemptId }
      if (!now || now.standing === 'saved' || now.standing === 'untouched')
        unsentAnswers.forget(sessionStorage, owner, slot)
      else unsentAnswers.keep(sessionStorage, owner, { slot, entry: now.entry, seq: now.seq, over: now.kept, sitting })
    },
    [attemptId, employeeId, sitting],
  )

  const send = useCallback(
    async (slot: number): Promise<void> => {
      clearTimeout(timers.current.get(slot))
      const now = held.current.get(slot)
      if (!now || sending.current.has(slot) || !isOnItsWay(now)) return
      sending.current.add(slot)
      const receipt = await sendAnswer(attemptId, { slot, ...now })
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
        const newer = (held.current.get(slot)?.seq ?? 0) > now.seq
        // Sent again until its writer has signed in, here or in another tab; refused otherwise, it is however often it
        // is sent. What was given meanwhile has not been asked for yet.
        const standing = receipt.refused === 'signed-out' || newer ? 'waiting' : 'refused'
        put(slot, (before) => ({ ...before, standing }))
        if (receipt.refused === 'unfit') unsentAnswers.forget(sessionStorage, { employeeId, attemptId }, slot)
        return
      }
      setRefusal((before) => (before === 'signed-out' ? null : before))
      const newer = (held.current.get(slot)?.seq ?? 0) > now.seq
      put(slot, (before) => ({
        ...before,
        seq: Math.max(before.seq, receipt.seq ?? 0),
        kept: Math.max(before.kept, receipt.seq ?? 0),
        savedAt: receipt.savedAt ?? before.savedAt,
        unreadable: receipt.unreadable ?? false,
        standing: newer ? 'saving' : 'saved',
      }))
      keep(slot)
      if (newer) await send(slot)
    },
    [attemptId, employeeId, keep, put],
  )

  /** `typed` waits for the next key; everything else is sent at once. */
  const answer = useCallback(
    (slot: number, entry: Entry, typed = false) => {
      put(slot, (before) => ({ ...before, entry, seq: before.seq + 1, standing: 'saving' }))
      keep(slot)
      clearTimeout(timers.current.get(slot))
      if (typed)
        timers.current.set(
          slot,
          setTimeout(() => void send(slot), typingMs),
        )
      else void send(slot)
    },
    [keep, put, send],
  )

  const showFlag = useCallback(
    (slot: number, flagged: boolean) => put(slot, (before) => ({ ...before, flagged })),
    [put],
  )
  const { flag: keepFlag, sendFlags } = useFlags({ attemptId, employeeId }, showFlag)
  const flag = useCallback((slot: number) => keepFlag(slot, !held.current.get(slot)?.flagged), [keepFlag])

  /** Sends whatever is not with the server yet; true when nothing is on its way any more. */
  const flush = useCallback(async (): Promise<boolean> => {
    await Promise.all([...[...held.current.keys()].map((slot) => send(slot)), sendFlags()])
    return ![...held.current.values()].some(isOnItsWay)
  }, [send, sendFlags])

  // What was left unsent when this page was last open stands in its question again, and is sent before anything else.
  useEffect(() => {
    for (const { slot, entry, seq, ...unsent } of unsentAnswers.of(sessionStorage, { employeeId, attemptId })) {
      const before = held.current.get(slot)
      if (!before || before.standing === 'saving' || before.standing === 'waiting') continue
      if (isUnsent({ slot, entry, seq, ...unsent }, { seq: before.kept, sitting }))
        put(slot, (each) => ({ ...each, entry, seq, standing: 'waiting' }))
      keep(slot)
    }
    void flush()
  }, [attemptId, employeeId, sitting, flush, keep, put])
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
