/** react-hook-form with the act's schema, and with what the server said about the last post. */
import { zodResolver } from '@hookform/resolvers/zod'
import { useActionData, useSubmit } from '@remix-run/react'
import { type BaseSyntheticEvent, useId, useMemo, useState } from 'react'
import { type DefaultValues, type FieldErrors, type FieldValues, get, useForm } from 'react-hook-form'
import type * as z from 'zod/mini'
import { isAnswer, type ServerAnswer, useAnswerErrors, useErrorWords } from './answer.ts'
import { useSentBy } from './sent.ts'

const flat = (errors: FieldErrors, at: string, into: Record<string, string>): Record<string, string> => {
  for (const [name, error] of Object.entries(errors)) {
    if (!error) continue
    const path = at ? `${at}.${name}` : name
    if (typeof error.message === 'string') into[name === 'root' ? '' : path] = error.message
    else if (typeof error === 'object' && !('ref' in error)) flat(error as FieldErrors, path, into)
  }
  return into
}

/** A value as a field is sent with it. */
const fieldText = (value: unknown): string | undefined => {
  if (value === true) return 'on'
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

/**
 * The form's state, and for FormShell its errors in words: `<FormShell {...form.shell}>`. A submit is checked in the
 * browser, then posts the form as it stands, so that one action answers with and without JavaScript. `domain` names the
 * language file that words the messages.
 */
export const useSchemaForm = <S extends z.ZodMiniType<FieldValues, FieldValues>>(
  schema: S,
  defaultValues: DefaultValues<z.input<S>>,
  domain: string,
) => {
  const data = useActionData<ServerAnswer>()
  const name = useId()
  const sent = useSentBy(name)
  const submit = useSubmit()
  // What the form was shown with is the page's to say, and newer by now: with it the form may be sent once more.
  const first = sent ? { ...sent, ...shownWith(defaultValues) } : defaultValues
  const form = useForm<z.input<S>, unknown, z.output<S>>({
    resolver: zodResolver(schema),
    defaultValues: first as DefaultValues<z.input<S>>,
  })
  // react-hook-form fills its fields once it runs; before that, what the server sends has to hold it.
  const register: typeof form.register = (field, options) => {
    const text = fieldText(get(first, field))
    return { ...form.register(field, options), ...(text === undefined ? {} : { defaultValue: text }) }
  }
  // Once a later attempt was stopped here, what the server said before it is over.
  const [past, setPast] = useState<ServerAnswer | null>(null)
  const said = useAnswerErrors(domain, isAnswer(data) && data !== past ? data : null)
  const say = useErrorWords(domain)
  const { errors: found, submitCount, isSubmitSuccessful } = form.formState
  const errors = useMemo(() => {
    const mine = Object.fromEntries(
      Object.entries(flat(found, '', {})).map(([field, message]) => [field, say(message)]),
    )
    return Object.keys(mine).length > 0 ? mine : said
  }, [found, said, say])
  const onSubmit = form.handleSubmit(
    (_value, event?: BaseSyntheticEvent) => {
      const target = event?.target
      const submitter = (event?.nativeEvent as SubmitEvent | undefined)?.submitter
      if (submitter instanceof HTMLButtonElement) submit(submitter)
      else if (target instanceof HTMLFormElement) submit(target)
    },
    () => setPast(data ?? null),
  )
  // Faults come and go while one types; only what an attempt was stopped for is worth leaving the field.
  const attempt = `${isSubmitSuccessful ? 0 : submitCount} ${JSON.stringify(said)}`
  // Drawn anew, the fields show the thing as it is by now, and not as it was when they were drawn first.
  const onRenewed = () => form.reset(defaultValues)
  return { ...form, register, shell: { name, onSubmit, errors, attempt, onRenewed } }
}

const shownWith = (defaults: object): object => ('revision' in defaults ? { revision: defaults.revision } : {})
