import type { Outcome } from '#app/kernel/result.ts'

/** What was done, where a refusal would mean that the test itself is wrong. */
export const must = <T>(outcome: Outcome<T, string, unknown>): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error))
  return outcome.value
}
