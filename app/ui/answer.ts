/** What the server said about the last post, in words. */
import { useActionData } from '@remix-run/react'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { errorWords, isAnswer, refusalWords, type ServerAnswer } from '#app/i18n/answer-words.ts'

export { isAnswer, type ServerAnswer } from '#app/i18n/answer-words.ts'

/** Turns message keys into words: the domain's `errors.…` first, then the common ones. */
export const useErrorWords = (domain: string): ((message: string) => string) => {
  const own = useTranslations(domain)
  const common = useTranslations('ui')
  return (message) => errorWords(message, own, common)
}

/** Errors of an answer by field path, its refusal under '' — ready for FormShell or ErrorSummary. */
export const useAnswerErrors = (domain: string, answer: ServerAnswer | undefined | null): Record<string, string> => {
  const own = useTranslations(domain)
  const common = useTranslations('ui')
  // biome-ignore lint/correctness/useExhaustiveDependencies: words change only with the page
  return useMemo(() => {
    const errors: Record<string, string> = {}
    if (answer?.refusal) errors[''] = refusalWords(answer.refusal, own, common)
    for (const [field, message] of Object.entries(answer?.errors ?? {}))
      errors[field === 'form' ? '' : field] = errorWords(message, own, common)
    return errors
  }, [answer])
}

/** The same for the page's own action. */
export const useActErrors = (domain: string): Record<string, string> => {
  const answer = useActionData<ServerAnswer>()
  return useAnswerErrors(domain, isAnswer(answer) ? answer : null)
}
