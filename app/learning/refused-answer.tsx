/** An answer that a form without a script sent and the server did not take stands in its question again. */
import { useActionData } from '@remix-run/react'
import { textsIn } from '#app/kernel/form-fields.ts'
import { isAnswer, type ServerAnswer } from '#app/ui/answer.ts'
import type { Entry } from './assessments/shown-answer.ts'
import type { Given } from './exam-answers.tsx'

/** The name of a question's form among those of its sitting. */
export const questionForm = (slot: number): string => `question-${slot}`

export const useWithRefused = (given: readonly Given[]): readonly Given[] => {
  const data = useActionData<ServerAnswer>()
  if (!isAnswer(data)) return given
  const { form, values = {} } = data
  // What stands there then is not what was saved.
  return given.map((each) =>
    questionForm(each.slot) === form ? { ...each, entry: entryIn(values), savedAt: null, unreadable: false } : each,
  )
}

/** What stands in a question's form. */
export const entryInForm = (form: FormData): Entry =>
  entryIn({ place: form.getAll('place[]'), pair: form.getAll('pair[]'), text: form.get('text') })

const entryIn = ({ place, pair, text }: Record<string, unknown>): Entry => ({
  places: textsIn(place).map(Number),
  pairs: textsIn(pair).map((each) => (each === '' ? null : Number(each))),
  text: typeof text === 'string' ? text : '',
})
