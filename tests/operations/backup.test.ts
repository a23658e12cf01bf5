import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { makeBackup, restoreBackup } from '#db/backup-set.server.ts'
import { openDb } from '#db/client.server.ts'
import { migrate } from '#db/migrate.server.ts'
import { marks } from '#db/schema/kernel.ts'
import { transact } from '#db/transact.server.ts'
import { clock, freshFolder, seededIds } from '../support/database.ts'
import { runScript, startServer } from '../support/server.ts'
import { onCluster, startSqld } from '../support/sqld.ts'
import { migrationsFolder, template } from '../support/template.ts'

const made = '2026-09-30T02:00:00.000Z'
const restoring = { force: false, stamp: 'now' }

/** A small bank in a folder: rows of every storage class, a file, a secret. */
const bank = async () => {
  const varDir = freshFolder()
  const path = join(varDir, 'echelon.db')
  cpSync(await template(), path)
  const db = new Database(path)
  db.exec(`INSERT INTO marks (key, value, at) VALUES ('text', '"凭证"', 9007199254740991), ('null', 'null', 0)`)
  db.exec(`INSERT INTO audit_records (at, actor_id, actor_name, act, subject_kind, subject_id, unit_path, content_digest, previous_digest, digest)
    VALUES (1, 'a', '甲', 'x', 'y', 'z', '/', 'c', 'p', 'd')`)
  db.exec('DELETE FROM audit_records')
  db.exec(
    `INSERT INTO accounts (id, sign_in_name, display_name, email, created_at) VALUES ('acc_1', 's-1', '', NULL, -1)`,
  )
  db.close()
  mkdirSync(join(varDir, 'files/ab'), { recursive: true })
  writeFileSync(join(varDir, 'files/ab/abcd'), 'evidence')
  writeFileSync(join(varDir, 'secret'), 's'.repeat(43), { mode: 0o600 })
  return { url: `file:${path}`, varDir, path }
}

const everything = (path: string) => {
  const db = new Database(path, { readonly: true })
  const tables = db
    .prepare<[], string>(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`)
    .pluck()
    .all()
  const rows = tables.map((name) => [name, db.prepare(`SELECT * FROM "${name}" ORDER BY 1`).all()])
  const schema = db
    .prepare("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .all()
  db.close()
  return { rows, schema }
}

const answerOf = <T>(outcome: { ok: true; value: T } | { ok: false; error: { detail?: string } }): T => {
  if (!outcome.ok) throw new Error(outcome.error.detail)
  return outcome.value
}
const refusalOf = (outcome: { ok: boolean; error?: { detail?: string } }) => outcome.error?.detail

describe('a backup', () => {
  it('restores to the same bank, with files and secret', async () => {
    const place = await bank()
    const folder = join(freshFolder(), 'backup')
    const manifest = answerOf(await makeBackup(place, folder, made))
    expect(manifest.contents.map((each) => each.path)).toEqual(['echelon.db', 'files/ab/abcd', 'secret'])

    const varDir = join(freshFolder(), 'var')
    const there = { url: `file:${join(varDir, 'echelon.db')}`, varDir }
    answerOf(await restoreBackup(folder, there, restoring))
    expect(everything(join(varDir, 'echelon.db'))).toEqual(everything(place.path))
    expect(readFileSync(join(varDir, 'files/ab/abcd'), 'utf8')).toBe('evidence')
    expect(readFileSync(join(varDir, 'secret'), 'utf8')).toBe('s'.repeat(43))
  })

  it('taken while others write holds whole transactions only', async () => {
    const place = await bank()
    const db = openDb({ url: place.url, ids: seededIds() })
    let isWriting = true
    const writing = (async () => {
      for (let n = 0; isWriting; n++)
        await transact(db, async (tx) => {
          await tx.insert(marks).values({ key: `left ${n}`, value: n, at: clock.now })
          await new Promise((done) => setImmediate(done))
          await tx.insert(marks).values({ key: `right ${n}`, value: n, at: clock.now })
        })
    })()
    const folders = Array.from({ length: 5 }, (_, n) => join(freshFolder(), `backup-${n}`))
    for (const folder of folders) {
      await new Promise((done) => setTimeout(done, 30))
      answerOf(await makeBackup(place, folder, made))
    }
    isWriting = false
    await writing
    db.engine.close()
    const counts = folders.map((folder) => {
      const copy = new Database(join(folder, 'echelon.db'), { readonly: true })
      const count = (side: string) =>
        copy.prepare('SELECT count(*) FROM marks WHERE key LIKE ?').pluck().get(`${side} %`)
      const both = [count('left'), count('right')]
      expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
      copy.close()
      return both
    })
    for (const [left, right] of counts) expect(left).toBe(right)
    expect(counts.at(-1)?.[0]).toBeGreaterThan(0)
  })

  it('is refused where something is, and leaves that alone', async () => {
    const place = await bank()
    expect(refusalOf(await makeBackup(place, place.varDir, made))).toMatch(/exists already/)
    expect(refusalOf(await makeBackup({ url: 'file:/nowhere/echelon.db', varDir: '/nowhere' }, '/x', made))).toMatch(
      /There is no bank at/,
    )
  })

  it('is not restored over a bank; with force the old one is moved aside', async () => {
    const place = await bank()
    const folder = join(freshFolder(), 'backup')
    answerOf(await makeBackup(place, folder, made))
    const before = everything(place.path)
    expect(refusalOf(await restoreBackup(folder, place, restoring))).toMatch(/would be replaced: restore into an empty/)
    expect(everything(place.path)).toEqual(before)

    const { replaced } = answerOf(await restoreBackup(folder, place, { force: true, stamp: 'then' }))
    expect(replaced).toBe(join(place.varDir, 'replaced-then'))
    expect(readdirSync(join(place.varDir, 'replaced-then')).sort()).toEqual(['echelon.db', 'files', 'secret'])
    expect(everything(place.path)).toEqual(before)
  })

  it('is not restored under a running server', async () => {
    const place = await bank()
    const folder = join(freshFolder(), 'backup')
    answerOf(await makeBackup(place, folder, made))
    const db = openDb({ url: place.url })
    await db.select().from(marks)
    expect(refusalOf(await restoreBackup(folder, place, { force: true, stamp: 'then' }))).toMatch(
      /stop it, then restore/,
    )
    db.engine.close()
  })

  it('that was changed or is incomplete is not restored', async () => {
    const place = await bank()
    const folder = join(freshFolder(), 'backup')
    answerOf(await makeBackup(place, folder, made))
    const varDir = join(freshFolder(), 'var')
    const there = { url: `file:${join(varDir, 'echelon.db')}`, varDir }
    writeFileSync(join(folder, 'files/ab/abcd'), 'other evidence')
    expect(refusalOf(await restoreBackup(folder, there, restoring))).toMatch(
      /files\/ab\/abcd .* is not what was backed up/,
    )
    expect(refusalOf(await restoreBackup(freshFolder(), there, restoring))).toMatch(/holds no backup/)
    expect(existsSync(varDir)).toBe(false)
  })
})

describe('npm run backup and restore', () => {
  it('copy a bank while it is open, and bring it back', { timeout: 60_000 }, async () => {
    const server = await startServer()
    const folder = join(freshFolder(), 'backup')
    const backup = await runScript('backup', [folder], server.varDir)
    expect(backup).toMatchObject({ code: 0 })
    expect(backup.out).toMatch(/Backed up 2 files/)
    expect((await runScript('restore', [folder, '--force'], server.varDir)).error).toMatch(/A running server has/)
    const varDir = freshFolder()
    expect(await runScript('restore', [folder], varDir)).toMatchObject({ code: 0 })
    expect(readFileSync(join(varDir, 'secret'), 'utf8')).toBe(readFileSync(join(server.varDir, 'secret'), 'utf8'))
    await server.stop()
    const again = await startServer({ varDir })
    expect((await fetch(`${again.address}/health`)).status).toBe(200)
    await again.stop()
  })
})

onCluster('a backup of a cluster', () => {
  it('moves to a file and back without a difference', async () => {
    const place = await bank()
    const folder = join(freshFolder(), 'of-file')
    answerOf(await makeBackup(place, folder, made))
    const server = await startSqld()
    try {
      const varDir = freshFolder()
      const cluster = { url: server.url, varDir }
      answerOf(await restoreBackup(folder, cluster, restoring))
      const options = { ...cluster, migrationsFolder, stamp: 'now' }
      expect(await migrate(options)).toEqual({ ok: true, value: { applied: 0, backup: null } })
      expect(refusalOf(await restoreBackup(folder, cluster, restoring))).toMatch(/the bank on the cluster/)
      expect(answerOf(await restoreBackup(folder, cluster, { force: true, stamp: 'then' })).replaced).toBe(
        join(varDir, 'replaced-then'),
      )
      const back = join(freshFolder(), 'of-cluster')
      answerOf(await makeBackup(cluster, back, made))
      expect(everything(join(back, 'echelon.db'))).toEqual(everything(place.path))
    } finally {
      await server.stop()
    }
  })

  it('reads one moment while others write', { timeout: 60_000 }, async () => {
    const server = await startSqld()
    const client = createClient({ url: server.url })
    try {
      const place = { url: server.url, varDir: freshFolder() }
      await migrate({ ...place, migrationsFolder, stamp: 'now' })
      const filler = 'x'.repeat(2_000)
      for (let n = 0; n < 10; n++)
        await client.batch(
          Array.from({ length: 500 }, (_, m) => ({
            sql: 'INSERT INTO marks (key, value, at) VALUES (?, ?, 0)',
            args: [`filler ${n} ${m}`, JSON.stringify(filler)],
          })),
          'write',
        )
      let isWriting = true
      const writing = (async () => {
        for (let n = 0; isWriting; n++)
          await client.batch(
            ['left', 'right'].map((side) => `INSERT INTO marks (key, value, at) VALUES ('${side} ${n}', '1', 0)`),
            'write',
          )
      })()
      const folder = join(freshFolder(), 'backup')
      answerOf(await makeBackup(place, folder, made))
      isWriting = false
      await writing
      const copy = new Database(join(folder, 'echelon.db'), { readonly: true })
      const count = (side: string) =>
        copy.prepare('SELECT count(*) FROM marks WHERE key LIKE ?').pluck().get(`${side} %`)
      expect(count('filler')).toBe(5_000)
      expect(count('left')).toBe(count('right'))
      copy.close()
    } finally {
      client.close()
      await server.stop()
    }
  })
})
