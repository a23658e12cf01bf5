/** The file of the demo bank, loaded once for all tests that ask for it and kept until what it is made of is another. */
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Day, dayOf } from '#app/kernel/day.ts'
import { loadDemo } from '../../scripts/demo/load.ts'
import { freshFile, freshFolder, timeZone } from './database.ts'
import { surroundings } from './jobs.ts'
import { root } from './template.ts'

const cache = join(root, 'node_modules/.cache/echelon')
const folders = ['app', 'content', 'db', 'scripts']

/** What the demo bank depends on besides its day: our code, the content, and the day on which it is made. */
const digest = (): string => {
  const hash = createHash('sha256').update(dayOf(Date.now(), timeZone))
  for (const folder of folders)
    for (const each of readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
      if (each.isFile()) hash.update(each.name).update(readFileSync(join(each.parentPath, each.name)))
  return hash.digest('hex').slice(0, 16)
}

/** Loaded by the first who asks; two who ask at once both load it, and the later file takes the place of the first. */
const loaded = async (asOf: Day): Promise<string> => {
  const making = `demo-${digest()}`
  const path = join(cache, `${making}-${asOf}.db`)
  if (existsSync(path)) return path
  const file = await freshFile()
  const outcome = await loadDemo({ url: file, asOf, surroundings })
  if (!outcome.ok) throw new Error(`the demo bank was not loaded: ${JSON.stringify(outcome.error)}`)
  mkdirSync(cache, { recursive: true })
  for (const old of readdirSync(cache))
    if (old.startsWith('demo-') && !old.startsWith(making)) rmSync(join(cache, old), { force: true })
  const unfinished = join(cache, `${making}-${basename(dirname(file))}.part`)
  copyFileSync(file, unfinished)
  renameSync(unfinished, path)
  return path
}

/** Path of a copy of the demo bank that stands on `asOf`, today unless told; it goes when the file of tests ends. */
export const demoFile = async (asOf: Day = dayOf(Date.now(), timeZone)): Promise<string> => {
  const path = join(freshFolder(), 'echelon.db')
  copyFileSync(await loaded(asOf), path)
  return path
}
