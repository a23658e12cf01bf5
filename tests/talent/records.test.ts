import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { Outcome } from '#app/kernel/result.ts'
import type { ScorecardResult } from '#app/performance/scorecard.ts'
import { addAction, removeAction, tickAction } from '#app/talent/development-actions.server.ts'
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
import { accounts } from '#db/schema/identity.ts'
import { notices } from '#db/schema/notices.ts'
import { competencies, competencyAssessments, employees, postCompetencies } from '#db/schema/organisation.ts'
import { appraisals, cycles, goalSheets, templateVersions } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { account } from '../organisation/bank.ts'
import { actorOf, branchPath, head, hr, manager, openBank, otherHr, person, quarter } from '../performance/bank.ts'
import { clock, eachEngine } from '../support/database.ts'
import { must } from '../support/outcome.ts'

const code = (outcome: Outcome<unknown>) => (outcome.ok ? 'done' : outcome.error.code)

/** The target post asks for level 4 of service; emp_1 was assessed at 2, then 3; emp_2 never. */
const bank = async (db: Db) => {
  await openBank(db)
  await transact(db, async (tx) => {
    await tx.insert(accounts).values({ id: 'acc_emp_1', signInName: 'one', displayName: 'one', createdAt: clock.now })
    await tx.update(employees).set({ accountId: 'acc_emp_1' }).where(eq(employees.id, 'emp_1'))
    const name = { en: 'Service' }
    await tx.insert(competencies).values({ id: 'cmp_s', code: 'S', name, description: name, levels: [] })
    await tx.insert(postCompetencies).values([
      { postId: 'pst_branch-head', competencyId: 'cmp_s', level: 4 },
      { postId: 'pst_salesperson', competencyId: 'cmp_s', level: 3 },
    ])
    for (const [id, level, assessedOn] of [
      ['cas_1', 2, '2025-01-01'],
      ['cas_2', 3, '2026-01-01'],
    ] as const)
      await tx
        .insert(competencyAssessments)
        .values({ id, employeeId: 'emp_1', competencyId: 'cmp_s', level, assessedOn, assessedBy: 'acc' })
  })
}
const target = { name: { en: 'Branch heads' }, postId: 'pst_branch-head', unitId: 'unt_b1' }

eachEngine('gaps', (freshDb) => {
  it('are seen by the person and those who lead them, against the newest assessment', async () => {
    const db = await freshDb()
    await bank(db)
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

eachEngine('an echelon', (freshDb) => {
  it('is nominated by one and admitted by another, and its members do not see it', async () => {
    const db = await freshDb()
    await bank(db)
    expect(code(await openEchelon(db, head, target, clock.now))).toBe('not-allowed')
    const { id } = must(await openEchelon(db, hr, target, clock.now))
    expect(code(await openEchelon(db, hr, target, clock.now))).toBe('target-taken')
    const given = { echelonId: id, employeeId: 'emp_1', readiness: 'one-to-two-years' as const, reason: 'Strong' }
    expect(code(await nominate(db, manager, given, clock.now))).toBe('no-such-echelon')
    const member = must(await nominate(db, head, given, clock.now))
    expect(code(await nominate(db, hr, given, clock.now))).toBe('nominated-already')
    const at = (revision: number) => ({ id: member.id, revision })
    expect(code(await admit(db, head, at(1), clock.now))).toBe('maker-is-checker')
    must(await admit(db, hr, at(1), clock.now))
    expect(code(await moveReadiness(db, head, { ...at(1), readiness: 'now' }, clock.now))).toBe('changed-meanwhile')
    expect((await echelonsOverseen(db, head))[0]).toMatchObject({ soon: 1, holders: 2, coverage: 'uncovered' })
    must(await moveReadiness(db, head, { ...at(2), readiness: 'now' }, clock.now))
    const board = await boardOf(db, otherHr, id)
    expect(board?.members).toMatchObject([{ readiness: 'now', hint: 'one-to-two-years', gaps: [{ kind: 'near' }] }])
    expect(board?.coverage).toBe('thin')
    expect(await boardOf(db, person(1), id)).toBeNull()
    must(await leaveEchelon(db, hr, { ...at(3), reason: 'Moved away' }, clock.now))
    expect((await boardOf(db, hr, id))?.left).toMatchObject([{ leftReason: 'Moved away' }])
    must(await nominate(db, hr, given, clock.now))
  })

  it('stays as it stood once it is closed', async () => {
    const db = await freshDb()
    await bank(db)
    const { id } = must(await openEchelon(db, hr, target, clock.now))
    const given = { echelonId: id, employeeId: 'emp_1', readiness: 'now' as const, reason: 'Strong' }
    const member = { ...must(await nominate(db, head, given, clock.now)), revision: 1 }
    must(await closeEchelon(db, hr, { id, revision: 1 }, clock.now))
    expect(code(await admit(db, hr, member, clock.now))).toBe('echelon-closed')
    expect(code(await moveReadiness(db, hr, { ...member, readiness: 'three-to-five-years' }, clock.now))).toBe(
      'echelon-closed',
    )
    expect(code(await leaveEchelon(db, hr, { ...member, reason: '-' }, clock.now))).toBe('echelon-closed')
    expect(code(await nominate(db, hr, { ...given, employeeId: 'emp_2' }, clock.now))).toBe('echelon-closed')
    expect((await boardOf(db, hr, id))?.members).toMatchObject([
      { state: 'nominated', mayAdmit: false, mayMove: false },
    ])
    must(await openEchelon(db, hr, target, clock.now))
  })
})

/** A closed cycle that rated emp_1 on the given scale, best first. */
const rated = async (db: Db, rating: string, scale: readonly string[]) => {
  await transact(db, async (tx) => {
    const [version] = await tx.select().from(templateVersions).limit(1)
    if (!version) throw new Error('no template')
    const bands = scale.map((each, index) => ({ rating: each, name: { en: each }, from: String(scale.length - index) }))
    const definition = { ...version.definition, bands }
    await tx.update(templateVersions).set({ definition }).where(eq(templateVersions.id, version.id))
    const opened = { openedBy: 'acc', openedAt: 0, closedAt: clock.now }
    await tx.insert(cycles).values({ ...quarter, id: 'cyc_1', ...opened })
    const part = { cycleId: 'cyc_1', employeeId: 'emp_1', unitPath: branchPath }
    await tx.insert(goalSheets).values({
      ...{ ...part, id: 'gsh_1', assignmentId: 'asg_emp_1', templateVersionId: version.id, unitId: 'unt_b1' },
      ...{ fromOn: quarter.fromOn, toOn: quarter.toOn },
    })
    const result = { band: { least: '0', most: null } } as ScorecardResult
    const scored = { score: '80', bandRating: rating, finalRating: rating, result, calibratedAt: clock.now }
    await tx.insert(appraisals).values({ id: 'apr_1', ...part, ...scored })
  })
}

eachEngine('the hint of readiness', (freshDb) => {
  it.each([
    ['Basic', ['Excellent', 'Competent', 'Basic', 'Failing'], 'one-to-two-years'],
    ['Competent', ['Excellent', 'Competent', 'Basic', 'Failing'], 'now'],
    // A letter is as low as its scale says.
    ['D', ['S', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I'], 'now'],
  ] as const)('reads %s in the scale of its template', async (rating, scale, hint) => {
    const db = await freshDb()
    await bank(db)
    await rated(db, rating, scale)
    const salespeople = { ...target, postId: 'pst_salesperson' }
    const { id } = must(await openEchelon(db, hr, salespeople, clock.now))
    const given = { echelonId: id, employeeId: 'emp_1', readiness: 'now' as const, reason: 'Strong' }
    must(await nominate(db, head, given, clock.now))
    expect((await boardOf(db, hr, id))?.members).toMatchObject([{ rating, hint }])
  })
})

eachEngine('a development plan', (freshDb) => {
  it('is proposed by one, agreed by the other, and agreed again after a change', async () => {
    const db = await freshDb()
    await bank(db)
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
    await bank(db)
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
