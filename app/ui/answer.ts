/** What the server said about the last post, in words. */
import { useActionData } from '@remix-run/react'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'

export type ServerAnswer = {
  /** Message keys by field path. */
  errors?: Record<string, string>
  values?: Record<string, unknown>
  /** Why the command refused: a key under `refusals` of the domain's words. */
  refusal?: { code: string; detail?: unknown }
}

const valuesOf = (detail: unknown): Record<string, string | number> =>
  typeof detail === 'object' && detail !== null
    ? Object.fromEntries(
        Object.entries(detail).filter((entry): entry is [string, string | number] =>
          ['string', 'number'].includes(typeof entry[1]),
        ),
      )
    : {}

/** Turns message keys into words: the domain's `errors.…` first, then the common ones. */
export const useErrorWords = (domain: string): ((message: string) => string) => {
  const own = useTranslations(domain)
  const common = useTranslations('ui')
  return (message) => {
    const key = `errors.${message}`
    if (own.has(key)) return own(key)
    return common.has(key) ? common(key) : common('errors.invalid')
  }
}

/** Errors of an answer by field path, its refusal under '' — ready for FormShell or ErrorSummary. */
export const useAnswerErrors = (domain: string, answer: ServerAnswer | undefined | null): Record<string, string> => {
  const say = useErrorWords(domain)
  const own = useTranslations(domain)
  const common = useTranslations('ui')
  // biome-ignore lint/correctness/useExhaustiveDependencies: words change only with the page
  return useMemo(() => {
    const errors: Record<string, string> = {}
    if (answer?.refusal) {
      const key = `refusals.${answer.refusal.code}`
      errors[''] = own.has(key)
        ? own(key, valuesOf(answer.refusal.detail))
        : common.has(key)
          ? common(key)
          : common('errors.refused')
    }
    for (const [field, message] of Object.entries(answer?.errors ?? {}))
      errors[field === 'form' ? '' : field] = say(message)
    return errors
  }, [answer])
}

/** The same for the page's own action. */
export const useActErrors = (domain: string): Record<string, string> => {
  const answer = useActionData<ServerAnswer>()
  return useAnswerErrors(domain, isAnswer(answer) ? answer : null)
}

export const isAnswer = (value: unknown): value is ServerAnswer =>
  typeof value === 'object' && value !== null && ('errors' in value || 'refusal' in value)
