/** The demo bank as the tests know it, loaded once for each file of tests. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Db, openDb } from '#db/client.server.ts'
import { loadDemo } from '../../scripts/demo/load.ts'
import { afterEachFile } from './after-file.ts'
import { clock, freshFile, freshFolder } from './database.ts'
import { surroundings } from './jobs.ts'

let made: Promise<string> | null = null
// Its folder goes with the file of tests.
afterEachFile(() => {
  made = null
})

const make = async (): Promise<string> => {
  const path = await freshFile()
  const loaded = await loadDemo({ url: path, asOf: clock.today, surroundings })
  if (!loaded.ok) throw new Error(`the demo bank was not loaded: ${JSON.stringify(loaded.error)}`)
  return path
}

/** A copy of the demo bank, standing on the tests' day. */
export const demoBank = async (): Promise<Db> => {
  made ??= make()
  const path = join(freshFolder(), 'demo.db')
  copyFileSync(await made, path)
  return openDb({ url: path })
}
