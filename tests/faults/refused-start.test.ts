import { existsSync, readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { runStart, startServer } from '../support/server.ts'

/** A bank whose server was killed: a part of it is only in the log beside its file. */
const killedBank = async (change: (path: string) => void = () => undefined) => {
  const server = await startServer()
  const path = join(server.varDir, 'echelon.db')
  change(path)
  await server.kill()
  expect(existsSync(`${path}-wal`)).toBe(true)
  return { varDir: server.varDir, path }
}

const contents = (path: string) => [path, `${path}-wal`].map((file) => readFileSync(file).toString('base64'))

const refusalTouchesNothing = async ({ varDir, path }: { varDir: string; path: string }): Promise<string> => {
  const before = contents(path)
  const { code, error } = await runStart(varDir)
  expect(code).toBe(1)
  expect(error).not.toMatch(/\n\s+at /)
  expect(existsSync(`${path}-wal`)).toBe(true)
  expect(contents(path)).toEqual(before)
  return error.trim()
}

describe('a bank whose server was killed', () => {
  it('and whose file was cut off is not opened, and what is left of it stays for whoever mends it', async () => {
    const bank = await killedBank()
    truncateSync(bank.path, 5 * 4_096)
    expect(await refusalTouchesNothing(bank)).toMatch(
      /echelon\.db is damaged \([^\n]+\): keep a copy of it, then restore the last backup with npm run restore\.$/,
    )
  })

  it('and that is of a newer version is not opened, and stays as it is for that version', async () => {
    const bank = await killedBank((path) => {
      const db = new Database(path)
      db.exec("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('of a later version', 1)")
      db.close()
    })
    expect(await refusalTouchesNothing(bank)).toBe(
      `${bank.path} was made by another, newer version of Echelon: start that version, or restore a backup of this one into an empty folder (npm run restore).`,
    )
  })
})
