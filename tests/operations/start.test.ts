import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freshFolder } from '../support/database.ts'
import { runStart, startServer } from '../support/server.ts'
import { root } from '../support/template.ts'

const stamps = ['build/.stamp-web', 'build/.stamp-node', 'build/server/index.js', 'node_modules/.package-lock.json']

describe('npm start', () => {
  it('opens an empty bank, and opens it again without doing anything twice', async () => {
    const first = await startServer()
    expect((await fetch(`${first.address}/health`)).status).toBe(200)
    expect(await first.stop()).toBe(0)

    // How soon it opens is measured by the bench; here, that nothing is left to do.
    const built = () => stamps.map((path) => statSync(join(root, path)).mtimeMs)
    const before = built()
    const second = await startServer({ varDir: first.varDir })
    expect((await fetch(`${second.address}/health`)).status).toBe(200)
    expect(second.printed()).not.toMatch(/Built|Installing|migrat|backup|demo bank/i)
    expect(built()).toEqual(before)
    expect(readdirSync(first.varDir).filter((name) => /backup/.test(name))).toEqual([])
    expect(await second.stop()).toBe(0)
  })

  it('says which port is taken, and touches nothing', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((listening) => other.once('listening', listening))
    const address = other.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const varDir = join(freshFolder(), 'var')
    const { code, error } = await runStart(varDir, { PORT: String(port) })
    other.close()
    expect(error.trim()).toBe(
      `Port ${port} on 127.0.0.1 is taken: stop what uses it, or choose another, such as PORT=${port + 1} npm start.`,
    )
    expect(code).toBe(1)
    expect(existsSync(varDir)).toBe(false)
  })

  it('gives every mistake in the environment a line', async () => {
    const { code, error } = await runStart(freshFolder(), { PORT: 'http', ORIGIN: 'bank' })
    expect(error.trim().split('\n')).toEqual([
      'ORIGIN must be an address such as https://people.bank.example; it is "bank".',
      'PORT must be a whole number from 0 to 65535; it is "http".',
    ])
    expect(code).toBe(1)
  })

  it('says that nothing can be written to a folder', async () => {
    const file = join(freshFolder(), 'var')
    writeFileSync(file, '')
    const { code, error } = await runStart(file)
    expect(error.trim()).toBe(
      `Nothing can be written to ${file} (there is a file of that name): make it writable, or name another folder in VAR_DIR.`,
    )
    expect(code).toBe(1)
  })

  it('refuses a damaged database and leaves it as it is', async () => {
    const varDir = freshFolder()
    mkdirSync(varDir, { recursive: true })
    writeFileSync(join(varDir, 'echelon.db'), 'no database '.repeat(400))
    const { code, error } = await runStart(varDir)
    expect(error).toMatch(/echelon\.db is damaged \(file is not a database\): keep a copy of it, then restore/)
    expect(error).not.toMatch(/\n\s+at /)
    expect(code).toBe(1)
    expect(readdirSync(varDir)).toEqual(['echelon.db'])
  })
})
