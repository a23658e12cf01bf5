import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { verifyChain } from '#app/audit/chain.server.ts'
import { record } from '#app/audit/records.server.ts'
import { systemActor } from '#app/kernel/actor.ts'
import { done } from '#app/kernel/result.ts'
import type { Db, Tx } from '#db/client.server.ts'
import { auditContents, auditRecords } from '#db/schema/audit.ts'
import { transact } from '#db/transact.server.ts'
import { clock, eachEngine } from '../support/database.ts'

const actor = systemActor(clock.today)
const subject = { kind: 'run', id: 'run_1', unitPath: '/' }

const write = async (db: Db, acts: number) => {
  for (let n = 1; n <= acts; n++)
    await transact(db, (tx) => record(tx, actor, `run.step-${n}`, subject, { after: { n } }, clock.now + n))
}
const tamper = (db: Db, work: (tx: Tx) => Promise<unknown>) =>
  transact(db, async (tx) => {
    await work(tx)
    return done()
  })
const faults = async (db: Db) => (await verifyChain(db)).faults

eachEngine('the audit chain', (open) => {
  it('holds when nobody touched it', async () => {
    const db = await open()
    expect(await verifyChain(db)).toEqual({ records: 0, faults: [] })
    await write(db, 5)
    expect(await verifyChain(db)).toEqual({ records: 5, faults: [] })
  })

  it('shows a changed record', async () => {
    const db = await open()
    await write(db, 3)
    await tamper(db, (tx) => tx.update(auditRecords).set({ actorId: 'another' }).where(eq(auditRecords.seq, 2)))
    expect(await faults(db)).toEqual([{ seq: 2, fault: 'was-changed' }])
  })

  it('shows changed content, and forgives content that a rule has erased', async () => {
    const db = await open()
    await write(db, 3)
    await tamper(db, (tx) =>
      tx
        .update(auditContents)
        .set({ content: { after: 9 } })
        .where(eq(auditContents.seq, 1)),
    )
    await tamper(db, (tx) =>
      tx.update(auditContents).set({ content: null, erasedAt: clock.now }).where(eq(auditContents.seq, 2)),
    )
    expect(await faults(db)).toEqual([{ seq: 1, fault: 'content-was-changed' }])
  })

  it('shows records that were taken out, in the middle and at the end', async () => {
    const db = await open()
    await write(db, 4)
    const remove = async (seq: number) =>
      tamper(db, async (tx) => {
        await tx.delete(auditContents).where(eq(auditContents.seq, seq))
        await tx.delete(auditRecords).where(eq(auditRecords.seq, seq))
      })
    await remove(4)
    expect(await faults(db)).toEqual([{ seq: 3, fault: 'end-is-missing' }])
    await remove(2)
    expect(await faults(db)).toContainEqual({ seq: 3, fault: 'does-not-follow' })
  })
})
