/** Whether a search fits: every word of it occurs in one of the texts, whatever the case and width of its letters. */
import type { Words } from '#app/kernel/words.ts'

const plain = (text: string) => text.normalize('NFKC').toLowerCase()
const textsOf = (value: string | Words): string[] => (typeof value === 'string' ? [value] : Object.values(value))

export const matches = (q: string, ...values: (string | Words)[]): boolean => {
  const all = plain(values.flatMap(textsOf).join('\n'))
  return plain(q)
    .split(/\s+/)
    .every((word) => all.includes(word))
}
