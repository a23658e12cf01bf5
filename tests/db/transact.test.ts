import { eq, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { done, refused } from '#app/kernel/result.ts'
import type { Db, Tx } from '#db/client.server.ts'
import { files, marks } from '#db/schema/kernel.ts'
import { newId, transact } from '#db/transact.server.ts'
import { clock, eachEngine } from '../support/database.ts'

const put = (tx: Tx, key: string, value: number) => tx.insert(marks).values({ key, value, at: clock.now })
const read = async (db: Db, key: string) =>
  (await db.select({ value: marks.value }).from(marks).where(eq(marks.key, key)))[0]?.value ?? null

eachEngine('a transaction', (open) => {
  it('keeps what it wrote when the answer is done', async () => {
    const db = await open()
    const outcome = await transact(db, async (tx) => {
      await put(tx, 'a', 1)
      return done('written')
    })
    expect(outcome).toEqual(done('written'))
    expect(await read(db, 'a')).toBe(1)
  })

  it('keeps nothing when the answer is a refusal', async () => {
    const db = await open()
    const outcome = await transact(db, async (tx) => {
      await put(tx, 'a', 1)
      return refused('not-allowed')
    })
    expect(outcome).toEqual(refused('not-allowed'))
    expect(await read(db, 'a')).toBeNull()
  })

  it('keeps nothing when it fails, and the next one goes on', async () => {
    const db = await open()
    const failing = transact(db, async (tx) => {
      await put(tx, 'a', 1)
      throw new Error('lost')
    })
    await expect(failing).rejects.toThrow('lost')
    await transact(db, (tx) => put(tx, 'b', 2))
    expect([await read(db, 'a'), await read(db, 'b')]).toEqual([null, 2])
  })

  it('is joined by what is handed the transaction', async () => {
    const db = await open()
    await transact(db, async (tx) => {
      await put(tx, 'outer', 1)
      await transact(tx, (joined) => put(joined, 'inner', 2))
      return done(null)
    })
    expect([await read(db, 'outer'), await read(db, 'inner')]).toEqual([1, 2])
  })

  it('rolls back the whole when a joined call refuses and that is passed on', async () => {
    const db = await open()
    const outcome = await transact(db, async (tx) => {
      await put(tx, 'outer', 1)
      return transact(tx, async (joined) => {
        await put(joined, 'inner', 2)
        return refused('too-late')
      })
    })
    expect(outcome).toEqual(refused('too-late'))
    expect([await read(db, 'outer'), await read(db, 'inner')]).toEqual([null, null])
  })

  it('fails and keeps nothing when a refusal inside was swallowed', async () => {
    const db = await open()
    const swallowing = transact(db, async (tx) => {
      await put(tx, 'outer', 1)
      await transact(tx, async () => refused('too-late'))
      return done(null)
    })
    await expect(swallowing).rejects.toThrow('a refusal inside a transaction was not passed on')
    expect(await read(db, 'outer')).toBeNull()
  })

  it('refuses a second one inside instead of waiting for itself', async () => {
    const db = await open()
    const nested = transact(db, async () => transact(db, async () => done(null)))
    await expect(nested).rejects.toThrow('hand the transaction on')
    expect(await transact(db, async () => done('free again'))).toEqual(done('free again'))
  })

  it('loses none of 200 increments that come at once', async () => {
    const db = await open()
    await transact(db, (tx) => put(tx, 'count', 0))
    const once = () =>
      transact(db, async (tx) => {
        const [row] = await tx.select({ value: marks.value }).from(marks).where(eq(marks.key, 'count'))
        await tx
          .update(marks)
          .set({ value: Number(row?.value) + 1 })
          .where(eq(marks.key, 'count'))
      })
    await Promise.all(Array.from({ length: 200 }, once))
    expect(await read(db, 'count')).toBe(200)
  })

  it('hides what it has not yet kept from those who read', async () => {
    const db = await open()
    await transact(db, async (tx) => {
      await put(tx, 'a', 1)
      expect(await read(db, 'a')).toBeNull()
    })
    expect(await read(db, 'a')).toBe(1)
  })

  it('makes ids that keep their order', async () => {
    const db = await open()
    const ids = await transact(db, async (tx) => [newId(tx, 'run', clock.now), newId(tx, 'run', clock.now)])
    expect(ids[0]).toMatch(/^run_[0-9a-z]{26}$/)
    expect([...ids].sort()).toEqual(ids)
  })

  it('keeps whole numbers, text and JSON as they were given', async () => {
    const db = await open()
    const file = {
      digest: 'd',
      name: '凭证 😀',
      mediaType: 'text/plain',
      size: Number.MAX_SAFE_INTEGER,
      addedBy: 'x',
      addedAt: 0,
    }
    await transact(db, (tx) => tx.insert(files).values(file))
    expect(await db.select().from(files)).toEqual([file])
  })

  it('enforces foreign keys', async () => {
    const db = await open()
    const orphan = transact(db, async (tx) => {
      await tx.run(sql`insert into audit_contents (seq, salt) values (999, 'a')`)
    })
    await expect(orphan).rejects.toThrow()
  })
})
