import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { paths } from '#app/paths.ts'
import { freshFile } from '../support/database.ts'
import { runScript, runStart, startServer } from '../support/server.ts'
import { sentence, signIn } from './entry.ts'
import { beginSitting, sitDown, storedOf } from './sitting.ts'
import { makeReadOnly, onOwnDisk } from './small-disk.ts'

onOwnDisk('a bank that may only be read', () => {
  const refused = async (lock: (path: string) => string) => {
    const path = await freshFile()
    const varDir = join(path, '..')
    const before = readFileSync(path)
    const unlock = makeReadOnly(lock(path))
    try {
      const { code, error } = await runStart(varDir)
      expect(code).toBe(1)
      expect(readFileSync(path).equals(before)).toBe(true)
      expect(readdirSync(varDir)).toEqual(['echelon.db'])
      return { said: error.trim(), path, varDir }
    } finally {
      unlock()
    }
  }

  it('is not opened in a folder on a read-only disk', async () => {
    const { said, varDir } = await refused((path) => join(path, '..'))
    expect(said).toBe(
      `Nothing can be written to ${varDir} (the disk is read-only): make it writable, or name another folder in VAR_DIR.`,
    )
  })

  it('is not opened where only its file is read-only', async () => {
    const { said, path } = await refused((file) => file)
    expect(said).toBe(`${path} cannot be written (the disk is read-only): make it writable, then start again.`)
  })
})

/** A limit on the size of files that holds for a running process: each write to one fails, as on a disk gone read-only. */
const letWrite = (pid: number, bytes: '0' | 'unlimited'): boolean =>
  spawnSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]).status === 0
const canLimit = letWrite(process.pid, 'unlimited')
if (!canLimit) console.info('a bank whose disk stops taking writes: left out, since there is no prlimit here.')

describe.runIf(canLimit)('a bank whose disk stops taking writes while it is open', () => {
  it('says that nothing can be saved, loses nothing acknowledged, and goes on when it takes them again', async () => {
    const sitting = await beginSitting()
    const { varDir, attemptId } = sitting
    const server = await startServer({ varDir })
    const { acknowledged, answer, handIn } = await sitDown(server, sitting)
    for (const _ of sitting.questions) expect((await answer(server))?.status).toBe(200)

    expect(letWrite(server.pid, '0')).toBe(true)
    for (const _ of sitting.questions) expect((await answer(server))?.status).toBe(503)
    const refused = await signIn(server)
    expect(refused.status).toBe(503)
    expect(await refused.text()).toMatch(sentence)
    expect((await fetch(`${server.address}${paths.signIn()}`)).status).toBe(200)

    expect(letWrite(server.pid, 'unlimited')).toBe(true)
    await vi.waitUntil(async () => (await answer(server))?.status === 200, { timeout: 20_000, interval: 1 })
    const { kept } = await storedOf(varDir, attemptId)
    for (const [slot, seq] of acknowledged) expect(kept.get(slot)).toBeGreaterThanOrEqual(seq)
    expect((await handIn(server)).headers.get('location')).toBe(paths.attempt(attemptId))
    await server.stop()
    expect(await runScript('verify', [], varDir)).toMatchObject({ code: 0, error: '' })
  })
})
