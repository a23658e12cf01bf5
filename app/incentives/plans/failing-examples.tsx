import type { MouseEvent } from 'react'
import { useTranslations } from 'use-intl'
import { Note } from '#app/ui/note.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import type { IncentivePlan } from './plan.ts'
import type { ExampleOutcome } from './plan-examples.ts'

/** Where the page says what an example does not give, and has the button that takes what the plan gives. */
export const exampleFaultsId = (index: number): string => `example-faults-${index}`

/**
 * Opens what is folded and goes to the button in it: as a new address the page would forget what its form was refused
 * for. Without a script the browser goes there, and opens it, by itself.
 */
const toFaults = (event: MouseEvent<HTMLAnchorElement>): void => {
  const faults = document.getElementById(event.currentTarget.hash.slice(1))
  if (!faults) return
  event.preventDefault()
  const folded = faults.closest('details')
  if (folded) folded.open = true
  const first = faults.querySelector('button') ?? folded?.querySelector('summary')
  first?.focus({ preventScroll: true })
  faults.scrollIntoView({ block: 'center' })
}

/** That examples do not give what HR expects, each a link to what differs and to what mends it. */
export const FailingExamples = ({ plan, outcomes }: { plan: IncentivePlan; outcomes: readonly ExampleOutcome[] }) => {
  const t = useTranslations('incentives')
  const words = useWordsText()
  const failing = outcomes.filter((outcome) => !outcome.passed)
  if (failing.length === 0) return null
  return (
    <Note tone="bad" title={t('plan.failing', { count: failing.length })}>
      <ul>
        {failing.map(({ index }) => (
          <li key={index}>
            <a href={`#${exampleFaultsId(index)}`} onClick={toFaults}>
              {words(plan.examples[index]?.name ?? {})}
            </a>
          </li>
        ))}
      </ul>
    </Note>
  )
}
