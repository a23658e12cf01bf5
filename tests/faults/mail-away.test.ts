import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { expect, it, vi } from 'vitest'
import { paths } from '#app/paths.ts'
import { openDb } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { transact } from '#db/transact.server.ts'
import { lin, peopled } from '../learning/bank.ts'
import { freshFile } from '../support/database.ts'
import { postOffice } from '../support/post-office.ts'
import { query } from '../support/query.ts'
import { post, startServer } from '../support/server.ts'
import { freePort } from '../support/sqld.ts'

type Letter = { id: string; attempts: number; sent: number; error: string | null }

it('while the mail server is away acts go on, and each letter comes later, once or again under the same id', {
  timeout: 120_000,
}, async () => {
  const path = await freshFile()
  const varDir = join(path, '..')
  const db = openDb({ url: path })
  await peopled(db)
  await transact(db, (tx) => tx.update(accounts).set({ email: 'lin@bank.example' }).where(eq(accounts.id, lin.id)))
  db.engine.close()
  const letters = () =>
    query<Letter>(
      path,
      'SELECT id, attempts, sent_at IS NOT NULL AS sent, last_error AS error FROM mails ORDER BY queued_at, id',
    )
  const port = await freePort()
  const environment = { SMTP_URL: `smtp://127.0.0.1:${port}?ignoreTLS=true` }
  const start = () => startServer({ varDir, environment })
  const wait = (isSo: () => boolean) => vi.waitUntil(isSo, { timeout: 60_000, interval: 20 })

  let server = await start()
  const askReset = async () => expect((await post(server.address, paths.askReset(), { name: 'lin' })).status).toBe(302)
  await askReset()
  await wait(() => letters().some(({ attempts }) => attempts > 0))
  expect(letters()).toMatchObject([{ sent: 0, error: expect.stringContaining('ECONNREFUSED') }])
  await askReset()
  await wait(() => letters().length === 2)
  // Not even a killed server forgets what it still has to send.
  await server.kill()
  server = await start()

  const office = await postOffice(['gone'], port)
  await wait(() => letters().every(({ sent }) => sent === 1))
  await server.stop()
  const cameAs = office.letters.map((letter) => /^Message-ID: <(.+)@127\.0\.0\.1>/im.exec(letter)?.[1])
  const times = letters().map(({ id }) => cameAs.filter((each) => each === id).length)
  // The one whose taking was never heard of came again, and says that it is the same.
  expect(times.sort()).toEqual([1, 2])
  expect(cameAs).toHaveLength(3)
})
