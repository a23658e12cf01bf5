import { cpSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { record } from '#app/audit/records.server.ts'
import { systemActor } from '#app/kernel/actor.ts'
import { openDb } from '#db/client.server.ts'
import { transact } from '#db/transact.server.ts'
import { clock, freshFolder } from '../support/database.ts'
import { runScript } from '../support/server.ts'
import { template } from '../support/template.ts'

const bank = async () => {
  const varDir = freshFolder()
  cpSync(await template(), join(varDir, 'echelon.db'))
  const db = openDb({ url: `file:${join(varDir, 'echelon.db')}` })
  for (let n = 0; n < 3; n++)
    await transact(db, (tx) =>
      record(tx, systemActor(clock.today), 'run.approved', { kind: 'run', id: 'r', unitPath: '/' }, {}, clock.now),
    )
  db.engine.close()
  return varDir
}

const change = (varDir: string, sql: string) => {
  const db = new Database(join(varDir, 'echelon.db'))
  db.pragma('foreign_keys = OFF')
  db.exec(sql)
  db.close()
}

describe('npm run verify', () => {
  it('ends well on a sound bank', async () => {
    const { code, out, error } = await runScript('verify', [], await bank())
    expect(error).toBe('')
    expect(out).toMatch(/^holds: the database/m)
    expect(out).toMatch(/^holds: 3 audit records/m)
    expect(out).toMatch(/^holds: 0 incentive runs/m)
    expect(code).toBe(0)
  })

  it('names a row that points nowhere, a file that is gone and a record that was changed', async () => {
    const varDir = await bank()
    change(varDir, "UPDATE audit_records SET actor_id = 'another' WHERE seq = 2")
    change(varDir, "INSERT INTO audit_contents (seq, salt) VALUES (99, 'x')")
    change(varDir, `INSERT INTO files VALUES ('${'a'.repeat(64)}', '凭证.pdf', 'application/pdf', 1, 'x', 1)`)
    const { code, error } = await runScript('verify', [], varDir)
    expect(error.trim().split('\n')).toEqual([
      'Row 99 of audit_contents points at no row of audit_records.',
      `The file "凭证.pdf" (${'a'.repeat(64)}) is missing or was changed.`,
      'Audit record 2 was changed after it was written.',
    ])
    expect(code).toBe(1)
  })

  it('says of a bank of another version what to do first', async () => {
    const earlier = await bank()
    change(
      earlier,
      'DELETE FROM __drizzle_migrations WHERE created_at = (SELECT max(created_at) FROM __drizzle_migrations)',
    )
    expect((await runScript('verify', [], earlier)).error).toMatch(
      /^The bank is of an earlier version: npm run migrate/,
    )
    const later = await bank()
    change(later, "INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', 1)")
    expect((await runScript('verify', [], later)).error).toMatch(/echelon\.db was made by another, newer version/)
  })
})
