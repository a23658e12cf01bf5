import { eq, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { verifyChain } from '#app/audit/chain.server.ts'
import { digestOf, record } from '#app/audit/records.server.ts'
import { eraseContents } from '#app/audit/retention.server.ts'
import { sealSightings } from '#app/audit/seals.server.ts'
import { recordSighting } from '#app/audit/sightings.server.ts'
import { type Actor, systemActor } from '#app/kernel/actor.ts'
import type { Db } from '#db/client.server.ts'
import { auditContents, auditRecords, sightedEmployees, sightings } from '#db/schema/audit.ts'
import { transact } from '#db/transact.server.ts'
import { clock, eachEngine } from '../support/database.ts'

const system = systemActor(clock.today)
const auditor: Actor = { ...system, id: 'acc_aud', name: '周审计', grants: [{ role: 'auditor', path: '/' }] }
const subject = { kind: 'plan', id: 'plan_1', unitPath: '/1/' }

const write = (db: Db, count: number, kind = 'plan') =>
  transact(db, async (tx) => {
    for (let each = 0; each < count; each++)
      await record(tx, system, `${kind}.changed`, { ...subject, kind }, { before: each, after: each + 1 }, clock.now)
  })
const tamper = (db: Db, change: Parameters<typeof transact>[1]) => transact(db, change)

eachEngine('the chain', (open) => {
  it('is whole as long as nobody touches it', async () => {
    const db = await open()
    expect(await verifyChain(db)).toEqual({ checked: 0, upTo: 0, erased: 0, broken: null })
    await write(db, 25)
    expect(await verifyChain(db)).toEqual({ checked: 25, upTo: 25, erased: 0, broken: null })
  })

  it('names the first record that was changed', async () => {
    const db = await open()
    await write(db, 10)
    await tamper(db, (tx) => tx.update(auditRecords).set({ actorName: 'nobody' }).where(eq(auditRecords.seq, 4)))
    expect((await verifyChain(db)).broken).toEqual({ seq: 4, kind: 'record' })
  })

  it('finds a record that was changed together with its own digest', async () => {
    const db = await open()
    await write(db, 10)
    await tamper(db, async (tx) => {
      const [row] = await tx.select().from(auditRecords).where(eq(auditRecords.seq, 4))
      if (!row) throw new Error('no record')
      const changed = { ...row, actorName: 'nobody' }
      await tx
        .update(auditRecords)
        .set({ actorName: 'nobody', digest: digestOf(changed) })
        .where(eq(auditRecords.seq, 4))
    })
    expect((await verifyChain(db)).broken).toEqual({ seq: 5, kind: 'link' })
  })

  it('finds a content that was changed or taken away', async () => {
    const db = await open()
    await write(db, 10)
    await tamper(db, (tx) =>
      tx
        .update(auditContents)
        .set({ content: { after: 7 } })
        .where(eq(auditContents.seq, 6)),
    )
    expect((await verifyChain(db)).broken).toEqual({ seq: 6, kind: 'content' })
    await tamper(db, (tx) => tx.delete(auditContents).where(eq(auditContents.seq, 3)))
    expect((await verifyChain(db)).broken).toEqual({ seq: 3, kind: 'content' })
  })

  it('finds records that were taken away, in the middle and at the end', async () => {
    const db = await open()
    await write(db, 10)
    const take = (seq: number) =>
      tamper(db, async (tx) => {
        await tx.delete(auditContents).where(eq(auditContents.seq, seq))
        await tx.delete(auditRecords).where(eq(auditRecords.seq, seq))
      })
    await take(10)
    expect((await verifyChain(db)).broken).toEqual({ seq: 10, kind: 'end' })
    await take(5)
    expect((await verifyChain(db)).broken).toEqual({ seq: 6, kind: 'link' })
  })

  it('stays whole where a retention rule erased what was changed, and says so', async () => {
    const db = await open()
    await write(db, 5, 'candidate')
    await write(db, 3)
    const rule = { name: 'candidates after two years', subjectKinds: ['candidate'], before: clock.days(1) }
    expect(await eraseContents(db, auditor, rule, clock.days(2))).toMatchObject({ error: { code: 'not-allowed' } })
    expect(await eraseContents(db, system, rule, clock.now)).toMatchObject({ error: { code: 'not-yet' } })
    expect(await eraseContents(db, system, rule, clock.days(2))).toEqual({ ok: true, value: 5 })
    expect(await eraseContents(db, system, rule, clock.days(2))).toEqual({ ok: true, value: 0 })
    expect(await verifyChain(db)).toEqual({ checked: 9, upTo: 9, erased: 5, broken: null })
    const [row] = await db.select().from(auditContents).where(eq(auditContents.seq, 1))
    expect(row).toMatchObject({ content: null, salt: '', erasedRule: rule.name })
  })

  it('covers who looked at pay and ratings once they are sealed', async () => {
    const db = await open()
    await recordSighting(db, auditor, 'pay', ['emp_1', 'emp_2'], '/runs/run_1', clock.now)
    await recordSighting(db, auditor, 'rating', ['emp_1'], '/appraisals/apr_1', clock.now)
    expect(await transact(db, (tx) => sealSightings(tx, system, clock.now))).toBe(2)
    expect(await transact(db, (tx) => sealSightings(tx, system, clock.now))).toBe(0)
    await recordSighting(db, auditor, 'pay', ['emp_3'], '/runs/run_1', clock.now)
    expect((await verifyChain(db)).broken).toBeNull()
    await tamper(db, (tx) => tx.delete(sightedEmployees).where(sql`${sightedEmployees.employeeId} = 'emp_2'`))
    expect((await verifyChain(db)).broken).toEqual({ seq: 1, kind: 'sightings' })
    // Nor where the sighting is changed with it.
    await tamper(db, (tx) =>
      tx
        .update(sightings)
        .set({ employees: ['emp_1'] })
        .where(eq(sightings.id, 1)),
    )
    expect((await verifyChain(db)).broken).toEqual({ seq: 1, kind: 'sightings' })
    await tamper(db, async (tx) => {
      await tx
        .update(sightings)
        .set({ employees: ['emp_1', 'emp_2'] })
        .where(eq(sightings.id, 1))
      await tx.insert(sightedEmployees).values({ sightingId: 1, employeeId: 'emp_2' })
    })
    expect((await verifyChain(db)).broken).toBeNull()
  })

  it('seals the sightings of many people by few at a time', async () => {
    const db = await open()
    const many = (count: number) => Array.from({ length: count }, (_, index) => `emp_${index}`)
    for (const count of [1_500, 500, 1, 3_000, 2]) {
      await recordSighting(db, auditor, 'pay', many(count), '/runs/run_1', clock.now)
    }
    const sealed: number[] = []
    do sealed.push(await transact(db, (tx) => sealSightings(tx, system, clock.now)))
    while (sealed.at(-1) !== 0)
    expect(sealed).toEqual([2, 1, 1, 1, 0])
    expect((await verifyChain(db)).broken).toBeNull()
    expect(await db.$count(sightedEmployees)).toBe(5_003)
  })
})
