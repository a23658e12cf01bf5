import { useCallback, useEffect, useRef, useState } from 'react'
import { fieldsOf } from '#app/kernel/form-fields.ts'
import type { Lint, LintCatalogue } from '#app/kernel/lint.ts'
import { readPlan } from './plan.form.ts'
import type { IncentivePlan } from './plan.ts'
import { withFields } from './plan-edit.ts'
import { type ExampleOutcome, runExamples } from './plan-examples.ts'
import { lintPlan } from './plan-lint.ts'

type Check = { lints: readonly Lint[]; examples: readonly ExampleOutcome[] }
type Typed = Check & { plan: IncentivePlan }

/**
 * The examples and lints of the plan as it is typed, by the rules that the server saves and pays by. A figure that
 * cannot be read yet leaves the last outcome standing, and `isBehind` says so; what is saved starts anew.
 */
export const useTypedPlan = (saved: IncentivePlan, check: Check, catalogue: LintCatalogue, revision: number) => {
  const form = useRef<HTMLFormElement>(null)
  const [typed, setTyped] = useState<(Typed & { revision: number; isBehind: boolean }) | null>(null)
  const asked = useRef(0)
  useEffect(() => () => cancelAnimationFrame(asked.current), [])
  const current = typed?.revision === revision ? typed : null
  const calculate = useCallback(() => {
    if (!form.current) return
    const read = readPlan(withFields(saved, fieldsOf(new FormData(form.current))))
    if (read.ok) {
      const plan = read.value
      const [lints, examples] = [lintPlan(plan, catalogue), runExamples(plan)]
      setTyped({ plan, lints, examples, revision, isBehind: false })
    } else
      setTyped((before) => ({
        ...(before?.revision === revision ? before : { plan: saved, ...check, revision }),
        isBehind: true,
      }))
  }, [saved, check, catalogue, revision])
  /** Once a frame: a chosen code is in its field only after the choice has been drawn. */
  const onTyped = useCallback(() => {
    cancelAnimationFrame(asked.current)
    asked.current = requestAnimationFrame(calculate)
  }, [calculate])
  // What is typed while the plan is being saved stands in its field, and was worked out for the revision before.
  const isOfBefore = typed !== null && typed.revision !== revision
  useEffect(() => {
    if (isOfBefore) onTyped()
  }, [isOfBefore, onTyped])
  return { form, onTyped, ...(current ?? { plan: saved, ...check, isBehind: false }) }
}
