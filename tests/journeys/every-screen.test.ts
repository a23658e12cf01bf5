/**
 * Every screen that a person of the demo bank can reach by following links: it answers, breaks no rule of the content
 * policy, says everything in both languages, fits a phone and a page at twice its size, is worked by keys alone, moves
 * for nobody who asked for no motion, and axe finds nothing in either theme.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addresses } from '#app/routes.ts'
import { demoPassword, stories } from '../../scripts/demo/stories.ts'
import { screensBehindActs } from '../../scripts/screenshots/behind-acts.ts'
import { crawl, type Screen } from '../../scripts/screenshots/crawl.ts'
import { startDemoServer } from '../support/acts.ts'
import {
  accessibilityFaults,
  actOutOfReach,
  barsCutOff,
  movingParts,
  phone,
  rulesOfColour,
  scrollsSideways,
  showTheme,
  type Visit,
  visit,
  zoomed,
} from '../support/browser.ts'
import type { Server } from '../support/server.ts'

const demoPerson = (name: string) => ({ name, password: demoPassword })
const people = stories
  // Someone who has left is turned away at the door.
  .filter(({ key }) => key !== 'leaver')
  .map(({ key }) => demoPerson(key))
const languages = ['zh-CN', 'en'] as const
type Language = (typeof languages)[number]

/** A word that was not found shows as its key, such as performance.grid.title. */
const domains = [...new Set(addresses.map(({ file }) => file.split('/')[0]))].join('|')
const bareKey = new RegExp(`(?<![\\w/.@-])(?:${domains})\\.[a-z][\\w-]*(?:\\.[\\w-]+)+(?![\\w/])`, 'g')

let server: Server
let screens: Screen[] = []
const refused: string[] = []

beforeAll(async () => {
  server = await startDemoServer()
  const linked = await crawl(server.address, addresses, people, {
    visitsPerRoute: 2,
    onRefusal: (to, person, status) => refused.push(`${status} for ${person} at ${to}`),
  })
  const acted = await screensBehindActs(server.address, { employee: demoPerson('employee'), hr: demoPerson('hr') })
  screens = [...linked.filter(({ file }) => !acted.some((screen) => screen.file === file)), ...acted]
})
afterAll(() => server.stop())

/** What is wrong with a screen: asked for on a desk, shown at twice its size, then narrowed to a phone in the dark. */
const faultsOf = async (seen: Visit, screen: Screen, language: Language): Promise<string[]> => {
  const { context, page, violations, errors } = seen
  const faults: string[] = []
  await context.clearCookies()
  await context.addCookies(cookiesOf(screen, language).map(([name, value]) => ({ name, value, url: server.address })))
  await page.setViewportSize({ width: 1440, height: 900 })
  const answer = await page.goto(screen.to, { waitUntil: 'load' })
  if (answer?.status() !== 200) faults.push(`answered with ${answer?.status()}`)
  await page.locator('h1').first().waitFor()
  const axe = async (look: string, rules?: readonly string[]) =>
    faults.push(...(await accessibilityFaults(page, rules)).map((fault) => `${look}: ${fault}`))
  await showTheme(page, 'light')
  await axe('light')
  faults.push(...(await movingParts(page)).map((part) => `moves though no motion is wanted: ${part}`))
  await page.setViewportSize(zoomed)
  if (await scrollsSideways(page)) faults.push('scrolls sideways at twice its size')
  faults.push(...(await actOutOfReach(page)).map((fault) => `at twice its size ${fault}`))
  await page.setViewportSize(phone)
  await showTheme(page, 'dark')
  // The elements are the same; their colours and places are not.
  await axe('dark, phone', [...rulesOfColour, 'scrollable-region-focusable', 'target-size'])
  if (await scrollsSideways(page)) faults.push('scrolls sideways on the phone')
  faults.push(...(await barsCutOff(page)).map((name) => `the bar "${name}" is cut off on the phone`))
  faults.push(...keysIn(await page.locator('body').innerText()), ...violations.splice(0), ...errors.splice(0))
  return faults.map((fault) => `${screen.to} as ${screen.by?.name} ${language}: ${fault}`)
}

const cookiesOf = (screen: Screen, language: Language): [string, string][] => [
  ...screen.cookie
    .split('; ')
    .map((pair): [string, string] => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)])
    .filter(([name]) => name !== '' && name !== 'language' && name !== 'theme'),
  ['language', language],
]

const keysIn = (text: string): string[] => [...new Set(text.match(bareKey))].map((key) => `no words for ${key}`)

/** The text as the server sends it in a language, without what the page carries for its scripts. */
const textIn = async (screen: Screen, language: Language): Promise<string> => {
  const Cookie = cookiesOf(screen, language)
    .map((pair) => pair.join('='))
    .join('; ')
  const answer = await fetch(`${server.address}${screen.to}`, { headers: { Cookie, Accept: 'text/html' } })
  const html = await answer.text()
  // What a character that was torn apart on the way leaves behind.
  expect(html.match(/.{0,20}[\0\uFFFD]+.{0,20}/g), screen.to).toBeNull()
  return html.replaceAll(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ').replaceAll(/<[^>]*>/g, '\n')
}

describe('every screen that links lead to', () => {
  it('is there for whoever is shown the link', () => {
    expect(refused).toEqual([])
    const reached = new Set(screens.map(({ file }) => file))
    const pages = addresses.map(({ file }) => file).filter((file) => file.endsWith('.tsx'))
    // The gallery is for development, the first run for an empty bank (the front door's journey), and nothing stands at the address of nothing.
    const elsewhere = ['identity/screens/first-run.tsx', 'ui/screens/gallery.tsx', 'shell/screens/missing.tsx']
    expect(pages.filter((file) => !reached.has(file))).toEqual(elsewhere)
  })

  it('has its words in both languages', async () => {
    const faults: string[] = []
    for (const screen of screens)
      for (const language of languages)
        for (const fault of keysIn(await textIn(screen, language)))
          faults.push(`${screen.to} as ${screen.by?.name} ${language}: ${fault}`)
    expect(faults).toEqual([])
    expect(server.printed()).not.toMatch(/MISSING_MESSAGE|Error:/)
  })

  it('is well formed, on a desk and on a phone, light and dark', { timeout: 240_000 }, async () => {
    const faults: string[] = []
    const walk = async (language: Language, own: readonly Screen[]): Promise<void> => {
      const seen = await visit(server.address, { locale: language })
      for (const screen of own) faults.push(...(await faultsOf(seen, screen, language)))
    }
    await Promise.all(
      languages.map((language, at) =>
        walk(
          language,
          screens.filter((_, place) => place % 2 === at),
        ),
      ),
    )
    expect(faults).toEqual([])
  })
})
