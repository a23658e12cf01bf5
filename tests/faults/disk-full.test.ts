import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { paths } from '#app/paths.ts'
import { openDb } from '#db/client.server.ts'
import { loadContent } from '../../scripts/load-content.ts'
import { clock, freshFile, freshFolder } from '../support/database.ts'
import { query } from '../support/query.ts'
import { runScript, runStart, startServer } from '../support/server.ts'
import { sentence, signIn } from './entry.ts'
import { beginSitting, sitDown, storedOf } from './sitting.ts'
import { fillDisk, makeReadOnly, onOwnDisk, smallDisk } from './small-disk.ts'

const megabytes = 32
/** A new server has everything of the content in its log; one that was opened before begins with an empty one. */
const onSmallDisk = async (from: string): Promise<string> => {
  const db = openDb({ url: join(from, 'echelon.db') })
  await loadContent(db, clock.now, () => undefined)
  db.engine.close()
  const folder = smallDisk(megabytes)
  cpSync(from, folder, { recursive: true })
  return folder
}

onOwnDisk('a bank on a disk that runs full', () => {
  it('says that nothing can be saved, loses nothing acknowledged, and goes on when there is space', async () => {
    const sitting = await beginSitting()
    const varDir = await onSmallDisk(sitting.varDir)
    const server = await startServer({ varDir })
    const { acknowledged, answer, handIn } = await sitDown(server, sitting)
    for (const _ of sitting.questions) expect((await answer(server))?.status).toBe(200)

    const free = fillDisk(varDir)
    const answersWith = async (status: number) => {
      const answered = await answer(server)
      expect([200, 503]).toContain(answered?.status)
      return answered?.status === status
    }
    await vi.waitUntil(() => answersWith(503), { timeout: 20_000, interval: 1 })
    const refused = await signIn(server)
    expect(refused.status).toBe(503)
    expect(await refused.text()).toMatch(sentence)
    expect(server.printed()).toMatch(/^POST \/sign-in was refused: the disk is full$/m)
    // What only reads is as it was.
    expect((await fetch(`${server.address}${paths.signIn()}`)).status).toBe(200)

    free()
    await vi.waitUntil(() => answersWith(200), { timeout: 20_000, interval: 1 })
    expect((await signIn(server)).status).toBe(302)
    const { kept } = await storedOf(varDir, sitting.attemptId)
    for (const [slot, seq] of acknowledged) expect(kept.get(slot)).toBeGreaterThanOrEqual(seq)
    expect((await handIn(server)).headers.get('location')).toBe(paths.attempt(sitting.attemptId))
    await server.stop()
    expect((await storedOf(varDir, sitting.attemptId)).state).toBe('graded')
    expect(await runScript('verify', [], varDir)).toMatchObject({ code: 0, error: '' })
  })

  // No byte for a file; enough for a name, not for the database's log; enough for the log, not for the work.
  it.each([0, 8_192, 65_536])('is not opened while only %i bytes are left, and stays whole', async (left) => {
    const varDir = smallDisk(megabytes)
    cpSync(await freshFile(), join(varDir, 'echelon.db'))
    const free = fillDisk(varDir, left)
    const { code, error } = await runStart(varDir)
    expect(error.trim()).toBe(
      `Nothing can be written to ${varDir} (the disk is full): free some space, or name another folder in VAR_DIR.`,
    )
    expect(code).toBe(1)
    free()
    expect(query(join(varDir, 'echelon.db'), 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
    expect(readdirSync(varDir).filter((name) => name.startsWith('.probe'))).toEqual([])
  })

  it('keeps what it has where there is no space for a backup, or for one to be restored', async () => {
    const path = await freshFile()
    const varDir = join(path, '..')
    const full = smallDisk(1)
    const backup = join(full, 'backup')
    const made = await runScript('backup', [backup], varDir)
    expect(made.error.trim()).toBe(
      `No backup could be made at ${backup} (the disk is full): free some space there, or name another folder. The bank is as it was.`,
    )
    expect(made.code).toBe(1)
    expect(readdirSync(full)).toEqual([])

    const elsewhere = join(freshFolder(), 'backup')
    expect(await runScript('backup', [elsewhere], varDir)).toMatchObject({ code: 0, error: '' })
    writeFileSync(join(full, 'secret'), 'the old one')
    const restored = await runScript('restore', [elsewhere, '--force'], full)
    expect(restored.error.trim()).toBe(
      `Nothing can be written to ${full} (the disk is full): free some space, or name another folder in VAR_DIR. Nothing was restored; what was there before is there.`,
    )
    expect(restored.code).toBe(1)
    expect(readdirSync(full)).toEqual(['secret'])
    expect(readFileSync(join(full, 'secret'), 'utf8')).toBe('the old one')

    // A backup may lie where nothing can be written.
    const unlock = makeReadOnly(elsewhere)
    const there = freshFolder()
    expect(await runScript('restore', [elsewhere], there)).toMatchObject({ code: 0, error: '' })
    unlock()
    expect(readdirSync(there)).toEqual(['echelon.db'])
  })
})
