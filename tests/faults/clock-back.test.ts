import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { verifyChain } from '#app/audit/chain.server.ts'
import { record } from '#app/audit/records.server.ts'
import { noteGuess } from '#app/identity/password-guesses.server.ts'
import { systemActor } from '#app/kernel/actor.ts'
import { holdFormKey } from '#app/kernel/form-keys.server.ts'
import { defineJob, enqueue } from '#app/kernel/jobs.server.ts'
import { mayVerify } from '#app/learning/certifications/verification-rate.server.ts'
import { paths } from '#app/paths.ts'
import type { Db } from '#db/client.server.ts'
import { jobs } from '#db/schema/kernel.ts'
import { transact } from '#db/transact.server.ts'
import { clock, freshDb } from '../support/database.ts'
import { runJobs } from '../support/jobs.ts'
import { query } from '../support/query.ts'
import { runScript, startServer } from '../support/server.ts'
import { clockToSetBack, hour } from './clock.ts'
import { enter } from './entry.ts'
import { beginSitting, sitDown, storedOf } from './sitting.ts'

const counted = defineJob({
  kind: 'counted',
  step: async (_tx, job) =>
    job.cursor === null ? { cursor: 1, done: 1, total: 2 } : { cursor: 2, done: 2, total: 2, finished: true },
})
const ask = (db: Db, runAfter?: number) =>
  transact(db, (tx) =>
    enqueue(tx, { kind: 'counted', input: {}, requestedBy: 'acc_lin', ...(runAfter ? { runAfter } : {}) }, clock.now),
  )
const stateOf = async (db: Db, id: string) => (await db.select().from(jobs).where(eq(jobs.id, id)))[0]?.state

describe('when the clock is set back an hour,', () => {
  it('a sitting, its session and its answers stay, and the chain holds', async () => {
    const sitting = await beginSitting()
    const { varDir, attemptId } = sitting
    const time = clockToSetBack()
    const server = await startServer({ varDir, environment: time.environment })
    const { acknowledged, answer, handIn } = await sitDown(server, sitting)
    for (const _ of sitting.questions) expect((await answer(server))?.status).toBe(200)

    time.setBack()
    for (const _ of sitting.questions) expect((await answer(server))?.status).toBe(200)
    const { kept } = await storedOf(varDir, attemptId)
    for (const [slot, seq] of acknowledged) expect(kept.get(slot)).toBe(seq)
    await enter(server, 'lin')
    expect((await handIn(server)).headers.get('location')).toBe(paths.attempt(attemptId))
    expect((await storedOf(varDir, attemptId)).state).toBe('graded')
    expect(await server.stop()).toBe(0)

    // Opened again at the earlier time, it is the same bank.
    const again = await startServer({ varDir, environment: time.environment })
    await enter(again, 'lin')
    await again.stop()
    const signIns = query<{ at: number }>(
      join(varDir, 'echelon.db'),
      "SELECT at FROM audit_records WHERE act = 'session.opened' ORDER BY seq",
    )
    expect(signIns).toHaveLength(3)
    expect(signIns[1]?.at).toBeLessThan(signIns[0]?.at ?? 0)
    expect(await runScript('verify', [], varDir)).toMatchObject({ code: 0, error: '' })
  })

  it('a job that was asked for at once is done at once, and one for later keeps its time', async () => {
    const db = await freshDb()
    const [soon, later] = [await ask(db), await ask(db, clock.now + 60_000)]
    const earlier = () => clock.now - hour
    const working = runJobs(db, [counted], earlier)
    await vi.waitUntil(async () => (await stateOf(db, soon)) === 'done', { timeout: 10_000 })
    expect(await stateOf(db, later)).toBe('queued')
    await transact(db, (tx) => tx.update(jobs).set({ runAfter: earlier() }).where(eq(jobs.id, later)))
    await working
  })

  it('a job whose worker died elsewhere is taken up, though its lease ends an hour from now', async () => {
    const db = await freshDb()
    const id = await ask(db)
    await transact(db, (tx) =>
      tx
        .update(jobs)
        .set({ state: 'running', leaseOwner: 'elsewhere:1:work', leaseUntil: Date.now() + hour, startedAt: clock.now })
        .where(eq(jobs.id, id)),
    )
    await runJobs(db, [counted], () => clock.now - hour)
    expect(await stateOf(db, id)).toBe('done')
  })

  it('a form whose first sending broke off can be sent again', async () => {
    const db = await freshDb()
    expect(await holdFormKey(db, 'cookie', 'key', clock.now)).toMatchObject({ isFirst: true })
    expect(await holdFormKey(db, 'cookie', 'key', clock.now - hour)).toMatchObject({ isFirst: true })
  })

  it('whoever was shut out for wrong passwords is not shut out for the hour as well', async () => {
    const db = await freshDb()
    const guessed = { signInName: 'lin', address: '192.0.2.7' }
    for (let time = 0; time < 10; time++) expect((await noteGuess(db, guessed, clock.now)).ok).toBe(true)
    expect(await noteGuess(db, guessed, clock.now)).toMatchObject({ error: { code: 'too-many-attempts' } })
    expect((await noteGuess(db, guessed, clock.now - hour)).ok).toBe(true)
  })

  it('nor whoever has looked up many certificates', () => {
    const address = '192.0.2.8'
    for (let time = 0; time < 31; time++) mayVerify(address, clock.now)
    expect(mayVerify(address, clock.now)).toBe(false)
    expect(mayVerify(address, clock.now - hour)).toBe(true)
  })

  it('the audit trail keeps its order and its chain', async () => {
    const db = await freshDb()
    const subject = { kind: 'run', id: 'r', unitPath: '/' }
    for (const at of [clock.now, clock.now - hour, clock.now - hour + 1])
      await transact(db, (tx) => record(tx, systemActor(clock.today), 'run.approved', subject, {}, at))
    expect(await verifyChain(db)).toMatchObject({ checked: 3, broken: null })
  })
})
