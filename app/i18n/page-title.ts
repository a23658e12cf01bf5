/** What the browser's tab says: the thing or the screen first, since a narrow tab shows no more. */
import { type Locale, type Words, wordsIn } from '#app/kernel/words.ts'

/** Of the routes on the page, from the document inwards, what a title needs. */
type Matches = readonly { data: unknown }[]
/** What the document's own loader says: the title of the screen at the address. */
export type TitleSource = { locale: Locale; title: string | null }

const brand: Record<Locale, string> = { 'zh-CN': '梯队', en: 'Echelon' }
const sourceOf = (matches: Matches): TitleSource | undefined => matches[0]?.data as TitleSource | undefined

/** Title of the screen; the product's name where nothing is known of it. */
export const screenTitle = (matches: Matches): string => {
  const source = sourceOf(matches)
  return source?.title ? `${source.title} · ${brand[source.locale]}` : '梯队 Echelon'
}

/** Of every screen without a name of its own: its title stands under `titles` in its domain's language files. */
export const screenMeta = ({ matches }: { matches: Matches }) => [{ title: screenTitle(matches) }]

/** Title of a screen that shows one named thing, in the reader's language. */
export const thingTitle = (matches: Matches, name: Words | undefined): string => {
  const source = sourceOf(matches)
  return source && name ? `${wordsIn(name, source.locale).text} · ${brand[source.locale]}` : screenTitle(matches)
}
