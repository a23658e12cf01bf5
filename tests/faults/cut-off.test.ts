/** A primary that is cut off: what is sent to it is lost, and no connection is reset. */
import { redirect } from '@remix-run/node'
import { eq } from 'drizzle-orm'
import { expect, it, vi } from 'vitest'
import { isTransient } from '#app/kernel/job-retry.ts'
import { acts, signedIn } from '#app/shell/guard.server.ts'
import { type Db, openDb } from '#db/client.server.ts'
import { migrate } from '#db/migrate.server.ts'
import { NotKnownWhetherKept } from '#db/patient-client.server.ts'
import { marks } from '#db/schema/kernel.ts'
import { transact } from '#db/transact.server.ts'
import { act, cookieOf } from '../access/visit.ts'
import { account } from '../organisation/bank.ts'
import { type CutOff, wayTo } from '../support/cut-off.ts'
import { clock, freshFolder } from '../support/database.ts'
import { onCluster, startSqld } from '../support/sqld.ts'
import { migrationsFolder } from '../support/template.ts'

const answerMs = 400

const write = (db: Db, n: number) =>
  transact(db, (tx) => tx.insert(marks).values({ key: `mark ${n}`, value: n, at: 0 }))
const written = async (db: Db) => (await db.select().from(marks)).map(({ value }) => value).sort()

/** As soon as it gets through again: sqld keeps a transaction of which it hears nothing more for five seconds. */
const writeAgain = (db: Db, n: number) =>
  vi.waitUntil(
    () =>
      write(db, n).then(
        () => true,
        () => false,
      ),
    { timeout: 15_000 },
  )

/** What went wrong, and after how long. */
const failing = async (work: Promise<unknown>): Promise<{ error: unknown; ms: number }> => {
  const began = performance.now()
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  return { error, ms: performance.now() - began }
}

onCluster('a primary that is cut off', () => {
  const cluster = async (address: 'url' | 'wsUrl', work: (db: Db, way: CutOff) => Promise<void>) => {
    const server = await startSqld()
    await migrate({ url: server.url, varDir: freshFolder(), migrationsFolder, stamp: 'now' })
    const way = await wayTo(server[address])
    const db = openDb({ url: way.url, answerMs })
    try {
      await write(db, 0)
      await work(db, way)
    } finally {
      db.engine.close()
      way.close()
      await server.stop()
    }
  }

  it.each(['wsUrl', 'url'] as const)('holds up nobody for long, and writes go on when it is back, over %s', (address) =>
    cluster(address, async (db, way) => {
      way.cut()
      const writes = Array.from({ length: 20 }, (_, n) => failing(write(db, 100 + n)))
      const asked = [...writes, failing(Promise.resolve(db.select().from(marks)))]
      for (const { error, ms } of await Promise.all(asked)) {
        expect(isTransient(error)).toBe(true)
        expect(error).not.toBeInstanceOf(NotKnownWhetherKept)
        expect(ms).toBeLessThan(4 * answerMs)
      }
      // It is known to be silent by now.
      expect((await failing(write(db, 200))).ms).toBeLessThan(answerMs)
      way.mend()
      await writeAgain(db, 1)
      expect(await written(db)).toEqual([0, 1])
    }),
  )

  it.each(['wsUrl', 'url'] as const)('is not said to have kept nothing where it may have, over %s', (address) =>
    cluster(address, async (db, way) => {
      const lost = await failing(
        transact(db, async (tx) => {
          await tx.insert(marks).values({ key: 'mark 1', value: 1, at: 0 })
          way.deafen()
        }),
      )
      expect(lost.error).toBeInstanceOf(NotKnownWhetherKept)
      expect(isTransient(lost.error)).toBe(true)
      way.mend()
      await writeAgain(db, 2)
      expect(await written(db)).toEqual([0, 1, 2])
    }),
  )

  it('lets a refusal stand, of which nothing was to be kept', () =>
    cluster('wsUrl', async (db, way) => {
      const refusal = { ok: false, error: { code: 'no-such-thing' } }
      const refused = transact(db, async (tx) => {
        await tx.insert(marks).values({ key: 'mark 1', value: 1, at: 0 })
        way.cut()
        return refusal
      })
      expect(await refused).toBe(refusal)
      way.mend()
      await writeAgain(db, 2)
      expect(await written(db)).toEqual([0, 2])
    }))

  it('leaves a slow question alone where it answers others meanwhile', () =>
    cluster('wsUrl', async (db) => {
      const open = transact(db, async (tx) => {
        await tx.insert(marks).values({ key: 'mark 1', value: 1, at: 0 })
        await new Promise((done) => setTimeout(done, 2 * answerMs))
        await tx.update(marks).set({ value: 2 }).where(eq(marks.key, 'mark 1'))
      })
      for (let n = 0; n < 10; n++) {
        await written(db)
        await new Promise((done) => setTimeout(done, answerMs / 5))
      }
      await open
      expect(await written(db)).toEqual([0, 2])
    }))

  it('does what a form asks once, though its answer was lost and it is sent again', () =>
    cluster('url', async (db, way) => {
      await account(db, 'acc_1', 'one')
      const cookie = await cookieOf(db, 'one', clock.now)
      let times = 0
      const action = acts({
        note: signedIn(async ({ db: bank }) => {
          times += 1
          await transact(bank, async (tx) => {
            await tx.insert(marks).values({ key: `note ${times}`, value: times, at: 0 })
            if (times === 1) way.deafenAfter('COMMIT')
          })
          return redirect('/noted')
        }),
      })
      const send = (at = clock.now) =>
        act({ action }, { db, now: at, cookie, path: '/notes', params: {} }, { act: 'note', formKey: 'a' })
      expect(await send()).toMatchObject({ status: 503, code: 'not-known-whether-kept' })
      way.mend()
      await writeAgain(db, 5)
      expect(await send(clock.minutes(1))).toMatchObject({ status: 302, leadsTo: '/notes' })
      expect(times).toBe(1)
    }))
})
