/** What is done to an echelon and to a development plan: to that one alone, and each act in the trail. */
import { asc, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { addAction, correctAction, removeAction, tickAction } from '#app/talent/development-actions.server.ts'
import { boardOf } from '#app/talent/echelon-board.server.ts'
import {
  admit,
  closeEchelon,
  echelonsOverseen,
  leaveEchelon,
  moveReadiness,
  nominate,
  openEchelon,
} from '#app/talent/echelons.server.ts'
import { growthOf, peopleGaps } from '#app/talent/gaps.server.ts'
import { planView } from '#app/talent/plan-view.server.ts'
import { agreePlan, changePlan, closePlan, plansToAgree, proposePlan } from '#app/talent/plans.server.ts'
import type { Db } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { employees } from '#db/schema/organisation.ts'
import { developmentActions, developmentPlans } from '#db/schema/talent.ts'
import { transact } from '#db/transact.server.ts'
import { account } from '../organisation/bank.ts'
import { actorOf, head, hr, manager, openBank, person } from '../performance/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { code, talentBank, target } from './bank.ts'

const { now } = clock
const acts = async (db: Db) =>
  (await db.select({ act: auditRecords.act }).from(auditRecords).orderBy(asc(auditRecords.seq))).map(({ act }) => act)
const withAccount = async (db: Db, employeeId: string) => {
  const accountId = `acc_${employeeId}`
  await account(db, accountId, employeeId)
  await transact(db, (tx) => tx.update(employees).set({ accountId }).where(eq(employees.id, employeeId)))
}
/** The acts since the bank was opened. */
const actsSince = async (db: Db, before: number) => (await acts(db)).slice(before)
const bank = async () => {
  const db = await freshDb()
  await talentBank(db)
  return { db, before: (await acts(db)).length }
}

const plan = { targetPostId: 'pst_branch-head', fromOn: '2026-10-01', toOn: '2027-09-30' }
const blank = { courseId: null, pairingId: null, competencyId: null, text: null, wanted: null, dueOn: '2027-01-31' }
const project = { ...blank, kind: 'project' as const, text: 'Lead the move' }

describe('a development plan', () => {
  it('leaves each act upon it in the trail, and none upon one that there is not', async () => {
    const { db, before } = await bank()
    const of = 'emp_1'
    expect(code(await closePlan(db, person(1), { employeeId: of, revision: 1 }, now))).toBe('no-such-plan')
    expect(code(await tickAction(db, manager, { employeeId: of, id: 'dac_9', revision: 1 }, now))).toBe('no-such-plan')
    must(await proposePlan(db, person(1), of, plan, now))
    const { id } = must(await addAction(db, person(1), of, { ...project, revision: 1 }, now))
    const { id: second } = must(await addAction(db, person(1), of, { ...project, revision: 2 }, now))
    must(
      await correctAction(
        db,
        person(1),
        of,
        { id, text: 'Lead it', wanted: null, dueOn: '2027-02-28', revision: 3 },
        now,
      ),
    )
    must(await removeAction(db, person(1), { employeeId: of, id: second, revision: 4 }, now))
    must(await changePlan(db, person(1), of, { ...plan, toOn: '2027-12-31', revision: 5 }, now))
    must(await agreePlan(db, manager, { employeeId: of, revision: 6 }, now))
    must(await tickAction(db, manager, { employeeId: of, id, revision: 7 }, now))
    must(await closePlan(db, manager, { employeeId: of, revision: 7 }, now))
    expect(await actsSince(db, before)).toEqual([
      'development.proposed',
      'development.action-added',
      'development.action-added',
      'development.action-corrected',
      'development.action-removed',
      'development.changed',
      'development.agreed',
      'development.action-ticked',
      'development.closed',
    ])
    expect(await db.select().from(developmentActions)).toMatchObject([{ id, revision: 3, doneAt: now }])
    expect(await db.select().from(developmentPlans)).toMatchObject([{ closedAt: now, revision: 8 }])
  })

  it('is changed, ticked and closed by itself: another’s stays as it stood', async () => {
    const { db } = await bank()
    await withAccount(db, 'emp_2')
    for (const n of [1, 2]) {
      must(await proposePlan(db, person(n), `emp_${n}`, plan, now))
      must(await addAction(db, person(n), `emp_${n}`, { ...project, revision: 1 }, now))
      must(await addAction(db, person(n), `emp_${n}`, { ...project, revision: 2 }, now))
      must(await agreePlan(db, manager, { employeeId: `emp_${n}`, revision: 3 }, now))
    }
    const theirs = await planView(db, manager, 'emp_2')
    const own = await planView(db, manager, 'emp_1')
    const id = own?.actions[0]?.id ?? ''
    must(await tickAction(db, manager, { employeeId: 'emp_1', id, revision: 4 }, now))
    expect((await planView(db, manager, 'emp_1'))?.actions.map(({ progress }) => progress.isDone)).toEqual([
      true,
      false,
    ])
    must(await changePlan(db, manager, 'emp_1', { ...plan, targetPostId: 'pst_teller', revision: 4 }, now))
    must(await closePlan(db, manager, { employeeId: 'emp_1', revision: 5 }, now))
    expect((await planView(db, manager, 'emp_1'))?.earlier).toMatchObject([{ count: 2, done: 1 }])
    expect(await planView(db, manager, 'emp_2')).toEqual(theirs)
  })

  /** Fifty-five people's plans before the one that waits: more than are asked for at once. */
  const others = 55
  it.each([
    ['were agreed', { agreedBy: 'acc_emp_manager', agreedAt: now }, true, true],
    ['are over', { closedAt: now }, true, true],
    ['the manager proposed', { draftedBy: 'acc_emp_manager' }, true, true],
    ['have no action', {}, false, true],
    ['are of other managers’ people', {}, true, false],
  ])('waits for the manager however many stand before it that %s', async (_, more, hasActions, isManaged) => {
    const db = await freshDb()
    await openBank(db, { count: others + 1 })
    const last = `emp_${others + 1}`
    await withAccount(db, last)
    await transact(db, async (tx) => {
      for (let n = 1; n <= others + 1; n++) {
        const [id, employeeId] = [`dpl_${n}`, `emp_${n}`]
        const drafted = { draftedBy: `acc_${employeeId}`, draftedAt: now, ...(n <= others ? more : {}) }
        await tx.insert(developmentPlans).values({ id, employeeId, ...plan, ...drafted })
        if (hasActions || n > others)
          await tx.insert(developmentActions).values({ id: `dac_${n}`, planId: id, kind: 'project', dueOn: plan.toOn })
      }
    })
    const all = Array.from({ length: others + 1 }, (_each, index) => `emp_${index + 1}`)
    const leads = actorOf('emp_manager', [], { manages: isManaged ? all : [last] })
    expect((await plansToAgree(db, leads)).map(({ employeeId }) => employeeId)).toEqual([last])
    expect(await plansToAgree(db, actorOf(null, ['hr-officer']))).toEqual([])
  })
})

describe('an echelon', () => {
  it('leaves each act upon it and its members in the trail', async () => {
    const { db, before } = await bank()
    const { id } = must(await openEchelon(db, hr, target, now))
    const given = { echelonId: id, employeeId: 'emp_1', readiness: 'now' as const, reason: 'Strong' }
    const member = must(await nominate(db, head, given, now))
    must(await admit(db, hr, { id: member.id, revision: 1 }, now))
    // Said again, it is no other readiness than before.
    must(await moveReadiness(db, head, { id: member.id, revision: 2, readiness: 'now' }, now))
    must(await moveReadiness(db, head, { id: member.id, revision: 2, readiness: 'one-to-two-years' }, now))
    must(await leaveEchelon(db, hr, { id: member.id, revision: 3, reason: 'Moved away' }, now))
    expect(code(await closeEchelon(db, hr, { id: 'ech_9', revision: 1 }, now))).toBe('no-such-echelon')
    must(await closeEchelon(db, hr, { id, revision: 1 }, now))
    expect(await actsSince(db, before)).toEqual([
      'echelon.opened',
      'echelon.nominated',
      'echelon.admitted',
      'echelon.readiness-moved',
      'echelon.member-left',
      'echelon.closed',
    ])
  })

  it('counts its bench by readiness, of those admitted, and nobody who has left', async () => {
    const { db } = await bank()
    const { id } = must(await openEchelon(db, hr, target, now))
    const nominated = async (n: number, readiness: 'now' | 'one-to-two-years') =>
      must(await nominate(db, head, { echelonId: id, employeeId: `emp_${n}`, readiness, reason: 'x' }, now)).id
    const [ready, soon] = [await nominated(1, 'now'), await nominated(2, 'one-to-two-years')]
    const bench = async () => (await echelonsOverseen(db, hr))[0]
    expect(await bench()).toMatchObject({ now: 0, soon: 0, later: 0, nominated: 2 })
    must(await admit(db, hr, { id: ready, revision: 1 }, now))
    expect(await bench()).toMatchObject({ now: 1, soon: 0, later: 0, nominated: 1 })
    must(await admit(db, hr, { id: soon, revision: 1 }, now))
    expect(await bench()).toMatchObject({ now: 1, soon: 1, later: 0, nominated: 0 })
    const covered = (await bench())?.coverage
    must(await leaveEchelon(db, hr, { id: ready, revision: 2, reason: 'Moved away' }, now))
    expect(await bench()).toMatchObject({ now: 0, soon: 1, later: 0, nominated: 0 })
    expect((await bench())?.coverage).not.toBe(covered)
    expect((await boardOf(db, hr, id))?.members).toHaveLength(1)
  })
})

describe('gaps', () => {
  it('of the people whom one leads are against the profile of each one’s own post', async () => {
    const { db } = await bank()
    const { people } = await peopleGaps(db, manager, { limit: 10, offset: 0 }, now)
    expect(people.map(({ competencies, gaps }) => [competencies, gaps.map(({ kind }) => kind)])).toEqual([
      [[{ id: 'cmp_s', name: { en: 'Service' } }], ['met']],
      [[{ id: 'cmp_s', name: { en: 'Service' } }], ['unknown']],
    ])
  })

  it('of a person say against which post they are, and whether that is their own', async () => {
    const { db } = await bank()
    expect((await growthOf(db, manager, 'emp_1', null))?.post).toEqual({
      id: 'pst_salesperson',
      name: { en: 'salesperson' },
      isOwn: true,
    })
    expect((await growthOf(db, manager, 'emp_1', 'pst_branch-head'))?.post).toEqual({
      id: 'pst_branch-head',
      name: { en: 'branch-head' },
      isOwn: false,
    })
    expect(await growthOf(db, manager, 'emp_1', 'pst_9')).toMatchObject({ post: null, profile: [], gaps: [] })
    expect(await growthOf(db, manager, 'emp_9', null)).toBeNull()
  })
})
