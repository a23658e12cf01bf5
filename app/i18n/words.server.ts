/** The language files, compiled once: the browser gets what a screen's domains need and only formats it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import compile from 'icu-minify/compile'
import { createTranslator, type Messages } from 'use-intl/core'
import { projectRoot } from '#app/kernel/project-root.server.ts'
import { type Locale, locales } from '#app/kernel/words.ts'

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

const isDevelopment = process.env.NODE_ENV === 'development'
const loaded = new Map<Locale, Record<string, Compiled>>()
const allWords = (locale: Locale): Record<string, Compiled> => {
  const known = isDevelopment ? undefined : loaded.get(locale)
  if (known) return known
  const words = load(locale)
  loaded.set(locale, words)
  return words
}

const packed = new Map<string, string>()
/** Messages of some domains as one JSON text, which costs a page nothing to pass on. */
export const packedWords = (locale: Locale, domains: readonly string[]): string => {
  const key = `${locale} ${domains.join(' ')}`
  const known = isDevelopment ? undefined : packed.get(key)
  if (known) return known
  const words = allWords(locale)
  const text = JSON.stringify(Object.fromEntries(domains.map((domain) => [domain, words[domain] ?? {}])))
  packed.set(key, text)
  return text
}

/**
 * Whether use-intl formats compiled messages here: in the web server's bundle, by Vite's alias. In the worker, in
 * scripts and in tests it parses them from source.
 */
const formatsCompiled =
  createTranslator({ locale: 'en', messages: { probe: compile('{x}') }, onError: () => undefined })('probe', {
    x: '1',
  }) === '1'

const sources = new Map<Locale, Source>()
const sourceWords = (locale: Locale): Source => {
  const known = isDevelopment ? undefined : sources.get(locale)
  if (known) return known
  const read = readSource(locale)
  sources.set(locale, read)
  return read
}

const entitled = new Map<string, Record<string, string>>()
/** Titles of the screens of some domains, by the file of the screen as the router names it: `shell/screens/home`. */
export const titlesOf = (locale: Locale, domains: readonly string[]): Record<string, string> => {
  const key = `${locale} ${domains.join(' ')}`
  const known = isDevelopment ? undefined : entitled.get(key)
  if (known) return known
  const titles = Object.fromEntries(domains.flatMap((domain) => titlesIn(domain, sourceWords(locale)[domain])))
  entitled.set(key, titles)
  return titles
}

const titlesIn = (domain: string, source: string | Source | undefined): [screen: string, title: string][] => {
  const titles = typeof source === 'object' ? source.titles : undefined
  if (typeof titles !== 'object') return []
  return Object.entries(titles).map(([screen, title]) => [`${domain}/screens/${screen}`, String(title)])
}

/** For what is written on the server: mail, PDF, CSV heads. Keys are looked up below `domain`. */
export const translator = (locale: Locale, domain: string, timeZone: string) => {
  const messages: Messages = formatsCompiled ? allWords(locale) : sourceWords(locale)
  return createTranslator({ locale, namespace: domain, messages, timeZone })
}

/** Reads every file once, so that a broken one is found at start and not by the first visitor. */
export const checkWords = (): void => {
  for (const locale of locales) allWords(locale)
}
