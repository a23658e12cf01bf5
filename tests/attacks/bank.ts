/** The demo bank, served as in life to whoever attacks it. Each file of tests starts from a copy of one load. */
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { dayOf } from '#app/kernel/day.ts'
import { type Db, openDb } from '#db/client.server.ts'
import { loadDemo } from '../../scripts/demo/load.ts'
import { demoPassword } from '../../scripts/demo/stories.ts'
import { freshFile, freshFolder, timeZone } from '../support/database.ts'
import { surroundings } from '../support/jobs.ts'
import { post, type Server, signInByPost, startServer } from '../support/server.ts'
import { root } from '../support/template.ts'

const cache = join(root, 'node_modules/.cache/echelon')
const folders = ['app', 'content', 'db', 'scripts']

/** What the demo bank depends on: our code, the content, and the day on which it stands. */
const digest = (): string => {
  const hash = createHash('sha256').update(dayOf(Date.now(), timeZone))
  for (const folder of folders)
    for (const each of readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
      if (each.isFile()) hash.update(each.name).update(readFileSync(join(each.parentPath, each.name)))
  return hash.digest('hex').slice(0, 16)
}

/** Loaded by the first file of tests that asks, and kept until the code, the content or the day is another. */
const demoFile = async (): Promise<string> => {
  const name = `attacked-${digest()}.db`
  const path = join(cache, name)
  if (existsSync(path)) return path
  const file = await freshFile()
  const loaded = await loadDemo({ url: file, surroundings })
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error))
  for (const old of readdirSync(cache)) if (old.startsWith('attacked-')) rmSync(join(cache, old), { force: true })
  const unfinished = join(cache, `attacked-${process.pid}.part`)
  copyFileSync(file, unfinished)
  renameSync(unfinished, path)
  return path
}

export type Bank = Server & {
  file: string
  /** The Cookie header of a person of the demo bank, who signs in once. */
  cookieOf: (name: string) => Promise<string>
  get: (path: string, by?: string | null, headers?: Record<string, string>) => Promise<Response>
  post: (path: string, fields: Record<string, string>, by?: string | null) => Promise<Response>
}

/** Starts the server on a copy; `prepare` may add to the bank before it opens. */
export const attackedBank = async (
  options: { prepare?: (db: Db) => Promise<void>; environment?: Record<string, string> } = {},
): Promise<Bank> => {
  const file = join(freshFolder(), 'echelon.db')
  copyFileSync(await demoFile(), file)
  if (options.prepare) {
    const db = openDb({ url: file })
    await options.prepare(db)
    db.engine.close()
  }
  const server = await startServer({ environment: { DATABASE_URL: `file:${file}`, ...options.environment } })
  const cookies = new Map<string, Promise<string>>()
  const cookieOf = (name: string): Promise<string> => {
    const cookie = cookies.get(name) ?? signInByPost(server.address, name, demoPassword)
    cookies.set(name, cookie)
    return cookie
  }
  return {
    ...server,
    file,
    cookieOf,
    get: async (path, by = null, headers = {}) =>
      fetch(`${server.address}${path}`, {
        redirect: 'manual',
        headers: { Accept: 'text/html', ...(by ? { Cookie: await cookieOf(by) } : {}), ...headers },
      }),
    post: async (path, fields, by = null) => post(server.address, path, fields, by ? await cookieOf(by) : ''),
  }
}
