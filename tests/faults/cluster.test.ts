import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { expect, it, vi } from 'vitest'
import { paths } from '#app/paths.ts'
import { openDb } from '#db/client.server.ts'
import { fillCluster } from '#db/fill-cluster.server.ts'
import { migrate } from '#db/migrate.server.ts'
import { marks } from '#db/schema/kernel.ts'
import { responses } from '#db/schema/learning.ts'
import { transact } from '#db/transact.server.ts'
import { freshFolder } from '../support/database.ts'
import { runScript, startServer } from '../support/server.ts'
import { onCluster, startSqld } from '../support/sqld.ts'
import { migrationsFolder } from '../support/template.ts'
import { beginSitting, sitDown } from './sitting.ts'

onCluster('a cluster whose primary is killed and comes back', () => {
  it.each(['wsUrl', 'url'] as const)('loses nothing that was acknowledged, over %s', async (address) => {
    const server = await startSqld()
    await migrate({ url: server.url, varDir: freshFolder(), migrationsFolder, stamp: 'now' })
    const db = openDb({ url: server[address] })
    const acknowledged: number[] = []
    let failures = 0
    let isWriting = true
    const writing = (async () => {
      for (let n = 0; isWriting; n++) {
        try {
          await transact(db, (tx) => tx.insert(marks).values({ key: `mark ${n}`, value: n, at: 0 }))
          acknowledged.push(n)
        } catch {
          failures += 1
          await new Promise((done) => setTimeout(done, 20))
        }
      }
    })()
    try {
      for (let round = 0; round < 3; round++) {
        await new Promise((done) => setTimeout(done, 100))
        await server.kill()
        const before = acknowledged.length
        await new Promise((done) => setTimeout(done, 100))
        expect(acknowledged.length - before).toBeLessThanOrEqual(1)
        await server.again()
        const since = acknowledged.length
        for (let tries = 0; acknowledged.length === since && tries < 100; tries++)
          await new Promise((done) => setTimeout(done, 50))
        expect(acknowledged.length).toBeGreaterThan(since)
      }
      isWriting = false
      await writing
      expect(failures).toBeGreaterThan(0)
      for (const n of acknowledged)
        expect(
          await db
            .select({ value: marks.value })
            .from(marks)
            .where(eq(marks.key, `mark ${n}`)),
        ).toEqual([{ value: n }])
    } finally {
      isWriting = false
      await writing
      db.engine.close()
      await server.stop()
    }
  })

  it('goes on under the load of a server that also reads from a replica, and says so while it is away', {
    timeout: 120_000,
  }, async () => {
    const primary = await startSqld()
    const replica = await startSqld(primary)
    try {
      const sitting = await beginSitting()
      const { varDir, attemptId } = sitting
      await fillCluster(join(varDir, 'echelon.db'), primary.url)
      const environment = { DATABASE_URL: primary.wsUrl, DATABASE_REPLICA_URL: replica.url }
      const server = await startServer({ varDir, environment })
      const { acknowledged, answer, handIn } = await sitDown(server, sitting)
      const counts = new Map<number, number>()
      let isSitting = true
      const answering = async () => {
        while (isSitting) {
          const status = (await answer(server))?.status ?? 0
          expect([200, 503]).toContain(status)
          counts.set(status, (counts.get(status) ?? 0) + 1)
        }
      }
      const more = async (status: number) => {
        const before = counts.get(status) ?? 0
        await vi.waitUntil(() => (counts.get(status) ?? 0) > before, { timeout: 30_000 })
      }
      const load = Promise.all([answering(), answering()])
      await more(200)
      await primary.kill()
      await more(503)
      await primary.again()
      await more(200)
      await replica.kill()
      await more(200)
      await replica.again()
      await primary.kill()
      await primary.again()
      await more(200)
      isSitting = false
      await load

      const db = openDb({ url: primary.url })
      const kept = new Map(
        (await db.select({ slot: responses.slot, seq: responses.seq }).from(responses)).map((row) => [
          row.slot,
          row.seq,
        ]),
      )
      db.engine.close()
      for (const [slot, seq] of acknowledged) expect(kept.get(slot)).toBeGreaterThanOrEqual(seq)
      expect((await handIn(server)).headers.get('location')).toBe(paths.attempt(attemptId))
      expect(server.printed()).not.toMatch(/^\s+at /m)
      await server.stop()
      expect(await runScript('verify', [], varDir, environment)).toMatchObject({ code: 0, error: '' })
    } finally {
      await replica.stop()
      await primary.stop()
    }
  })
})
