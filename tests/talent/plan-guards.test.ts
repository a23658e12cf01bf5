/** Plans and echelons: nothing is done to what is not there, each act touches one alone, and what is over stands behind. */
import { describe, expect, it } from 'vitest'
import { addAction, correctAction, removeAction } from '#app/talent/development-actions.server.ts'
import { boardOf } from '#app/talent/echelon-board.server.ts'
import {
  admit,
  echelonsOverseen,
  leaveEchelon,
  moveReadiness,
  nominate,
  openEchelon,
} from '#app/talent/echelons.server.ts'
import {
  agreePlan,
  changePlan,
  closePlan,
  earlierPlans,
  planOf,
  plansToAgree,
  proposePlan,
} from '#app/talent/plans.server.ts'
import type { Db } from '#db/client.server.ts'
import { developmentPlans } from '#db/schema/talent.ts'
import { actorOf, head, hr, manager, person } from '../performance/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { code, talentBank, target } from './bank.ts'

const { now } = clock
const plan = { targetPostId: 'pst_branch-head', fromOn: '2026-10-01', toOn: '2027-09-30' }
const blank = { courseId: null, pairingId: null, competencyId: null, text: null, wanted: null }
const project = { ...blank, kind: 'project' as const, text: 'Lead the move', dueOn: '2027-01-31' }
const bank = async () => {
  const db = await freshDb()
  await talentBank(db)
  return db
}
const revisionOf = async (db: Db, employeeId: string) => (await planOf(db, hr, employeeId))?.plan?.revision ?? 0

describe('a development plan', () => {
  it('is there before anything is done to it', async () => {
    const db = await bank()
    const of = { id: 'dac_9', revision: 1 }
    const corrected = { ...of, text: 'x', wanted: null, dueOn: '2027-01-31' }
    expect([
      code(await addAction(db, person(1), 'emp_1', { ...project, revision: 1 }, now)),
      code(await correctAction(db, person(1), 'emp_1', corrected, now)),
      code(await removeAction(db, person(1), { employeeId: 'emp_1', ...of }, now)),
      code(await agreePlan(db, manager, { employeeId: 'emp_1', revision: 1 }, now)),
      code(await agreePlan(db, manager, { employeeId: 'emp_9', revision: 1 }, now)),
      code(await changePlan(db, person(1), 'emp_1', { ...plan, revision: 1 }, now)),
    ]).toEqual(Array(6).fill('no-such-plan'))
    expect(await planOf(db, hr, 'emp_9')).toBeNull()
  })

  it('has actions from its first day to its last', async () => {
    const db = await bank()
    must(await proposePlan(db, person(1), 'emp_1', plan, now))
    const add = async (dueOn: string) =>
      code(await addAction(db, person(1), 'emp_1', { ...project, dueOn, revision: await revisionOf(db, 'emp_1') }, now))
    expect([
      await add('2026-09-30'),
      await add('2026-10-01'),
      await add('2027-09-30'),
      await add('2027-10-01'),
    ]).toEqual(['outside-the-plan', 'done', 'done', 'outside-the-plan'])
  })

  it('is agreed to alone, waits for the other of the two alone, and stands behind once it is over', async () => {
    const db = await bank()
    for (const n of [1, 2]) {
      must(await proposePlan(db, person(n), `emp_${n}`, plan, now))
      must(await addAction(db, person(n), `emp_${n}`, { ...project, revision: 1 }, now))
    }
    expect(await plansToAgree(db, actorOf(null, ['auditor']))).toEqual([])
    expect((await plansToAgree(db, manager)).map(({ employeeId }) => employeeId).sort()).toContain('emp_1')
    must(await agreePlan(db, manager, { employeeId: 'emp_1', revision: await revisionOf(db, 'emp_1') }, now))
    const agreed = await db.select().from(developmentPlans).orderBy(developmentPlans.employeeId)
    expect(agreed.map(({ employeeId, agreedAt }) => [employeeId, agreedAt])).toEqual([
      ['emp_1', now],
      ['emp_2', null],
    ])
    expect(await earlierPlans(db, 'emp_1')).toEqual([])
    must(await closePlan(db, person(1), { employeeId: 'emp_1', revision: await revisionOf(db, 'emp_1') }, now + 1))
    must(await proposePlan(db, person(1), 'emp_1', plan, now + 2))
    must(await closePlan(db, person(1), { employeeId: 'emp_1', revision: 1 }, now + 3))
    must(await proposePlan(db, person(1), 'emp_1', plan, now + 4))
    expect((await earlierPlans(db, 'emp_1')).map(({ closedAt }) => closedAt)).toEqual([now + 3, now + 1])
    expect(await earlierPlans(db, 'emp_2')).toEqual([])
  })
})

describe('an echelon', () => {
  it('has members whom one of its own acts may find, and counts those who have not left', async () => {
    const db = await bank()
    const { id } = must(await openEchelon(db, hr, target, now))
    const given = { employeeId: 'emp_1', readiness: 'one-to-two-years' as const, reason: 'Leads well' }
    const { id: member } = must(await nominate(db, hr, { echelonId: id, ...given }, now))
    must(await nominate(db, hr, { echelonId: id, ...given, employeeId: 'emp_2' }, now))
    const none = { id: 'ecm_9', revision: 1 }
    const elsewhere = actorOf(null, [], { grants: [{ role: 'hr-officer', path: '/HO/B2/' }] })
    for (const [actor, of] of [
      [head, none],
      [elsewhere, { id: member, revision: 1 }],
    ] as const)
      expect([
        code(await admit(db, actor, of, now)),
        code(await leaveEchelon(db, actor, { ...of, reason: 'x' }, now)),
        code(await moveReadiness(db, actor, { ...of, readiness: 'now' }, now)),
      ]).toEqual(Array(3).fill('no-such-member'))
    must(await leaveEchelon(db, hr, { id: member, revision: 1, reason: 'Moved' }, now))
    const board = await boardOf(db, hr, id)
    expect([board?.members.map((each) => each.employeeId), board?.left.map((each) => each.id)]).toEqual([
      ['emp_2'],
      [member],
    ])
    const [overseen] = await echelonsOverseen(db, hr)
    expect(overseen).toMatchObject({ nominated: 1 })
  })
})
