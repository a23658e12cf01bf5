import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { startWorker } from '#app/kernel/worker-thread.server.ts'
import { openDb } from '#db/client.server.ts'
import { jobs } from '#db/schema/kernel.ts'
import { freshFile, freshFolder } from '../support/database.ts'

it('the worker beside the server does what waits, and goes when it is told to', async () => {
  const url = await freshFile()
  const db = openDb({ url })
  const surroundings = { varDir: freshFolder(), origin: 'http://127.0.0.1', smtpUrl: null, secret: 's' }
  const worker = await startWorker({ databaseUrl: url, surroundings })
  const isDone = async () => (await db.$count(jobs, eq(jobs.state, 'done'))) >= 3
  for (let waited = 0; waited < 15_000 && !(await isDone()); waited += 50)
    await new Promise((resolve) => setTimeout(resolve, 50))
  expect(await isDone()).toBe(true)
  await worker.stop()
  // Gone: what comes now stays.
  const beats = () => db.select().from(jobs).orderBy(jobs.id)
  const left = await beats()
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(await beats()).toEqual(left)
  db.engine.close()
})
