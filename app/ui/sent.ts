/**
 * A form that was refused holds again what it was sent with, also where the page is drawn anew because it has no script.
 * FormShell knows whether the refusal is its own; each field takes what has its name.
 */
import { useActionData } from '@remix-run/react'
import { createContext, useContext } from 'react'
import { isAnswer, type ServerAnswer } from '#app/i18n/answer-words.ts'
import { textsIn, valueAt } from '#app/kernel/form-fields.ts'

type Values = Readonly<Record<string, unknown>>

/** What the form around a field was sent with; null where it was not refused. */
export const Sent = createContext<Values | null>(null)

/** What the form of this name was sent with, if the page's last answer refuses it. */
export const useSentBy = (form: string): Values | null => {
  const answer = useActionData<ServerAnswer>()
  return isAnswer(answer) && answer.form === form ? (answer.values ?? null) : null
}

/** Whether the page's last answer refuses the form of this name because somebody has changed the thing meanwhile. */
export const useIsOvertaken = (form: string): boolean => {
  const answer = useActionData<ServerAnswer>()
  return isAnswer(answer) && answer.form === form && answer.refusal?.code === 'changed-meanwhile'
}

/** The name of the form that the page's last answer refuses; null where none is, or it has no name. */
export const useRefusedForm = (): string | null => {
  const answer = useActionData<ServerAnswer>()
  return isAnswer(answer) ? (answer.form ?? null) : null
}

/** As the form sent it under a name: text, a list, fields of fields, or undefined. */
export const useSent = (name: string | undefined): unknown => {
  const sent = useContext(Sent)
  return sent && name ? valueAt(sent, name) : undefined
}

/** The text that was sent for a field whose value its part holds itself, else what it begins with otherwise. */
export const useFirst = (name: string, otherwise: string): string => {
  const sent = useSent(name)
  return typeof sent === 'string' ? sent : otherwise
}

/** The same for one field of each line of a list, such as 'lines.0.weight'. */
export const useFirstEach = (list: string, field: string, otherwise: readonly string[]): readonly string[] => {
  const sent = useSent(list)
  return otherwise.map((each, index) => {
    const text = valueAt(sent, `${index}.${field}`)
    return typeof text === 'string' ? text : each
  })
}

type TextProps<V> = { name?: string; type?: string; value?: unknown; defaultValue?: V }

/** What a field begins with: what was sent, else what it was given. A password goes one way. */
export const useFirstText = <V>({ name, type, value, defaultValue }: TextProps<V>): { defaultValue?: V | string } => {
  const sent = useSent(name)
  if (type === 'password' || value !== undefined) return {}
  const first = typeof sent === 'string' ? sent : defaultValue
  return first === undefined ? {} : { defaultValue: first }
}

/** Which boxes of a name were marked when the form was sent: none sends nothing. Undefined where nothing was refused. */
export const useSentMarks = (name: string | undefined): readonly string[] | undefined => {
  const isRefused = useContext(Sent) !== null
  const sent = useSent(name)
  return isRefused && name ? textsIn(sent) : undefined
}
