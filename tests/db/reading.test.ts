import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Reader } from '#db/client.server.ts'
import { prepared } from '#db/prepared.server.ts'
import { marks } from '#db/schema/kernel.ts'
import { transact } from '#db/transact.server.ts'
import { clock, freshDb } from '../support/database.ts'

const markOf = prepared((db) =>
  db
    .select({ value: marks.value })
    .from(marks)
    .where(eq(marks.key, sql.placeholder('key')))
    .prepare(),
)
const read = async (db: Reader, key: string) => (await markOf(db).all({ key }))[0]?.value ?? null

describe('reading, in one file', () => {
  it('goes by what was kept, before, within and after a transaction, with one statement', async () => {
    const db = await freshDb()
    const seen: unknown[] = [await read(db, 'a')]
    await transact(db, async (tx) => {
      await tx.insert(marks).values({ key: 'a', value: 1, at: clock.now })
      seen.push(await read(db, 'a'))
    })
    seen.push(await read(db, 'a'))
    await transact(db, async (tx) => {
      await tx.update(marks).set({ value: 2 }).where(eq(marks.key, 'a'))
      seen.push(await read(db, 'a'))
    })
    seen.push(await read(db, 'a'))
    expect(seen).toEqual([null, null, 1, 1, 2])
  })

  it('writes nothing, whatever it is asked', async () => {
    const db = await freshDb()
    const writing = sql`insert into marks (key, value, at) values ('a', 1, 1) returning value`
    await expect(async () => db.all(writing)).rejects.toThrow(/readonly/)
    expect(await read(db, 'a')).toBeNull()
  })

  it('sees what another process has kept meanwhile', async () => {
    const db = await freshDb()
    expect(await read(db, 'a')).toBeNull()
    const other = await freshDb({ url: `file:${db.engine.file?.name ?? ''}` })
    await transact(other, (tx) => tx.insert(marks).values({ key: 'a', value: 1, at: clock.now }))
    expect(await read(db, 'a')).toBe(1)
  })
})
