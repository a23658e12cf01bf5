/** Opens the bank for business: checks the surroundings, brings the database up to date, fills an empty one, serves. */
import { createServer } from 'node:net'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { type Environment, keepSecret, readEnvironment } from '#app/environment.server.ts'
import { diskTrouble } from '#app/kernel/disk-trouble.ts'
import { freeDeadLeases } from '#app/kernel/job-lease.server.ts'
import { projectRoot } from '#app/kernel/project-root.server.ts'
import { done } from '#app/kernel/result.ts'
import { startWorker } from '#app/kernel/worker-thread.server.ts'
import type { ServeOptions, serve } from '#app/server.ts'
import { type Db, openDb } from '#db/client.server.ts'
import { unwritable } from '#db/condition.server.ts'
import { migrate } from '#db/migrate.server.ts'
import { isDemoBank, loadDemo, standingOf } from './demo/load.ts'
import { signInLines } from './demo/sign-ins.ts'
import { loadContent } from './load-content.ts'
import { stamp } from './terminal.ts'

export type OpenBankOptions = {
  /** Loads the server only when everything before it went well. */
  serve: () => Promise<typeof serve>
  development?: ServeOptions['development']
  closing?: () => Promise<void>
}

export const openBank = async (options: OpenBankOptions): Promise<void> => {
  const read = readEnvironment(process.env)
  if (!read.ok) return giveUp(...(read.error.detail ?? []))
  try {
    await prepare(options, read.value)
  } catch (error) {
    const trouble = diskTrouble(error)
    if (!trouble) throw error
    giveUp(unwritable(read.value.varDir, trouble))
    // It may be listening already.
    process.exit()
  }
}

const prepare = async (options: OpenBankOptions, environment: Environment): Promise<void> => {
  const taken = await portTrouble(environment)
  if (taken) return giveUp(taken)
  const migrated = await migrate({
    url: environment.databaseUrl,
    varDir: environment.varDir,
    migrationsFolder: join(projectRoot(), 'db/migrations'),
    stamp: stamp(),
    say: console.log,
  })
  if (!migrated.ok) return giveUp(migrated.error.detail ?? migrated.error.code)
  const secret = keepSecret(environment)
  const empty = await fillEmpty(environment, secret)
  if (!empty.ok) return giveUp(empty.error.detail ?? empty.error.code)
  const db = openDb({
    url: environment.databaseUrl,
    ...(environment.replicaUrl ? { replicaUrl: environment.replicaUrl } : {}),
    // SQLite's own waiting would freeze every page; transact asks again by itself.
    busyTimeoutMs: 0,
  })
  await loadContent(db, Date.now(), console.log)
  await open(options, environment, secret, db)
}

const open = async (options: OpenBankOptions, environment: Environment, secret: string, db: Db): Promise<void> => {
  const start = await options.serve()
  const running = await start({
    db,
    host: environment.host,
    port: environment.port,
    origin: environment.origin,
    trustProxy: environment.trustProxy,
    secret,
    varDir: environment.varDir,
    mailIsShown: environment.smtpUrl === null,
    isDevelopment: environment.mode === 'development',
    now: Date.now,
    ...(options.development ? { development: options.development } : {}),
  }).catch((error: NodeJS.ErrnoException) => {
    db.engine.close()
    if (error.syscall !== 'listen' && error.syscall !== 'getaddrinfo') throw error
    return giveUp(listenTrouble(error, environment))
  })
  if (!running) return
  await freeDeadLeases(db, { hostname: hostname(), pid: process.pid, isAlive })
  const worker = await startWorker({
    databaseUrl: environment.databaseUrl,
    surroundings: {
      varDir: environment.varDir,
      origin: running.address,
      smtpUrl: environment.smtpUrl,
      secret,
    },
  })
  console.log(`Echelon is open at ${running.address}`)
  if (await isDemoBank(db)) for (const line of signInLines()) console.log(line)
  const stop = async () => {
    await Promise.all([running.stop(), worker.stop()])
    await options.closing?.()
    db.engine.close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())
}

const isAlive = (pid: number): boolean => {
  try {
    // Signal 0 asks only whether there is such a process; one of another user's is alive too.
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** An empty database gets the demo bank, unless DEMO=0; a load that was broken off goes on. */
const fillEmpty = async ({ databaseUrl, varDir, origin, smtpUrl, demo }: Environment, secret: string) => {
  const look = openDb({ url: databaseUrl })
  const { state } = await standingOf(look)
  look.engine.close()
  if (state === 'filled' || (state === 'empty' && !demo)) return done()
  console.log('Loading the demo bank:')
  const surroundings = { varDir, origin: origin ?? '', smtpUrl, secret }
  return loadDemo({ url: databaseUrl, surroundings, say: console.log })
}

/** Asked before the database is touched; the listening itself may still lose the race. */
const portTrouble = (environment: Environment): Promise<string | null> =>
  new Promise((done) => {
    if (environment.port === 0) return done(null)
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => done(listenTrouble(error, environment)))
    probe.listen(environment.port, environment.host, () => probe.close(() => done(null)))
  })

const listenTrouble = (error: NodeJS.ErrnoException, { host, port }: Environment): string => {
  const advice: Record<string, string> = {
    EADDRINUSE: `Port ${port} on ${host} is taken: stop what uses it, or choose another, such as PORT=${port + 1} npm start.`,
    EACCES: `Port ${port} needs rights that this user lacks: choose one above 1023, such as PORT=3000 npm start.`,
    EADDRNOTAVAIL: `${host} is no address of this machine: correct HOST (127.0.0.1 for this machine only, 0.0.0.0 for all).`,
    ENOTFOUND: `${host} is no known host: correct HOST (127.0.0.1 for this machine only, 0.0.0.0 for all).`,
  }
  return advice[error.code ?? ''] ?? `The server could not listen on ${host}:${port} (${error.message}).`
}

const giveUp = (...lines: string[]): void => {
  for (const line of lines) console.error(line)
  process.exitCode = 1
}
