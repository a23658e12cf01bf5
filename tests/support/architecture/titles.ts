/** Every screen says in the browser's tab what it is, in the reader's language. */
import { type Source, sourcesIn } from './source-files.ts'
import { messages } from './words.ts'

const screen = /^app\/([\w-]+)\/(?:[\w-]+\/)*screens\/([\w-]+)\.tsx$/
/** The address that only says that there is nothing shows no page of its own. */
const showsNothing = (text: string) => /=> null\nexport default/.test(text)

export const titleViolations = (root: string): string[] => {
  const titles = new Set([...messages(root, 'en').keys()].filter((key) => key.split('.')[1] === 'titles'))
  const screens = sourcesIn(root, 'app').flatMap((source) => {
    const [, domain, name] = screen.exec(source.path) ?? []
    return domain && name && !showsNothing(source.text) ? [{ source, key: `${domain}.titles.${name}` }] : []
  })
  const wanted = new Set(screens.map(({ key }) => key))
  return [
    ...screens.flatMap(({ source, key }) => faultOf(source, key, titles) ?? []),
    ...[...titles].filter((key) => !wanted.has(key)).map((key) => `${key}: no such screen`),
  ]
}

const faultOf = ({ path, text }: Source, key: string, titles: ReadonlySet<string>): string | null => {
  const meta = text.match(/export const meta\b.*?\n\n/s)?.[0] ?? ''
  if (/\btitle: ['"`]/.test(meta)) return `${path}: a title in one language`
  if (/\bthingTitle\(/.test(meta)) return null
  if (!/\bscreen(Meta|Title)\b/.test(meta)) return `${path}: no title`
  return titles.has(key) ? null : `${path}: ${key} is in no language file`
}
