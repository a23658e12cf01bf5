/** What the surroundings say: read once at start, checked whole, one clear line per mistake. */
import { randomBytes } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import * as z from 'zod/mini'
import { done, type Outcome, refused } from './kernel/result.ts'

export type Environment = {
  /** The address that browsers use, without a slash at its end; null: http://HOST:PORT as it turns out. */
  origin: string | null
  /** Which proxies in front may say who the visitor is: their number, their addresses, or none. */
  trustProxy: number | string | false
  /** Signs what the browser carries. Null until `keepSecret` has read or made one. */
  secret: string | null
  smtpUrl: string | null
  /** file:… or the http, https, ws or wss address of a libSQL server. */
  databaseUrl: string
  replicaUrl: string | null
  varDir: string
  host: string
  /** 0 takes any free one. */
  port: number
  /** Whether an empty database gets the demo bank. */
  demo: boolean
  mode: 'production' | 'development' | 'test'
}

const address = (protocols: string[], advice: string) =>
  z.string().check(z.refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), advice))

const schema = z.object({
  ORIGIN: z.optional(
    z.pipe(
      address(['http:', 'https:'], 'must be an address such as https://people.bank.example').check(
        z.refine(
          (text) => !URL.canParse(text) || new URL(text).origin === text.replace(/\/$/, ''),
          'must end after the host and port: https://people.bank.example, without a path',
        ),
      ),
      z.transform((text) => new URL(text).origin),
    ),
  ),
  TRUST_PROXY: z.optional(
    z.pipe(
      z
        .string()
        .check(
          z.regex(
            /^(\d{1,2}|[\da-f.:/]+(\s*,\s*[\da-f.:/]+)*|loopback|uniquelocal)$/i,
            'must be the number of proxies in front (such as 1), or their addresses (10.0.0.7, 10.1.0.0/16)',
          ),
        ),
      z.transform((text) => (/^\d+$/.test(text) ? Number(text) || (false as const) : text)),
    ),
  ),
  SECRET: z.optional(
    z
      .string()
      .check(z.minLength(32, 'must be at least 32 characters that nobody can guess; leave it out to have one made')),
  ),
  SMTP_URL: z.optional(
    address(['smtp:', 'smtps:'], 'must be an address such as smtp://user:password@mail.bank.example:587'),
  ),
  DATABASE_URL: z.optional(
    address(
      ['file:', 'http:', 'https:', 'ws:', 'wss:', 'libsql:'],
      'must be file:/path/to/echelon.db, or the http(s) or ws(s) address of a libSQL server',
    ),
  ),
  DATABASE_REPLICA_URL: z.optional(
    address(['http:', 'https:', 'ws:', 'wss:', 'libsql:'], 'must be the http(s) or ws(s) address of a libSQL replica'),
  ),
  VAR_DIR: z.optional(z.string()),
  HOST: z.optional(
    z.string().check(z.regex(/^[\w.:-]+$/, 'must be a host name or an address such as 127.0.0.1 or 0.0.0.0')),
  ),
  PORT: z.optional(
    z.pipe(
      z
        .string()
        .check(
          z.refine((text) => /^\d+$/.test(text) && Number(text) <= 65_535, 'must be a whole number from 0 to 65535'),
        ),
      z.transform(Number),
    ),
  ),
  DEMO: z.optional(
    z.enum(['0', '1'], 'must be 1 (load the demo bank into an empty database) or 0 (ask for an administrator)'),
  ),
  NODE_ENV: z.optional(z.enum(['production', 'development', 'test'], 'must be production, development or test')),
})

/** Reads the variables. A refusal's detail has one line per mistake. An empty variable counts as absent. */
export const readEnvironment = (
  variables: Readonly<Record<string, string | undefined>>,
): Outcome<Environment, 'environment', string[]> => {
  const given = Object.fromEntries(
    Object.keys(schema.shape).flatMap((name) => (variables[name]?.trim() ? [[name, variables[name].trim()]] : [])),
  )
  const read = schema.safeParse(given)
  const mistakes = read.error?.issues.map((issue) => mistake(String(issue.path[0]), issue.message, given)) ?? []
  if (given.DATABASE_REPLICA_URL && (given.DATABASE_URL ?? 'file:').startsWith('file:'))
    mistakes.push('DATABASE_REPLICA_URL needs DATABASE_URL to name the libSQL primary that it follows.')
  if (!read.success || mistakes.length > 0) return refused('environment', [...new Set(mistakes)])
  const value = read.data
  const varDir = resolve(value.VAR_DIR ?? 'var')
  return done({
    origin: value.ORIGIN ?? null,
    trustProxy: value.TRUST_PROXY ?? false,
    secret: value.SECRET ?? null,
    smtpUrl: value.SMTP_URL ?? null,
    databaseUrl: value.DATABASE_URL ?? `file:${join(varDir, 'echelon.db')}`,
    replicaUrl: value.DATABASE_REPLICA_URL ?? null,
    varDir,
    host: value.HOST ?? '127.0.0.1',
    port: value.PORT ?? 3000,
    demo: value.DEMO !== '0',
    mode: value.NODE_ENV ?? 'production',
  })
}

/** What was given is repeated, so that a stray quote or space shows; a secret or a password never is. */
const mistake = (name: string, advice: string, given: Record<string, string | undefined>): string =>
  ['SECRET', 'SMTP_URL', 'DATABASE_URL', 'DATABASE_REPLICA_URL'].includes(name)
    ? `${name} ${advice}.`
    : `${name} ${advice}; it is "${given[name]}".`

const secretFile = (varDir: string): string => join(varDir, 'secret')

/** So long one who has begun to write the secret may take, on a folder that several machines share. */
const patienceMs = 2_000

/** The secret: from the environment, else the one kept under var/, made at the first start and readable by no one else. */
export const keepSecret = (environment: Environment): string => {
  if (environment.secret) return environment.secret
  const path = secretFile(environment.varDir)
  mkdirSync(environment.varDir, { recursive: true })
  writeNew(path, randomBytes(32).toString('base64url'))
  for (let waited = 0; ; waited += 50) {
    const secret = readFileSync(path, 'utf8').trim()
    if (secret) return secret
    // Nobody is at it: whoever began was cut off, and nothing may ever be signed with an empty one.
    if (waited >= patienceMs) {
      rmSync(path, { force: true })
      return keepSecret(environment)
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)
  }
}

/** Of two that start at once only one makes the file, and both read the same. On a full disk nobody makes any. */
const writeNew = (path: string, text: string): void => {
  let file: number
  try {
    file = openSync(path, 'wx', 0o600)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return
  }
  try {
    writeFileSync(file, text, { flush: true })
  } catch (error) {
    rmSync(path, { force: true })
    throw error
  } finally {
    closeSync(file)
  }
}
