import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { decideRun, releaseRun, submitRun } from '#app/incentives/runs/run-decisions.server.ts'
import { exceptionGroups } from '#app/incentives/runs/run-notes.server.ts'
import { prepareRun, recalculateRun } from '#app/incentives/runs/run-preparation.server.ts'
import { statementsOf } from '#app/incentives/statements/statements.server.ts'
import { addDays, hourOfDay } from '#app/kernel/day.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { certificates } from '#db/schema/learning.ts'
import { notices } from '#db/schema/notices.ts'
import { employees } from '#db/schema/organisation.ts'
import { appraisals } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { account } from '../organisation/bank.ts'
import { person } from '../performance/bank.ts'
import { clock, eachEngine } from '../support/database.ts'
import { runJobs } from '../support/jobs.ts'
import { must } from '../support/outcome.ts'
import { approved, approver, digestOf, jobs, mustFind, officer, prepared, releaser } from './pool-bank.ts'

eachEngine('an incentive run', (freshDb) => {
  it('is released by whom its releaser lent that to, in both names', async () => {
    const db = await freshDb()
    const run = await approved(db)
    await account(db, 'acc_deputy', 'deputy')
    const deputy = { ...releaser, id: 'acc_deputy', onBehalfOf: releaser.id, lentActs: ['run.'] }
    const shown = { runId: run.id, outputDigest: digestOf(run), isLateKnown: false }
    must(await releaseRun(db, deputy, shown, clock.now))
    await runJobs(db, jobs)
    expect(await mustFind(db, run.id)).toMatchObject({ state: 'released', releasedBy: deputy.id })
    const [released] = await db.select().from(auditRecords).where(eq(auditRecords.act, 'run.released'))
    expect(released).toMatchObject({ actorId: deputy.id, onBehalfOf: releaser.id })
  })

  it('is released after its pay day only by whoever knows that it has passed', async () => {
    const db = await freshDb()
    const run = await approved(db)
    const shown = { runId: run.id, outputDigest: digestOf(run), isLateKnown: false }
    // From a page that was opened before.
    const tomorrow = { ...releaser, today: addDays(run.payOn, 1) }
    expect(await releaseRun(db, tomorrow, shown, clock.now)).toMatchObject({ error: { code: 'pay-day-passed' } })
    expect(await mustFind(db, run.id)).toEqual(run)
    must(await releaseRun(db, tomorrow, { ...shown, isLateKnown: true }, clock.now))
    await account(db, 'acc_salesperson', 'salesperson')
    await transact(db, (tx) =>
      tx.update(employees).set({ accountId: 'acc_salesperson' }).where(eq(employees.id, 'emp_1')),
    )
    await runJobs(db, jobs, () => hourOfDay(tomorrow.today, 9, 'Asia/Shanghai'))
    expect(await db.select().from(notices).where(eq(notices.accountId, 'acc_salesperson'))).toMatchObject([
      { kind: 'statement-released-late', params: { pay: run.payOn, released: tomorrow.today } },
    ])
  })

  it('is still in time on its pay day', async () => {
    const db = await freshDb()
    const run = await approved(db)
    const shown = { runId: run.id, outputDigest: digestOf(run), isLateKnown: false }
    must(await releaseRun(db, { ...releaser, today: run.payOn }, shown, clock.now))
  })

  it('stops at release when a gate has changed, and lists the people', async () => {
    const db = await freshDb()
    const run = await approved(db)
    await transact(db, async (tx) => {
      await tx.update(certificates).set({ revokedFrom: '2026-09-01' }).where(eq(certificates.employeeId, 'emp_2'))
    })
    must(await releaseRun(db, releaser, { runId: run.id, outputDigest: digestOf(run), isLateKnown: false }, clock.now))
    await runJobs(db, jobs)
    expect((await mustFind(db, run.id)).state).toBe('calculated')
    expect(await statementsOf(db, person(1))).toHaveLength(0)
  })

  it('goes on where a gate has changed of what it does not pay, and lists only whom it pays', async () => {
    const db = await freshDb()
    const from = await prepared(db)
    const revoke = (employeeId: string) =>
      transact(db, (tx) =>
        tx.update(certificates).set({ revokedFrom: '2026-09-01' }).where(eq(certificates.employeeId, employeeId)),
      )
    await transact(db, (tx) => tx.delete(appraisals).where(eq(appraisals.employeeId, 'emp_3')))
    const { id } = must(await prepareRun(db, officer, from, clock.now))
    await runJobs(db, jobs)
    // Of these two the gate says something else now; the third has no appraisal and is paid nothing.
    await revoke('emp_2')
    await revoke('emp_3')
    const listed = async () => {
      const run = await mustFind(db, id)
      const shown = { runId: id, outputDigest: digestOf(run) }
      must(await submitRun(db, officer, id, clock.now))
      must(await decideRun(db, approver, { ...shown, decision: 'approved', reason: null }, clock.now))
      must(await releaseRun(db, releaser, { ...shown, isLateKnown: false }, clock.now))
      await runJobs(db, jobs)
      const groups = await exceptionGroups(db, id, 9)
      return groups.filter(({ code }) => code === 'gate-changed')
    }
    expect(await listed()).toMatchObject([{ count: 1, people: ['S-002 emp_2'], detail: { component: 'bonus' } }])
    await transact(db, (tx) => tx.update(certificates).set({ revokedFrom: null }))
    must(await recalculateRun(db, officer, id, clock.now))
    await runJobs(db, jobs)
    await revoke('emp_3')
    expect(await listed()).toEqual([])
    expect((await mustFind(db, id)).state).toBe('released')
  })
})
