/**
 * npm run screenshots: every screen in both languages and themes, wide and on a phone, into var/screenshots.
 *   --address http://127.0.0.1:3000   a running server with the demo bank (the default)
 *   --only learning/                  screens whose file name contains this
 *   --locale en --theme dark --size phone
 *   --sign-in NAME:PASSWORD           instead of the demo bank's people; may be repeated
 * In the demo bank it also sits an assessment, drafts a template, uploads a roster and asks for a new password, to see
 * what no link leads to.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { addresses } from '#app/routes.ts'
import { launchBrowser } from '../browser.ts'
import { demoPassword, stories } from '../demo/stories.ts'
import { giveUp } from '../terminal.ts'
import { screensBehindActs } from './behind-acts.ts'
import { contactSheet, type Shot } from './contact-sheet.ts'
import { crawl, type SignIn } from './crawl.ts'
import { lookName, looks, shoot } from './shoot.ts'

const { values } = parseArgs({
  options: {
    address: { type: 'string', default: 'http://127.0.0.1:3000' },
    only: { type: 'string' },
    locale: { type: 'string' },
    theme: { type: 'string' },
    size: { type: 'string' },
    out: { type: 'string', default: 'var/screenshots' },
    'sign-in': { type: 'string', multiple: true },
  },
})
const { address, only } = values
const out = resolve(values.out)
const isUp = await fetch(`${address}/health`).then(
  (answer) => answer.ok,
  () => false,
)
if (!isUp) giveUp(`No server answers at ${address}: run npm start in another terminal, or name one with --address.`)

const named: SignIn[] = (values['sign-in'] ?? []).map((text) => {
  const [name = '', ...password] = text.split(':')
  return { name, password: password.join(':') }
})
const demoPerson = (name: string): SignIn => ({ name, password: demoPassword })
const people = named.length > 0 ? named : stories.map(({ key }) => demoPerson(key))
const linked = await crawl(address, addresses, people)
const acted =
  named.length > 0 ? [] : await screensBehindActs(address, { employee: demoPerson('employee'), hr: demoPerson('hr') })
const found = [...linked.filter(({ file }) => !acted.some((screen) => screen.file === file)), ...acted]
const screens = found.filter((screen) => !only || screen.file.includes(only))
const wanted = looks.filter(
  (look) =>
    (!values.locale || look.locale === values.locale) &&
    (!values.theme || look.theme === values.theme) &&
    (!values.size || look.size === values.size),
)
const unreached = addresses
  .map((route) => route.file)
  .filter((file) => file.endsWith('.tsx') && !found.some((screen) => screen.file === file))

const browser = await launchBrowser()
const waiting = screens.flatMap((screen) => wanted.map((look) => ({ screen, look })))
const shots: Shot[] = []
const work = async (): Promise<void> => {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const folder = next.screen.file.replace(/\.tsx$/, '').replace('/screens/', '/')
    const file = `${folder}/${lookName(next.look)}.png`
    mkdirSync(join(out, folder), { recursive: true })
    const faults = await shoot(browser, address, next.screen, next.look, join(out, file))
    shots.push({ ...next, file, faults })
    for (const fault of faults) console.log(`${file}: ${fault}`)
  }
}
await Promise.all([work(), work()])
await browser.close()
shots.sort((a, b) => a.file.localeCompare(b.file))
writeFileSync(join(out, 'index.html'), contactSheet(shots, unreached))
if (unreached.length > 0) console.log(`No link leads to: ${unreached.join(', ')}`)
console.log(`${shots.length} shots of ${screens.length} screens: ${join(out, 'index.html')}`)
