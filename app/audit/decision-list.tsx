import type { ReactNode } from 'react'
import { Note } from '#app/ui/note.tsx'
import { Timeline } from '#app/ui/timeline.tsx'

export type Decision = {
  id: string
  step: string
  byName: string
  at: number
  decision: string
  reason: string | null
}

type ListProps = {
  decisions: readonly Decision[]
  /** "Li Ming returned it", in the words of the domain. */
  say: (decision: Decision) => ReactNode
  /** Where a reason is a code, or is to be said otherwise. */
  reason?: (decision: Decision) => ReactNode
}

/** Why it came back, above what is to be changed; nothing where it was not returned last. */
export const ReturnedNote = ({ decisions: [last], say }: Pick<ListProps, 'decisions' | 'say'>) =>
  last?.decision === 'returned' && (
    <Note tone="warn" title={say(last)}>
      {last.reason}
    </Note>
  )

/** Who decided what, newest first, each with the reason that was given. */
export const DecisionList = ({ decisions, say, reason = (each) => each.reason }: ListProps) => (
  <Timeline
    items={decisions.map((each) => ({
      key: each.id,
      at: each.at,
      tone: each.decision === 'returned' ? 'warn' : 'plain',
      title: say(each),
      text: reason(each),
    }))}
  />
)
