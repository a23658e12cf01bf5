import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { openDb } from '#db/client.server.ts'
import { migrate } from '#db/migrate.server.ts'
import { marks } from '#db/schema/kernel.ts'
import { transact } from '#db/transact.server.ts'
import { freshFolder } from '../support/database.ts'
import { onCluster, startSqld } from '../support/sqld.ts'
import { migrationsFolder } from '../support/template.ts'

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
})
