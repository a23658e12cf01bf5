import { useCallback, useEffect, useRef, useState } from 'react'
import { fieldsOf } from '#app/kernel/form-fields.ts'
import { readPlan } from './plan.form.ts'
import type { IncentivePlan } from './plan.ts'
import { withFields } from './plan-edit.ts'
import { type ExampleOutcome, runExamples } from './plan-examples.ts'

type Typed = { plan: IncentivePlan; outcomes: readonly ExampleOutcome[] }

/**
 * The examples of the plan as it is typed, by the rules that the server saves and pays by. A figure that cannot be
 * read yet leaves the last outcome standing, and `isBehind` says so; what is saved starts anew.
 */
export const useTypedPlan = (saved: IncentivePlan, outcomes: readonly ExampleOutcome[], revision: number) => {
  const form = useRef<HTMLFormElement>(null)
  const [typed, setTyped] = useState<(Typed & { revision: number; isBehind: boolean }) | null>(null)
  const asked = useRef(0)
  useEffect(() => () => cancelAnimationFrame(asked.current), [])
  const current = typed?.revision === revision ? typed : null
  const calculate = useCallback(() => {
    if (!form.current) return
    const read = readPlan(withFields(saved, fieldsOf(new FormData(form.current))))
    if (read.ok) setTyped({ plan: read.value, outcomes: runExamples(read.value), revision, isBehind: false })
    else
      setTyped((before) => ({
        ...(before?.revision === revision ? before : { plan: saved, outcomes, revision }),
        isBehind: true,
      }))
  }, [saved, outcomes, revision])
  /** Once a frame: a chosen code is in its field only after the choice has been drawn. */
  const onTyped = useCallback(() => {
    cancelAnimationFrame(asked.current)
    asked.current = requestAnimationFrame(calculate)
  }, [calculate])
  return { form, onTyped, ...(current ?? { plan: saved, outcomes, isBehind: false }) }
}
