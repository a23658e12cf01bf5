import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lock } from '../../scripts/lock.mjs'
import { freshFolder } from '../support/database.ts'

describe('what two starts must not do at once', () => {
  it('is done by one, then by the other', async () => {
    const folder = join(freshFolder(), 'install.lock')
    const told: string[] = []
    const release = await lock(folder)
    const second = lock(folder, () => told.push('waits')).then((releaseSecond: () => void) => {
      told.push('has it')
      return releaseSecond
    })
    await new Promise((done) => setTimeout(done, 250))
    expect(told).toEqual(['waits'])
    release()
    ;(await second)()
    expect(told).toEqual(['waits', 'has it'])
    expect(existsSync(folder)).toBe(false)
  })

  it('is taken over from one that died', async () => {
    const folder = join(freshFolder(), 'install.lock')
    mkdirSync(folder, { recursive: true })
    const { pid } = spawnSync(process.execPath, ['-e', ''])
    writeFileSync(join(folder, 'pid'), String(pid))
    ;(await lock(folder))()
    expect(existsSync(folder)).toBe(false)
  })
})
