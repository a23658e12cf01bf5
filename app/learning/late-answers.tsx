import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Note } from '#app/ui/note.tsx'
import { type Owner, unsentAnswers, unsentFlags } from './assessments/unsent-answer.ts'
import { sendAnswer } from './send-answer.tsx'

/**
 * What had not reached the server when the attempt ended is sent all the same: the server says whether it counts, and
 * keeps what does not. How many those are is said.
 */
export const LateAnswers = ({ employeeId, attemptId }: Owner) => {
  const t = useTranslations('learning')
  const [count, setCount] = useState(0)
  useEffect(() => {
    const owner = { employeeId, attemptId }
    // There is nothing to come back to any more.
    for (const { slot } of unsentFlags.of(sessionStorage, owner)) unsentFlags.forget(sessionStorage, owner, slot)
    for (const unsent of unsentAnswers.of(sessionStorage, owner))
      void sendAnswer(attemptId, unsent).then((receipt) => {
        if (receipt === null || receipt.refused === 'signed-out') return
        unsentAnswers.forget(sessionStorage, owner, unsent.slot)
        if (receipt.refused) setCount((before) => before + 1)
      })
  }, [employeeId, attemptId])
  if (count === 0) return null
  return (
    <Note tone="warn" live title={t('result.too-late', { count })}>
      {t('result.too-late-what')}
    </Note>
  )
}
