import { useLocale } from 'use-intl'
import type { Words } from '#app/kernel/words.ts'
import { useWordsText } from '#app/ui/words.tsx'

/** Posts by name; a code that names no post any more stands as it is. */
export const PostNames = ({ codes, names }: { codes: readonly string[]; names: Readonly<Record<string, Words>> }) => {
  const words = useWordsText()
  const comma = useLocale() === 'en' ? ', ' : '、'
  return codes
    .map((code) => {
      const name = names[code]
      return name ? words(name) : code
    })
    .join(comma)
}
