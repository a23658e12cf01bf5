/** A server whose clock can be set back an hour while it runs: every `Date` of its process asks a file. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { freshFolder } from '../support/database.ts'

export const hour = 3_600_000

const clock = (sign: string) => `
import { existsSync } from 'node:fs'
const { now } = Date
const RealDate = Date
const time = () => now() - (existsSync(${JSON.stringify(sign)}) ? ${hour} : 0)
globalThis.Date = class Date extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(time())
    else super(...given)
  }
  static now() {
    return time()
  }
}
`

export const clockToSetBack = () => {
  const folder = freshFolder()
  const sign = join(folder, 'set-back')
  const module = join(folder, 'clock.mjs')
  writeFileSync(module, clock(sign))
  return {
    environment: { NODE_OPTIONS: `--import=${pathToFileURL(module)}` },
    setBack: () => writeFileSync(sign, ''),
    now: () => Date.now() - (existsSync(sign) ? hour : 0),
  }
}
