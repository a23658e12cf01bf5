import { eq } from 'drizzle-orm'
import { beforeEach, expect, it } from 'vitest'
import { usualWindows } from '#app/performance/cycle-window.ts'
import { runningCycles } from '#app/performance/cycles/running-cycles.server.ts'
import { closeCycle, openCycle } from '#app/performance/cycles.server.ts'
import { makeSheets } from '#app/performance/goals/make-sheets.server.ts'
import type { Db } from '#db/client.server.ts'
import { appraisals } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { freshDb, now } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { actorOf, hr, manager, openBank, quarter } from './bank.ts'

const windows = usualWindows(quarter.fromOn, quarter.toOn)
let db: Db
let cycleId: string
/** Three people; one has reviewed themselves. */
beforeEach(async () => {
  db = await freshDb()
  await openBank(db, { count: 3 })
  cycleId = must(await openCycle(db, hr, { ...quarter, windows }, now)).id
  must(await makeSheets(db, hr, cycleId, now))
  await transact(db, (tx) =>
    tx.update(appraisals).set({ selfReviewedAt: now }).where(eq(appraisals.employeeId, 'emp_1')),
  )
})

const dayOf = (phase: string) => windows.find((window) => window.phase === phase)?.opensOn ?? ''

it('an HR officer sees which phases are open until when, how many are done of how many, and what comes next', async () => {
  const [cycle] = await runningCycles(db, hr, dayOf('manager-review'), now)
  const of = await db.$count(appraisals, eq(appraisals.cycleId, cycleId))
  expect(of).toBeGreaterThan(1)
  expect(cycle?.open.find(({ phase }) => phase === 'self-review')).toMatchObject({ done: 1, of })
  expect(cycle?.open.find(({ phase }) => phase === 'manager-review')).toMatchObject({ done: 0 })
  expect(cycle?.next).toEqual({ phase: 'calibration', opensOn: dayOf('calibration') })
})

it('a phase in which nothing is counted by person has no figure, and after the last one nothing comes next', async () => {
  const [cycle] = await runningCycles(db, hr, dayOf('goal-setting'), now)
  expect(cycle?.open).toMatchObject([{ phase: 'goal-setting', done: null }])
  expect((await runningCycles(db, hr, '2099-01-01', now))[0]).toMatchObject({ open: [], next: null })
})

it('is not for a manager, not for another part of the bank, and over once the cycle is closed', async () => {
  const day = dayOf('self-review')
  expect(await runningCycles(db, manager, day, now)).toEqual([])
  const elsewhere = actorOf(null, [], { grants: [{ role: 'hr-officer', path: '/HO/B9/' }] })
  expect(await runningCycles(db, elsewhere, day, now)).toEqual([])
  must(await closeCycle(db, hr, { cycleId, revision: 1 }, now))
  expect(await runningCycles(db, hr, day, now)).toEqual([])
})

it('counts the people of each cycle by itself, and of the officer’s part of the bank alone', async () => {
  const day = dayOf('self-review')
  const ofBranch = { ...quarter, code: 'B1', unitId: 'unt_b1', windows }
  const { id } = must(await openCycle(db, hr, ofBranch, now))
  must(await makeSheets(db, hr, id, now))
  const all = await db.$count(appraisals, eq(appraisals.cycleId, id))
  const counted = async (path: string) => {
    const actor = { ...hr, grants: [{ role: 'hr-officer', path }] }
    return (await runningCycles(db, actor, day, now)).map(({ open }) => open[0]?.of)
  }
  expect([await counted('/'), await counted('/HO/B1/')]).toEqual([[all, all], [all]])
  // Somebody of the branch's cycle belongs elsewhere by now.
  await transact(db, (tx) =>
    tx.update(appraisals).set({ unitPath: '/HO/B2/' }).where(eq(appraisals.employeeId, 'emp_2')),
  )
  expect([await counted('/'), await counted('/HO/B1/')]).toEqual([[all, all], [all - 1]])
})
