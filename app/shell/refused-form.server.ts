/** What was sent goes back with its refusal, whoever refuses, where there is a page whose form is filled with it again. */
import { isAnswer, type ServerAnswer } from '#app/i18n/answer-words.ts'
import { formOf } from '#app/kernel/form.server.ts'
import { sentBack } from '#app/kernel/form-fields.ts'
import { isWithStatus } from './pageless.server.ts'

export const withWhatWasSent = async <T>(request: Request, answer: T): Promise<T> => {
  if (!isWithStatus(answer) || !isAnswer(answer.data)) return answer
  // A refusal may come before anyone has read the form; what was posted as something else is no form.
  const form = await formOf(request).catch(() => null)
  if (!form) return answer
  const name = form.get('formName')
  const data: ServerAnswer = { ...answer.data, values: sentBack(form) }
  if (typeof name === 'string') data.form = name
  return { ...answer, data }
}
