import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { paths } from '#app/paths.ts'
import { openDb } from '#db/client.server.ts'
import { lin, peopled } from '../learning/bank.ts'
import { freshFile } from '../support/database.ts'
import { startServer } from '../support/server.ts'
import { pause } from './chance.ts'
import { givePasswords, sentence, signIn } from './entry.ts'

it('another process that keeps the database to itself delays writing, then refuses it, and stops no page', async () => {
  const path = await freshFile()
  const db = openDb({ url: path })
  await peopled(db)
  await givePasswords(db, [lin.id])
  db.engine.close()
  const server = await startServer({ varDir: join(path, '..') })
  const page = async () => (await fetch(`${server.address}${paths.signIn()}`)).status
  await page()

  const other = new Database(path)
  other.exec('BEGIN IMMEDIATE')
  let isSignedIn = false
  const signingIn = signIn(server).then((answer) => {
    isSignedIn = true
    return answer
  })
  await pause(300)
  for (let pages = 0; pages < 10; pages++) expect(await page()).toBe(200)
  // A busy wait of SQLite's own would freeze every page until it gives the sign-in up: that would have its answer now.
  expect(isSignedIn).toBe(false)
  other.exec('ROLLBACK')
  expect((await signingIn).status).toBe(302)

  // Whoever keeps it for longer than anybody waits for a page.
  other.exec('BEGIN IMMEDIATE')
  const refused = await signIn(server)
  expect(refused.status).toBe(503)
  expect(await refused.text()).toMatch(sentence)
  expect(server.printed()).toMatch(/^POST \/sign-in was refused: database is locked$/m)
  other.exec('ROLLBACK')
  other.close()
  expect((await signIn(server)).status).toBe(302)
  await server.stop()
})
