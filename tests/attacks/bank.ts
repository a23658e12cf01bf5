/** The demo bank, served as in life to whoever attacks it. */
import { type Db, openDb } from '#db/client.server.ts'
import { demoPassword } from '../../scripts/demo/stories.ts'
import { demoFile } from '../support/demo-file.ts'
import { post, type Server, signInByPost, startServer } from '../support/server.ts'

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
  const file = await demoFile()
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
