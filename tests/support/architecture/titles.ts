/** Every screen says in the browser's tab what it is, in the reader's language. */
import { sourcesIn } from './source-files.ts'
import { messages } from './words.ts'

const screen = /^app\/([\w-]+)\/(?:[\w-]+\/)*screens\/([\w-]+)\.tsx$/

export const titleViolations = (root: string): string[] => {
  const titles = new Set([...messages(root, 'en').keys()].filter((key) => key.split('.')[1] === 'titles'))
  const screens = sourcesIn(root, 'app').flatMap(({ path, text }) => {
    const [, domain, name] = screen.exec(path) ?? []
    return domain && name ? [{ path, key: `${domain}.titles.${name}`, text }] : []
  })
  const known = new Set(screens.map(({ key }) => key))
  return [
    ...screens.flatMap(({ path, key, text }) => {
      if (/\btitle: ['"`]/.test(text.match(/export const meta\b.*?\n\n/s)?.[0] ?? ''))
        return [`${path}: a title in one language`]
      return /\bthingTitle\(/.test(text)
        ? []
        : !/\bscreen(Meta|Title)\b/.test(text)
          ? [`${path}: no title`]
          : titles.has(key)
            ? []
            : [`${path}: ${key} is in no language file`]
    }),
    ...[...titles].filter((key) => !known.has(key)).map((key) => `${key}: no such screen`),
  ]
}
