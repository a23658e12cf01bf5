import { locales } from '#app/kernel/words.ts'

/** Paths of words that exist in one language only. */
export const halfWritten = (value: unknown, path = '$'): string[] => {
  if (value === null || typeof value !== 'object') return []
  const fields = Object.entries(value)
  const written = locales.filter((locale) => fields.some(([key, text]) => key === locale && /\S/.test(String(text))))
  return [
    ...(written.length === 1 ? [path] : []),
    ...fields.flatMap(([key, inner]) => halfWritten(inner, `${path}.${key}`)),
  ]
}
