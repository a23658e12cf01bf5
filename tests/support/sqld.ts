/** Starts real libSQL servers: a primary, and replicas of it. Each keeps its data in a folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from 'vitest'
import { findSqld, sqldAbsent } from '../../scripts/sqld.mjs'
import { afterEachFile } from './after-file.ts'

const isFast = Boolean(process.env.ECHELON_FAST)
export const isSqldHere = (): boolean => !isFast && findSqld() !== null

/** A describe block that needs a libSQL server; where there is none, one sentence says so. */
export const onCluster = (name: string, define: () => void): void => {
  if (!isSqldHere()) console.info(isFast ? `${name}: left out of the fast run.` : `${name}: ${sqldAbsent}`)
  describe.runIf(isSqldHere())(name, define)
}

export type Sqld = {
  /** http://127.0.0.1:… — what DATABASE_URL names. */
  url: string
  grpcUrl: string
  /** The same server over websockets. */
  wsUrl: string
  stop: () => Promise<void>
  kill: () => Promise<void>
  /** Starts the stopped or killed server again, on the same ports and data. */
  again: () => Promise<void>
}

const running = new Set<ChildProcess>()
const folders = new Set<string>()
const clear = () => {
  for (const child of running) child.kill('SIGKILL')
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  running.clear()
  folders.clear()
}
// A test that fails, or is broken off, does not come to its own stop.
afterEachFile(clear)
process.once('exit', clear)

/** A primary, or with `primary` a replica of that one. */
export const startSqld = async (primary?: Sqld): Promise<Sqld> => {
  const program = findSqld()
  if (!program) throw new Error(sqldAbsent)
  const folder = mkdtempSync(join(tmpdir(), 'echelon-sqld-'))
  folders.add(folder)
  const [http, grpc] = [await freePort(), await freePort()]
  const role = primary ? ['--primary-grpc-url', primary.grpcUrl] : ['--grpc-listen-addr', `127.0.0.1:${grpc}`]
  const url = `http://127.0.0.1:${http}`
  let child: ChildProcess
  const begin = async () => {
    const options = ['--db-path', join(folder, 'data'), '--http-listen-addr', `127.0.0.1:${http}`, '--no-welcome']
    child = spawn(program, [...options, '--shutdown-timeout', '1', ...role], { stdio: ['ignore', 'ignore', 'pipe'] })
    const begun = child
    running.add(begun)
    begun.once('exit', () => running.delete(begun))
    let said = ''
    child.stderr?.on('data', (chunk) => {
      said = (said + chunk).slice(-2_000)
    })
    for (let tries = 0; tries < 200; tries++) {
      if (child.exitCode !== null) throw new Error(`sqld ended at once: ${said}`)
      if (await answers(`${url}/health`)) return
      await new Promise((done) => setTimeout(done, 25))
    }
    throw new Error(`sqld did not answer within 5 s: ${said}`)
  }
  const end = (signal: NodeJS.Signals) =>
    new Promise<void>((done) => {
      if (child.exitCode !== null || child.signalCode !== null) return done()
      child.once('exit', () => done())
      child.kill(signal)
    })
  await begin()
  return {
    url,
    wsUrl: url.replace('http:', 'ws:'),
    grpcUrl: `http://127.0.0.1:${grpc}`,
    again: begin,
    kill: () => end('SIGKILL'),
    // Nothing of a test server is worth a slow farewell.
    stop: async () => {
      await end('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    (answer) => answer.ok,
    () => false,
  )

export const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (typeof address === 'object' && address ? done(address.port) : fail(new Error('no port'))))
    })
  })
