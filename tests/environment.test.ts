import { spawn } from 'node:child_process'
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { keepSecret, readEnvironment } from '#app/environment.server.ts'
import { freshFolder } from './support/database.ts'

const read = (variables: Record<string, string>) => {
  const outcome = readEnvironment(variables)
  return outcome.ok ? outcome.value : outcome.error.detail
}

describe('the environment', () => {
  it('may be empty', () => {
    expect(read({ VAR_DIR: '/srv/echelon' })).toEqual({
      origin: null,
      trustProxy: false,
      secret: null,
      smtpUrl: null,
      databaseUrl: 'file:/srv/echelon/echelon.db',
      replicaUrl: null,
      varDir: '/srv/echelon',
      host: '127.0.0.1',
      port: 3000,
      demo: true,
      mode: 'production',
    })
  })

  it('takes an empty variable for an absent one', () => {
    expect(read({ PORT: '', ORIGIN: ' ' })).toMatchObject({ port: 3000, origin: null })
  })

  it('is refused with one line per mistake', () => {
    expect(
      read({ PORT: '80a', DEMO: 'no', ORIGIN: 'people.bank.example', SECRET: 'short', TRUST_PROXY: 'yes' }),
    ).toEqual([
      'ORIGIN must be an address such as https://people.bank.example; it is "people.bank.example".',
      'TRUST_PROXY must be the number of proxies in front (such as 1), or their addresses (10.0.0.7, 10.1.0.0/16); it is "yes".',
      'SECRET must be at least 32 characters that nobody can guess; leave it out to have one made.',
      'PORT must be a whole number from 0 to 65535; it is "80a".',
      'DEMO must be 1 (load the demo bank into an empty database) or 0 (ask for an administrator); it is "no".',
    ])
  })

  it('never repeats a password', () => {
    expect(
      JSON.stringify(read({ SMTP_URL: 'user:hunter2@mail', DATABASE_URL: 'postgres://u:hunter2@db' })),
    ).not.toContain('hunter2')
  })

  it('wants an origin without a path, and a replica only of a primary', () => {
    expect(read({ ORIGIN: 'https://bank.example/people' })).toHaveLength(1)
    expect(read({ ORIGIN: 'https://bank.example/' })).toMatchObject({ origin: 'https://bank.example' })
    expect(read({ DATABASE_REPLICA_URL: 'http://replica:8080' })).toHaveLength(1)
  })
})

describe('the secret', () => {
  it('is made once, for the eyes of this user only', () => {
    const varDir = join(freshFolder(), 'var')
    const outcome = readEnvironment({ VAR_DIR: varDir })
    if (!outcome.ok) throw new Error('refused')
    const secret = keepSecret(outcome.value)
    expect(secret.length).toBeGreaterThanOrEqual(43)
    expect(keepSecret(outcome.value)).toBe(secret)
    expect(statSync(join(varDir, 'secret')).mode & 0o777).toBe(0o600)
  })

  it('of the environment goes before one that was kept', () => {
    const varDir = freshFolder()
    mkdirSync(varDir, { recursive: true })
    const outcome = readEnvironment({ VAR_DIR: varDir, SECRET: 's'.repeat(40) })
    if (!outcome.ok) throw new Error('refused')
    expect(keepSecret(outcome.value)).toBe('s'.repeat(40))
  })

  it('is never an empty one, whether somebody is just writing it or was cut off', async () => {
    const varDir = freshFolder()
    const path = join(varDir, 'secret')
    const outcome = readEnvironment({ VAR_DIR: varDir })
    if (!outcome.ok) throw new Error('refused')
    const ofTheOther = 's'.repeat(43)
    const write = `require('fs').writeFileSync(${JSON.stringify(path)}, '${ofTheOther}')`
    writeFileSync(path, '')
    const other = spawn(process.execPath, ['-e', `setTimeout(() => ${write}, 200)`])
    const ended = new Promise((done) => other.once('exit', done))
    expect(keepSecret(outcome.value)).toBe(ofTheOther)
    await ended
    writeFileSync(path, '')
    expect(keepSecret(outcome.value).length).toBeGreaterThanOrEqual(43)
  })
})
