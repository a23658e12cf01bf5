import { expect, it } from 'vitest'
import { addAction, removeAction, tickAction } from '#app/talent/development-actions.server.ts'
import { growthOf, peopleGaps } from '#app/talent/gaps.server.ts'
import { planView } from '#app/talent/plan-view.server.ts'
import { agreePlan, changePlan, closePlan, plansToAgree, proposePlan } from '#app/talent/plans.server.ts'
import { notices } from '#db/schema/notices.ts'
import { account } from '../organisation/bank.ts'
import { actorOf, hr, manager, person } from '../performance/bank.ts'
import { clock, eachEngine } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { code, talentBank } from './bank.ts'

eachEngine('gaps', (freshDb) => {
  it('are seen by the person and those who lead them, against the newest assessment', async () => {
    const db = await freshDb()
    await talentBank(db)
    expect((await growthOf(db, person(1), 'emp_1', null))?.gaps).toMatchObject([{ has: 3, kind: 'met' }])
    expect((await growthOf(db, manager, 'emp_1', 'pst_branch-head'))?.gaps).toMatchObject([
      { missing: 1, kind: 'near' },
    ])
    expect((await growthOf(db, hr, 'emp_2', null))?.gaps).toMatchObject([{ kind: 'unknown' }])
    expect(await growthOf(db, person(2), 'emp_1', null)).toBeNull()
    const page = { limit: 10, offset: 0 }
    expect((await peopleGaps(db, manager, page, clock.now)).people.map(({ id }) => id)).toEqual(['emp_1', 'emp_2'])
    expect((await peopleGaps(db, person(1), page, clock.now)).total).toBe(0)
  })
})

eachEngine('a development plan', (freshDb) => {
  it('is proposed by one, agreed by the other, and agreed again after a change', async () => {
    const db = await freshDb()
    await talentBank(db)
    const self = 'emp_1'
    const plan = { targetPostId: 'pst_branch-head', fromOn: '2026-10-01', toOn: '2027-09-30' }
    expect(code(await proposePlan(db, hr, self, plan, clock.now))).toBe('not-allowed')
    expect(code(await proposePlan(db, person(2), self, plan, clock.now))).toBe('no-such-employee')
    must(await proposePlan(db, person(1), self, plan, clock.now))
    expect(code(await proposePlan(db, manager, self, plan, clock.now))).toBe('plan-runs')
    // Without an action there is nothing to agree to yet.
    expect(await plansToAgree(db, manager)).toEqual([])
    expect(code(await agreePlan(db, person(1), { employeeId: self, revision: 1 }, clock.now))).toBe('maker-is-checker')
    expect(code(await agreePlan(db, manager, { employeeId: self, revision: 1 }, clock.now))).toBe('no-actions')
    expect(await planView(db, manager, self)).toMatchObject({ mayAgree: false, hasActions: false })
    const action = {
      courseId: null,
      pairingId: null,
      competencyId: null,
      text: null,
      wanted: null,
      dueOn: '2027-01-31',
    }
    const course = { ...action, kind: 'course' as const, courseId: 'crs_none', revision: 1 }
    expect(code(await addAction(db, manager, self, course, clock.now))).toBe('no-such-course')
    for (const dueOn of ['2026-09-30', '2027-10-01'])
      expect(code(await addAction(db, manager, self, { ...course, dueOn }, clock.now))).toBe('outside-the-plan')
    const skill = { ...action, kind: 'competency' as const, competencyId: 'cmp_s', revision: 1 }
    must(await addAction(db, manager, self, skill, clock.now))
    const project = { ...action, kind: 'project' as const, text: 'Lead the move', revision: 2 }
    const { id } = must(await addAction(db, manager, self, project, clock.now))
    expect(await plansToAgree(db, person(1))).toMatchObject([{ employeeId: self }])
    expect(await plansToAgree(db, { ...person(1), onBehalfOf: manager.id })).toEqual([])
    expect(await plansToAgree(db, manager)).toEqual([])
    const view = await planView(db, person(1), self)
    expect(view).toMatchObject({ mayAgree: true, plan: { agreedAt: null }, percent: 37 })
    expect(view?.actions.map(({ progress }) => progress)).toEqual([
      { done: 3, of: 4, isDone: false },
      { done: 0, of: 1, isDone: false },
    ])
    await account(db, 'acc_emp_manager', 'manager')
    must(await agreePlan(db, person(1), { employeeId: self, revision: 3 }, clock.now))
    expect(await plansToAgree(db, person(1))).toEqual([])
    const tick = { employeeId: self, id, revision: 4 }
    expect(code(await tickAction(db, person(1), tick, clock.now))).toBe('not-allowed')
    must(await tickAction(db, manager, tick, clock.now))
    const competency = view?.actions.find(({ kind }) => kind === 'competency')?.id ?? ''
    expect(code(await tickAction(db, manager, { ...tick, id: competency }, clock.now))).toBe('computed')
    expect((await planView(db, manager, self))?.percent).toBe(87)
    must(await removeAction(db, person(1), { employeeId: self, id: competency, revision: 4 }, clock.now))
    expect(await planView(db, hr, self)).toMatchObject({ percent: 100, mayAgree: false, mayPropose: false })
    expect(await planView(db, actorOf(null, ['administrator']), self)).toBeNull()
    must(await closePlan(db, manager, { employeeId: self, revision: 5 }, clock.now))
    expect(await planView(db, manager, self)).toMatchObject({
      plan: null,
      earlier: [{ targetName: { en: 'branch-head' }, closedAt: clock.now, count: 1, done: 1 }],
    })
    // The one who waited for it hears of the agreement, and the other of the end.
    expect(await db.select().from(notices)).toMatchObject([
      { accountId: 'acc_emp_manager', kind: 'development-agreed' },
      { accountId: 'acc_emp_1', kind: 'development-closed' },
    ])
  })

  it('is turned to other days with its actions, and then agreed again', async () => {
    const db = await freshDb()
    await talentBank(db)
    const self = 'emp_1'
    const plan = { targetPostId: 'pst_branch-head', fromOn: '2026-10-01', toOn: '2027-09-30' }
    must(await proposePlan(db, person(1), self, plan, clock.now))
    const action = {
      ...{ kind: 'project' as const, text: 'Lead the move', dueOn: '2027-01-31', revision: 1 },
      ...{ courseId: null, pairingId: null, competencyId: null, wanted: null },
    }
    must(await addAction(db, person(1), self, action, clock.now))
    must(await agreePlan(db, manager, { employeeId: self, revision: 2 }, clock.now))
    const change = (to: Partial<typeof plan>, revision: number, who = manager) =>
      changePlan(db, who, self, { ...plan, ...to, revision }, clock.now)
    expect(code(await change({ toOn: '2027-12-31' }, 3, hr))).toBe('not-allowed')
    expect(code(await change({ toOn: '2027-12-31' }, 2))).toBe('changed-meanwhile')
    expect(code(await change({ targetPostId: 'pst_none' }, 3))).toBe('no-such-post')
    // An action is due while its plan runs.
    expect(code(await change({ toOn: '2027-01-30' }, 3))).toBe('leaves-actions-out')
    expect(code(await change({ fromOn: '2027-02-01' }, 3))).toBe('leaves-actions-out')
    // Sent as it stands it is no change, and stays agreed.
    must(await change({}, 3))
    expect((await planView(db, manager, self))?.plan).toMatchObject({ revision: 3, agreedAt: clock.now })
    must(await change({ targetPostId: 'pst_teller', toOn: '2027-01-31' }, 3))
    expect(await planView(db, person(1), self)).toMatchObject({
      mayAgree: true,
      plan: { targetPostId: 'pst_teller', toOn: '2027-01-31', agreedAt: null, revision: 4 },
    })
  })
})
