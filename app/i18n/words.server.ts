/** The language files, compiled once: the browser gets what a screen's domains need and only formats it. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import compile from 'icu-minify/compile'
import { createTranslator, type Messages } from 'use-intl/core'
import { projectRoot } from '#app/kernel/project-root.server.ts'
import { type Locale, locales } from '#app/kernel/words.ts'
import type { WordsAddress } from './words-kept.ts'

type Source = { [key: string]: string | Source }
type Compiled = { [key: string]: unknown }

const compiled = (source: Source, at = ''): Compiled =>
  Object.fromEntries(
    Object.entries(source).map(([key, value]) => [
      key,
      typeof value === 'string' ? compiledMessage(value, `${at}.${key}`) : compiled(value, `${at}.${key}`),
    ]),
  )

const compiledMessage = (message: string, at: string) => {
  try {
    return compile(message)
  } catch (cause) {
    throw new Error(`the message at ${at} is not well formed: ${message}`, { cause })
  }
}

const readSource = (locale: Locale): { [domain: string]: Source } => {
  const folder = join(projectRoot(), 'app/i18n/locales', locale)
  return Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => [file.replace('.json', ''), JSON.parse(readFileSync(join(folder, file), 'utf8')) as Source]),
  )
}

const load = (locale: Locale): Record<string, Compiled> =>
  Object.fromEntries(Object.entries(readSource(locale)).map(([domain, source]) => [domain, compiled(source, domain)]))

/** Makes a thing once for the same question; in development every time, since the files change meanwhile. */
const once = <Asked extends unknown[], Made>(make: (...asked: Asked) => Made): ((...asked: Asked) => Made) => {
  const made = new Map<string, Made>()
  return (...asked) => {
    const key = String(asked)
    const known = process.env.NODE_ENV === 'development' ? undefined : made.get(key)
    if (known !== undefined) return known
    const fresh = make(...asked)
    made.set(key, fresh)
    return fresh
  }
}

const allWords = once(load)
const sourceWords = once(readSource)

const withoutTitles = ({ titles: _, ...words }: Compiled = {}): Compiled => words

/** Messages of some domains; titles come beside them. */
export const wordsOf = once(
  (locale: Locale, domains: readonly string[]): Messages =>
    Object.fromEntries(domains.map((domain) => [domain, withoutTitles(allWords(locale)[domain])])) as Messages,
)

export type WordsFile = { address: WordsAddress; messages: Messages; text: string }

/** As a file that a browser keeps: its address changes with its content. */
export const wordsFile = once((locale: Locale, domains: readonly string[]): WordsFile => {
  const messages = wordsOf(locale, domains)
  const text = JSON.stringify(messages)
  const digest = createHash('sha256').update(text).digest('base64url').slice(0, 16)
  return { address: `/words/${locale}/${domains.join('.')}/${digest}`, messages, text }
})

/** Title of a screen by its file: `shell/screens/home.tsx`. */
export const titleOf = (locale: Locale, file: string): string | null => {
  const [, domain = '', screen = ''] = /^(\w+)\/screens\/([\w-]+)/.exec(file) ?? []
  const titles = sourceWords(locale)[domain]?.titles
  const title = typeof titles === 'object' && Object.hasOwn(titles, screen) ? titles[screen] : null
  return typeof title === 'string' ? title : null
}

/**
 * Whether use-intl formats compiled messages here: in the web server's bundle, by Vite's alias. In the worker, in
 * scripts and in tests it parses them from source.
 */
const formatsCompiled =
  createTranslator({ locale: 'en', messages: { probe: compile('{x}') }, onError: () => undefined })('probe', {
    x: '1',
  }) === '1'

/** For what is written on the server: mail, PDF, CSV heads. Keys are looked up below `domain`. */
export const translator = (locale: Locale, domain: string, timeZone: string) => {
  const messages: Messages = formatsCompiled ? allWords(locale) : sourceWords(locale)
  return createTranslator({ locale, namespace: domain, messages, timeZone })
}

/** Reads every file once, so that a broken one is found at start and not by the first visitor. */
export const checkWords = (): void => {
  for (const locale of locales) allWords(locale)
}
