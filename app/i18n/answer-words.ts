/** The words of what the server said about a post: for the page that shows it, and where there is no page. */

export type ServerAnswer = {
  /** Message keys by field path. */
  errors?: Record<string, string>
  /** What was sent, and the name of the form that sent it: the guard adds both. */
  values?: Record<string, unknown>
  form?: string
  /** Why the command refused: a key under `refusals` of the domain's words. */
  refusal?: { code: string; detail?: unknown }
}

/** Words of one domain, as use-intl gives them. */
export type Say = { (key: string, values?: Record<string, string | number>): string; has: (key: string) => boolean }

export const isAnswer = (value: unknown): value is ServerAnswer =>
  typeof value === 'object' && value !== null && ('errors' in value || 'refusal' in value)

/** Why the command refused: in the domain's own words, else in the common ones; by name where it is known who acted. */
export const refusalWords = ({ code, detail }: NonNullable<ServerAnswer['refusal']>, own: Say, common: Say): string => {
  const values = valuesOf(detail)
  const keys = [...('by' in values ? [`refusals.${code}-by`] : []), `refusals.${code}`]
  for (const key of keys) for (const say of [own, common]) if (say.has(key)) return say(key, values)
  return common('errors.refused')
}

const valuesOf = (detail: unknown): Record<string, string | number> =>
  typeof detail === 'object' && detail !== null
    ? Object.fromEntries(
        Object.entries(detail).filter((entry): entry is [string, string | number] =>
          ['string', 'number'].includes(typeof entry[1]),
        ),
      )
    : {}

/** What is wrong with a field: in the domain's own words, else in the common ones. */
export const errorWords = (message: string, own: Say, common: Say): string => {
  const key = `errors.${message}`
  return own.has(key) ? own(key) : common(common.has(key) ? key : 'errors.invalid')
}
