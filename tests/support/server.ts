/** The built server as a real process, with a folder of its own, on any free port. */
import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { afterEachFile } from './after-file.ts'
import { freshFolder } from './database.ts'
import { root } from './template.ts'

export type Server = {
  /** http://127.0.0.1:… */
  address: string
  varDir: string
  pid: number
  /** Everything that it has printed. */
  printed: () => string
  /** Asks it to end, and gives its exit code. */
  stop: () => Promise<number | null>
  /** kill -9. */
  kill: () => Promise<void>
}

export type ServerOptions = {
  /** An existing folder, to start on what is there; otherwise a new one. */
  varDir?: string
  /** A folder to start from a copy of, such as the demo bank's. */
  copyOf?: string
  environment?: Record<string, string>
}

const running = new Set<ChildProcess>()
afterEachFile(() => {
  for (const child of running) child.kill('SIGKILL')
})
// Not even a test that is broken off leaves a server behind.
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

const ours = new Set(['DATABASE_URL', 'DATABASE_REPLICA_URL', 'ORIGIN', 'SMTP_URL', 'SECRET', 'TRUST_PROXY', 'VITEST'])

/** Environment of a server under test: ours without what would point it at a real bank. */
const surroundings = (varDir: string, more: Record<string, string> = {}): NodeJS.ProcessEnv => {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.has(name)))
  return { ...own, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: '0', DEMO: '0', VAR_DIR: varDir, ...more }
}

/** Starts the server and waits until it says where it is. Builds first when that is needed. */
export const startServer = async (options: ServerOptions = {}): Promise<Server> => {
  const varDir = options.varDir ?? freshFolder()
  if (options.copyOf) cpSync(options.copyOf, varDir, { recursive: true })
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs')], {
    cwd: root,
    env: surroundings(varDir, options.environment),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let printed = ''
  const ended = new Promise<number | null>((done) =>
    child.once('exit', (code) => {
      running.delete(child)
      done(code)
    }),
  )
  const address = await new Promise<string>((done, fail) => {
    const hear = (chunk: Buffer) => {
      printed += chunk
      const said = /open at (http\S+)/.exec(printed)?.[1]
      if (said) done(said)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    void ended.then((code) => fail(new Error(`the server ended with ${code} before it opened:\n${printed}`)))
    setTimeout(() => fail(new Error(`the server did not open within 4 minutes:\n${printed}`)), 240_000).unref()
  })
  return {
    address,
    varDir,
    pid: child.pid ?? 0,
    printed: () => printed,
    stop: () => {
      child.kill('SIGTERM')
      return ended
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Runs `npm start` or a script to its end; for starts that are refused, and for backup, verify and the like. */
export const runToEnd = (
  args: string[],
  varDir: string,
  environment: Record<string, string> = {},
): Promise<{ code: number | null; out: string; error: string }> =>
  new Promise((done) => {
    const child = spawn(process.execPath, args, { cwd: root, env: surroundings(varDir, environment) })
    running.add(child)
    let out = ''
    let error = ''
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.stderr.on('data', (chunk) => {
      error += chunk
    })
    child.once('close', (code) => {
      running.delete(child)
      done({ code, out, error })
    })
  })

export const runStart = (varDir: string, environment?: Record<string, string>) =>
  runToEnd(['scripts/start.mjs'], varDir, environment)
export const runScript = (name: string, args: string[], varDir: string, environment?: Record<string, string>) =>
  runToEnd(['scripts/run.mjs', name, ...args], varDir, { npm_config_loglevel: 'silent', ...environment })

/** Signs in without a browser; the answer is the Cookie header of the session. */
export const signInByPost = async (address: string, name: string, password: string): Promise<string> => {
  const answer = await post(address, '/sign-in', { name, password })
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '')
  if (answer.status !== 302 || cookies.length === 0)
    throw new Error(`sign-in of ${name} was answered with ${answer.status}`)
  return cookies.join('; ')
}

/** Posts a form as our own pages do. Redirects are not followed. */
export const post = (address: string, path: string, fields: Record<string, string>, cookie = ''): Promise<Response> =>
  fetch(`${address}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: address, Accept: 'text/html', ...(cookie ? { Cookie: cookie } : {}) },
    body: new URLSearchParams(fields),
  })
