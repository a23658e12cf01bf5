/** A screen's browser gets the words of the domains that routes.ts names for it: its parts may need no others. */
import { routesOf } from './guards.ts'
import { kindOf } from './imports.ts'
import { type Source, sourcesIn } from './source-files.ts'

/** The frame's and the design system's words are always there. */
const always = ['shell', 'ui']

export const unreachedWordViolations = async (root: string): Promise<string[]> => {
  const sources = new Map(sourcesIn(root, 'app').map((source) => [source.path, source]))
  const routes = (await routesOf(root)) as readonly { file: string; words?: readonly string[] }[]
  return routes.flatMap(({ file, words = [] }) => {
    if (!file.endsWith('.tsx')) return []
    const given = new Set([...always, file.split('/')[0] ?? '', ...words])
    return [...domainsAsked(sources, `app/${file}`)].flatMap(([domain, by]) =>
      given.has(domain) ? [] : [`app/${file}: shows words of ${domain} (${by}) that routes.ts does not name`],
    )
  })
}

/** Domain → the file that asks for it, over everything that the screen shows. */
const domainsAsked = (sources: ReadonlyMap<string, Source>, screen: string): Map<string, string> => {
  const asked = new Map<string, string>()
  const seen = new Set<string>()
  const walk = (path: string): void => {
    const source = sources.get(path)
    if (!source || seen.has(path)) return
    seen.add(path)
    for (const match of source.text.matchAll(/\buseTranslations\(\s*'([\w-]+)/g))
      if (match[1] && !asked.has(match[1])) asked.set(match[1], path)
    for (const one of source.imports) if (one.file && !one.isType && kindOf(one.file) !== 'records') walk(one.file)
  }
  walk(screen)
  return asked
}
