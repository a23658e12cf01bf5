/** The examinee's own marks on questions: like answers they are kept in the tab and sent until the server has them. */
import { useCallback, useEffect, useRef } from 'react'
import { type Owner, type UnsentFlag, unsentFlags } from './assessments/unsent-answer.ts'
import { sendFlag } from './send-answer.tsx'

type Show = (slot: number, flagged: boolean) => void

export const useFlags = ({ attemptId, employeeId }: Owner, show: Show) => {
  const waiting = useRef(new Map<number, boolean>())
  const sending = useRef(new Set<number>())

  const send = useCallback(
    async (slot: number): Promise<void> => {
      const flagged = waiting.current.get(slot)
      // One after the other: the last one pressed is the last to arrive.
      if (flagged === undefined || sending.current.has(slot)) return
      sending.current.add(slot)
      const receipt = await sendFlag(attemptId, slot, flagged)
      sending.current.delete(slot)
      if (receipt === null || receipt.refused === 'signed-out') return
      if (waiting.current.get(slot) !== flagged) return send(slot)
      waiting.current.delete(slot)
      unsentFlags.forget(sessionStorage, { attemptId, employeeId }, slot)
    },
    [attemptId, employeeId],
  )
  const sendFlags = useCallback(
    () => Promise.all([...waiting.current.keys()].map((slot) => send(slot))).then(() => undefined),
    [send],
  )
  const keep = useCallback(
    ({ slot, flagged }: UnsentFlag) => {
      waiting.current.set(slot, flagged)
      show(slot, flagged)
      unsentFlags.keep(sessionStorage, { attemptId, employeeId }, { slot, flagged })
    },
    [attemptId, employeeId, show],
  )
  const flag = useCallback(
    (slot: number, flagged: boolean) => {
      keep({ slot, flagged })
      void send(slot)
    },
    [keep, send],
  )
  useEffect(() => {
    for (const unsent of unsentFlags.of(sessionStorage, { attemptId, employeeId })) keep(unsent)
  }, [attemptId, employeeId, keep])
  return { flag, sendFlags }
}
