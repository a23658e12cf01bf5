/** Both languages say everything, with the same blanks to fill; a screen asks for nothing that is not there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { locales } from '#app/kernel/words.ts'
import { type Source, sourcesIn } from './source-files.ts'

type Words = { [key: string]: string | Words }
type IcuPart = { type: number; value?: string; options?: Record<string, { value: IcuPart[] }>; children?: IcuPart[] }
const own = createRequire(import.meta.url)
const { parse }: { parse: (text: string) => IcuPart[] } = createRequire(own.resolve('icu-minify/compile'))(
  '@formatjs/icu-messageformat-parser',
)

/** 'domain.key.key' → message. */
export const messages = (root: string, locale: string): Map<string, string> => {
  const folder = join(root, 'app/i18n/locales', locale)
  const found = new Map<string, string>()
  const walk = (words: Words, path: string): void => {
    for (const [key, value] of Object.entries(words))
      if (typeof value === 'string') found.set(`${path}.${key}`, value)
      else walk(value, `${path}.${key}`)
  }
  if (existsSync(folder))
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.json')))
      walk(JSON.parse(readFileSync(join(folder, file), 'utf8')), file.replace('.json', ''))
  return found
}

/** Names of the blanks: {name}, {count, plural, …}, <b>…</b>. Chinese has no plural forms, so kinds may differ. */
const blanks = (message: string): string => {
  const names = new Set<string>()
  const look = (parts: IcuPart[]): void => {
    for (const part of parts) {
      // 0 is plain text, 7 is the # of a plural; all others have the name of a blank as value.
      if (part.type !== 0 && part.type !== 7 && part.value) names.add(part.type === 8 ? `<${part.value}>` : part.value)
      for (const option of Object.values(part.options ?? {})) look(option.value)
      if (part.children) look(part.children)
    }
  }
  look(parse(message))
  return [...names].sort().join(', ')
}

export const languageViolations = (root: string): string[] => {
  const all = new Map(locales.map((locale) => [locale, messages(root, locale)]))
  const keys = new Set([...all.values()].flatMap((one) => [...one.keys()]))
  return [...keys].sort().flatMap((key) => {
    const missing = locales.filter((locale) => !all.get(locale)?.has(key))
    if (missing.length > 0) return [`${key}: missing in ${missing.join(', ')}`]
    const found = locales.flatMap((locale) => {
      try {
        return [blanks(all.get(locale)?.get(key) ?? '')]
      } catch (error) {
        return [`${locale} cannot be read: ${(error as Error).message}`]
      }
    })
    return new Set(found).size === 1 ? [] : [`${key}: ${found.map((each) => `{${each}}`).join(' and ')}`]
  })
}

/** What the product counts, in English; a number before one of these may be one. */
const counted =
  /^(<\/\w+>)?\s+([a-z]+ )?(minutes|hours|days|weeks|months|years|people|rows|columns|lessons|courses|steps|sessions|attempts|questions|points|parts|pairs|files|units|cases|views|characters|bytes)\b/
/** Blanks that hold a bound of the house, or a list: never one. */
const neverOne = new Set(['limit', 'length', 'most', 'ahead'])

/** English messages that would say "1 minutes": a bare number before a plural. */
export const pluralViolations = (root: string): string[] =>
  [...messages(root, 'en')].flatMap(([key, message]) =>
    [...message.matchAll(/\{(\w+)\}/g)].flatMap(({ 0: blank, 1: name = '', index }) =>
      !neverOne.has(name) && counted.test(message.slice(index + blank.length))
        ? [`${key}: one would be said as many after ${blank}`]
        : [],
    ),
  )

/** Every literal key that a file asks for with `const t = useTranslations('domain')` or `translator(…, 'domain', …)`. */
export const missingWordViolations = (root: string): string[] => {
  const known = messages(root, 'en')
  const prefixes = new Set<string>()
  for (const key of known.keys())
    for (let dot = key.lastIndexOf('.'); dot > 0; dot = key.lastIndexOf('.', dot - 1)) prefixes.add(key.slice(0, dot))
  const isKnown = (key: string) => known.has(key) || prefixes.has(key)
  return sourcesIn(root, 'app').flatMap((source) =>
    [...new Set(askedIn(source))].flatMap((key) =>
      isKnown(key) ? [] : [`${source.path}: ${key} is in no language file`],
    ),
  )
}

const askedIn = ({ text }: Source): string[] => {
  const declared = [
    ...text.matchAll(/\bconst (\w+) = useTranslations\(\s*'([\w.-]+)'\s*\)/g),
    ...text.matchAll(/\bconst (\w+) = translator\([^()]*?,\s*'([\w.-]+)'/g),
  ]
  const spaces = new Map<string, string[]>()
  for (const [, name = '', space = ''] of declared) spaces.set(name, [...(spaces.get(name) ?? []), space])
  // A name that a file uses for two domains is left to the compiler's types.
  return [...spaces].flatMap(([name, [space, ...others]]) =>
    space === undefined || others.some((other) => other !== space)
      ? []
      : [...text.matchAll(new RegExp(`\\b${name}(?:\\.(?:rich|markup|raw))?\\(\\s*'([^'\\n]+)'`, 'g'))].map(
          (match) => `${space}.${match[1]}`,
        ),
  )
}

/** Sentences of notices that nothing sends: people would wait for news that never comes. */
export const unsentViolations = (root: string): string[] => {
  const senders = sourcesIn(root, 'app').filter(({ path }) => path !== 'app/notices/notice.ts')
  return [...messages(root, 'en').keys()].flatMap((key) => {
    const kind = /^notices\.said\.([^.]+)$/.exec(key)?.[1]
    return !kind || kind === 'other' || senders.some(({ text }) => text.includes(`'${kind}'`))
      ? []
      : [`${key}: nobody is told it`]
  })
}
