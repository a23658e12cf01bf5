import { type AddressInfo, createServer } from 'node:net'
import { desc } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { lastSeq } from '#app/audit/last-seq.server.ts'
import { nearest, seenAfterWriting } from '#app/audit/nearest.server.ts'
import { record } from '#app/audit/records.server.ts'
import { settlesAfterMs } from '#app/audit/replica-reach.ts'
import { systemActor } from '#app/kernel/actor.ts'
import { setMark } from '#app/kernel/marks.server.ts'
import { openDb } from '#db/client.server.ts'
import { migrate } from '#db/migrate.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { transact } from '#db/transact.server.ts'
import { clock, freshFolder } from '../support/database.ts'
import { onCluster, startSqld } from '../support/sqld.ts'
import { migrationsFolder } from '../support/template.ts'

const act = (db: ReturnType<typeof openDb>, n: number) =>
  transact(db, (tx) =>
    record(tx, systemActor(clock.today), `act-${n}`, { kind: 'run', id: 'r', unitPath: '/' }, {}, clock.now),
  )
const newest = async (db: ReturnType<typeof openDb>) =>
  (await db.select({ act: auditRecords.act }).from(auditRecords).orderBy(desc(auditRecords.seq)).limit(1))[0]?.act

onCluster('a bank with a replica', () => {
  it('shows everyone what they wrote themselves, also while the replica is away or behind', async () => {
    const primary = await startSqld()
    const replica = await startSqld(primary)
    try {
      await migrate({ url: primary.url, varDir: freshFolder(), migrationsFolder, stamp: 'now' })
      const db = openDb({ url: primary.wsUrl, replicaUrl: replica.url })
      for (let n = 1; n <= 20; n++) {
        const seq = await act(db, n)
        expect(await newest(await nearest(db, seq, Date.now()))).toBe(`act-${n}`)
      }

      // Nobody else's reads wait for it, and they come from the replica.
      const reader = db.engine.replica
      if (!reader) throw new Error('no replica')
      for (let tries = 0; (await lastSeq(reader)) < 20 && tries < 100; tries++)
        await new Promise((done) => setTimeout(done, 20))
      // What was seen in the middle of the writing settles first, then what is seen now.
      const later = Date.now() + 2 * settlesAfterMs
      expect(await nearest(db, 20, later - settlesAfterMs)).toBe(db)
      const near = await nearest(db, 20, later)
      expect(await newest(near)).toBe('act-20')
      expect(near).not.toBe(db)
      // It is one bank, by which queries prepared for it are found again.
      expect(await nearest(db, 20, later)).toBe(near)
      // Where an act leaves no record, only the next one tells that the replica has come as far.
      await transact(db, (tx) => setMark(tx, 'read', true, clock.now))
      expect(await nearest(db, await seenAfterWriting(db), later)).toBe(db)
      // What is read there is written at the primary.
      await act(near, 21)

      await replica.kill()
      expect(await newest(await nearest(db, 21, later))).toBe('act-21')
      expect(await nearest(db, 0, later)).toBe(db)
      db.engine.close()
    } finally {
      await replica.stop()
      await primary.stop()
    }
  })
})

it('a replica that is cut off keeps nobody waiting, and is left alone for a while', async () => {
  const silent = createServer(() => undefined)
  await new Promise<void>((listens) => silent.listen(0, '127.0.0.1', listens))
  const port = (silent.address() as AddressInfo).port
  const db = openDb({ url: 'http://127.0.0.1:1', replicaUrl: `http://127.0.0.1:${port}` })
  let calls = 0
  silent.on('connection', () => calls++)
  expect(await nearest(db, 0, clock.now)).toBe(db)
  expect(calls).toBe(1)
  expect(await nearest(db, 0, clock.now + 1_000)).toBe(db)
  expect(calls).toBe(1)
  db.engine.close()
  silent.close()
})
