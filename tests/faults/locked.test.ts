import { join } from 'node:path'
import Database from 'better-sqlite3'
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { hashPassword } from '#app/identity/passwords.server.ts'
import { openDb } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { transact } from '#db/transact.server.ts'
import { peopled } from '../learning/bank.ts'
import { freshFile } from '../support/database.ts'
import { post, startServer } from '../support/server.ts'
import { pause } from './chance.ts'

const password = 'a long password of mine'

it('another process that keeps the database to itself delays writing, and stops no page', async () => {
  const path = await freshFile()
  const db = openDb({ url: `file:${path}` })
  await peopled(db)
  const passwordHash = await hashPassword(password)
  await transact(db, async (tx) => {
    await tx.update(accounts).set({ passwordHash }).where(eq(accounts.id, 'acc_lin'))
  })
  db.engine.close()
  const server = await startServer({ varDir: join(path, '..') })
  await fetch(`${server.address}/sign-in`)

  const other = new Database(path)
  other.exec('BEGIN IMMEDIATE')
  let isSignedIn = false
  const signingIn = post(server.address, '/sign-in', { name: 'lin', password }).then((answer) => {
    isSignedIn = true
    return answer
  })
  await pause(300)
  for (let page = 0; page < 10; page++) expect((await fetch(`${server.address}/sign-in`)).status).toBe(200)
  // A busy wait of SQLite's own would freeze every page until it gives the sign-in up: that would have its answer now.
  expect(isSignedIn).toBe(false)
  other.exec('ROLLBACK')
  other.close()
  expect((await signingIn).status).toBe(302)
  await server.stop()
})
