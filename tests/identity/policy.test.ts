import { describe, expect, it } from 'vitest'
import { type Act, can, policy, scopeOf } from '#app/identity/policy.ts'
import type { GrantedRole } from '#app/identity/roles.ts'
import { type Actor, systemActor } from '#app/kernel/actor.ts'
import { actorOf, branchPath, person } from '../performance/bank.ts'
import { clock } from '../support/database.ts'

it('whoever gave the manager review does not calibrate it, though they manage the person no more', () => {
  const appraisal = {
    employeeId: 'emp_1',
    managerId: 'emp_manager',
    unitPath: branchPath,
    managerReviewedBy: 'acc_now-head',
    deputies: [],
  }
  const head = actorOf('emp_head', [], { headOf: [branchPath] })
  expect(can(head, 'appraisal.calibrate', appraisal)).toBe(true)
  expect(can({ ...head, id: 'acc_now-head' }, 'appraisal.calibrate', appraisal)).toBe(false)
})

it('whoever prepared, submitted or adjusted a run does not approve it, nor release what they handed in', () => {
  const run = {
    unitPath: '/HO/',
    preparedBy: 'acc_a',
    submittedBy: 'acc_b',
    adjustedBy: ['acc_c'],
    deputies: [],
    approvedBy: 'acc_d',
  }
  const as = (id: string) => ({ ...actorOf(null, ['incentive-approver', 'incentive-releaser']), id })
  const those = (act: 'run.approve' | 'run.release') =>
    ['acc_a', 'acc_b', 'acc_c', 'acc_d', 'acc_e'].filter((id) => can(as(id), act, run))
  expect(those('run.approve')).toEqual(['acc_d', 'acc_e'])
  expect(those('run.release')).toEqual(['acc_c', 'acc_e'])
})

it('a person sees their statement once it is released, and whoever pays for them before', () => {
  const waiting = { employeeId: 'emp_1', unitPath: branchPath, releasedAt: null }
  expect(can(person(1), 'statement.read', waiting)).toBe(false)
  expect(can(person(1), 'statement.read', { ...waiting, releasedAt: clock.now })).toBe(true)
  expect(can(actorOf(null, ['incentive-officer']), 'statement.read', waiting)).toBe(true)
})

it('what holds in every branch is changed by those who work for the whole bank', () => {
  const version = { draftedBy: 'acc_a', submittedBy: 'acc_a', deputies: [] }
  const may = (path: string) => {
    const grants = (['hr-officer', 'learning-officer'] as const).map((role) => ({ role, path }))
    const officer = actorOf(null, [], { grants })
    return {
      changes: [
        ...[can(officer, 'kpi.change'), can(officer, 'template.draft'), can(officer, 'template.approve', version)],
        ...[can(officer, 'course.keep'), can(officer, 'course.approve', version), can(officer, 'theme.open')],
      ],
      sees: [can(officer, 'course.list'), can(officer, 'suggestion.sort-any')],
    }
  }
  expect(may('/')).toEqual({ changes: Array(6).fill(true), sees: [true, true] })
  expect(may(branchPath)).toEqual({ changes: Array(6).fill(false), sees: [true, true] })
})

it('a sheet is scored by the manager named on it, or by whom a manager of the person lent it, and not by the next one', () => {
  const sheet = { employeeId: 'emp_1', managerId: 'emp_manager', unitPath: branchPath }
  const next = actorOf('emp_next', [], { manages: ['emp_1'] })
  expect(can(actorOf('emp_manager'), 'appraisal.score', sheet)).toBe(true)
  expect(can(next, 'appraisal.score', sheet)).toBe(false)
  const deputy = { ...next, onBehalfOf: 'acc_emp_manager', lenderId: 'emp_manager', lentActs: ['appraisal.'] }
  expect(can(deputy, 'appraisal.score', sheet)).toBe(true)
})

it('whoever heads a unit leads those in it and below, in no other, and a role is over its own part alone', () => {
  const about = { employeeId: 'emp_1', unitPath: `${branchPath}O1/` }
  const heads = (path: string) => can(actorOf('emp_2', [], { headOf: [path] }), 'growth.read', about)
  const holds = (path: string, role = 'hr-officer') =>
    can(actorOf(null, [], { grants: [{ role, path }] }), 'growth.read', about)
  for (const may of [heads, holds])
    expect(['/HO/', branchPath, about.unitPath, '/HO/B2/', `${branchPath}O2/`].map((path) => may(path))).toEqual([
      ...[true, true, true, false, false],
    ])
  expect(holds('/', 'auditor')).toBe(false)
})

it('a notice is its reader’s own, and so is a wish to join a programme, or HR’s of that part', () => {
  expect(can(person(1), 'notice.read', { accountId: 'acc_emp_1' })).toBe(true)
  expect(can(actorOf(null, ['administrator']), 'notice.read', { accountId: 'acc_emp_1' })).toBe(false)
  const joining = { employeeId: 'emp_1', unitPath: branchPath }
  expect(can(person(1), 'programme.join', joining)).toBe(true)
  expect(can(person(2), 'programme.join', joining)).toBe(false)
})

it('what concerns the whole bank is nobody’s who looks after a part of it', () => {
  const job = { requestedBy: 'acc_other' }
  const may = (path: string) => {
    const keeper = actorOf(null, [], {
      grants: (['hr-officer', 'administrator'] as const).map((role) => ({ role, path })),
    })
    const jobs = [can(keeper, 'job.read', job), can(keeper, 'job.cancel', job)]
    return [...jobs, can(keeper, 'post.change'), can(keeper, 'settings.change'), can(keeper, 'audit.erase')]
  }
  expect(new Set(may('/'))).toEqual(new Set([true]))
  expect(new Set(may(branchPath))).toEqual(new Set([false]))
  expect(can(actorOf('emp_1'), 'job.read', { requestedBy: 'acc_emp_1' })).toBe(true)
})

it('one’s own account, and who looked at one, are not for whoever acts for another', () => {
  const own = actorOf('emp_1')
  const acting = { ...own, onBehalfOf: 'acc_emp_2', lenderId: 'emp_2', lentActs: ['account.', 'sighting.'] }
  const may = (actor: typeof own) => [can(actor, 'account.self'), can(actor, 'sighting.read-own')]
  expect([may(own), may(acting)]).toEqual([
    [true, true],
    [false, false],
  ])
})

/** Facts of what an account made where they say 'by'. */
const madeOf = (facts: object, account: string, deputies: readonly { by: string; inNameOf: string }[]) => ({
  ...Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, value === 'by' ? account : value])),
  deputies,
})

describe('whoever acts for another', () => {
  const reach = { headOf: [branchPath], lenderId: 'emp_head', onBehalfOf: 'acc_emp_head' }
  const roles = [
    'hr-officer',
    'incentive-officer',
    'incentive-approver',
    'incentive-releaser',
    'learning-officer',
  ] as const
  const deputy = actorOf('emp_deputy', [...roles, 'administrator'], {
    ...reach,
    lentActs: [
      ...['appraisal.', 'appeal.', 'goal.', 'template.', 'echelon.', 'run.', 'plan.', 'course.', 'competency.'],
      ...['employee.', 'veto.', 'development.', 'honour.', 'credit.', 'role.'],
    ],
  })
  const theirs = { employeeId: 'emp_1', managerId: 'emp_manager', unitPath: branchPath }

  it.each([
    ['run.approve', { unitPath: '/', preparedBy: 'by', submittedBy: 'acc_other', adjustedBy: [] }],
    ['run.approve', { unitPath: '/', preparedBy: 'acc_other', submittedBy: 'by', adjustedBy: [] }],
    ['run.release', { unitPath: '/', preparedBy: 'by', submittedBy: null, approvedBy: 'acc_other' }],
    ['run.release', { unitPath: '/', preparedBy: 'acc_other', submittedBy: 'by', approvedBy: 'acc_other' }],
    ['run.release', { unitPath: '/', preparedBy: 'acc_other', submittedBy: null, approvedBy: 'by' }],
    ['plan.approve', { unitPath: '/', draftedBy: 'by', submittedBy: null }],
    ['plan.approve', { unitPath: '/', draftedBy: 'acc_other', submittedBy: 'by' }],
    ['course.approve', { draftedBy: 'by', submittedBy: null }],
    ['course.approve', { draftedBy: 'acc_other', submittedBy: 'by' }],
    ['template.approve', { draftedBy: 'by', submittedBy: null }],
    ['template.approve', { draftedBy: 'acc_other', submittedBy: 'by' }],
    ['appraisal.calibrate', { ...theirs, managerReviewedBy: 'by' }],
    ['appeal.answer', { ...theirs, managerReviewedBy: 'by', calibratedBy: null }],
    ['appeal.answer', { ...theirs, managerReviewedBy: null, calibratedBy: 'by' }],
    ['echelon.admit', { ...theirs, nominatedBy: 'by' }],
    ['goal.agree', { ...theirs, managerId: 'emp_deputy', proposedBy: 'by' }],
    ['development.agree', { ...theirs, draftedBy: 'by', draftedByEmployee: true }],
    ['role.grant', { unitPath: '/', accountId: 'by' }],
  ] as const)('does not decide with %s what either of the two has made: %j', (act, facts) => {
    const madeBy = (account: string): never => madeOf(facts, account, []) as never
    expect(can(deputy, act, madeBy('acc_third'))).toBe(true)
    expect(can(deputy, act, madeBy('acc_emp_deputy'))).toBe(false)
    expect(can(deputy, act, madeBy('acc_emp_head'))).toBe(false)
  })

  it('does not approve a run that either of the two has adjusted', () => {
    const adjusted = (by: string) =>
      can(deputy, 'run.approve', {
        ...{ unitPath: '/', preparedBy: 'acc_other', submittedBy: null, adjustedBy: [by] },
        deputies: [{ by: 'acc_second', inNameOf: 'acc_emp_head' }],
      })
    expect(['acc_third', 'acc_emp_deputy', 'acc_emp_head', 'acc_second'].map(adjusted)).toEqual([
      ...[true, false, false, false],
    ])
  })

  it.each([
    ['run.approve', { unitPath: '/', preparedBy: 'by', submittedBy: null, adjustedBy: [] }],
    ['run.approve', { unitPath: '/', preparedBy: 'acc_other', submittedBy: 'by', adjustedBy: [] }],
    ['run.release', { unitPath: '/', preparedBy: 'by', submittedBy: null, approvedBy: 'acc_other' }],
    ['run.release', { unitPath: '/', preparedBy: 'acc_other', submittedBy: null, approvedBy: 'by' }],
    ['plan.approve', { unitPath: '/', draftedBy: 'by', submittedBy: null }],
    ['plan.approve', { unitPath: '/', draftedBy: 'acc_other', submittedBy: 'by' }],
    ['course.approve', { draftedBy: 'by', submittedBy: null }],
    ['template.approve', { draftedBy: 'acc_other', submittedBy: 'by' }],
    ['appraisal.calibrate', { ...theirs, managerReviewedBy: 'by' }],
    ['appeal.answer', { ...theirs, managerReviewedBy: 'by', calibratedBy: null }],
    ['appeal.answer', { ...theirs, managerReviewedBy: null, calibratedBy: 'by' }],
    ['echelon.admit', { ...theirs, nominatedBy: 'by' }],
    ['goal.agree', { ...theirs, managerId: 'emp_head', proposedBy: 'by' }],
  ] as const)('leaves whom they act for nothing to decide with %s of what they made in that name: %j', (act, facts) => {
    const lender = actorOf('emp_head', [...roles])
    const second = { ...deputy, ...actorOf('emp_second'), ...reach, lentActs: deputy.lentActs, grants: deputy.grants }
    const made = (inNameOf?: string): never =>
      madeOf(facts, 'acc_emp_deputy', inNameOf ? [{ by: 'acc_emp_deputy', inNameOf }] : []) as never
    expect(can(lender, act, made())).toBe(true)
    expect(can(lender, act, made('acc_third'))).toBe(true)
    expect(can(lender, act, made('acc_emp_head'))).toBe(false)
    // Nor does another deputy of theirs.
    if (act !== 'goal.agree') expect(can(second, act, made('acc_emp_head'))).toBe(false)
  })

  it.each([
    'competency.assess',
    'employee.change',
    'veto.record',
    'appraisal.score',
    'appraisal.calibrate',
    'appeal.answer',
    'development.tick',
    'echelon.nominate',
    'echelon.admit',
    'honour.grant',
    'credit.import',
    'appraisal.read-rating',
  ] as const)('does nothing with %s to either of the two', (act) => {
    const made = {
      managerReviewedBy: null,
      calibratedBy: null,
      publishedAt: null,
      nominatedBy: 'acc_third',
      deputies: [],
    }
    const facts = { ...theirs, ...made, managerId: act === 'appraisal.score' ? 'emp_deputy' : theirs.managerId }
    const about = (employeeId: string): never => ({ ...facts, employeeId }) as never
    expect(can(deputy, act, about('emp_1'))).toBe(true)
    for (const employeeId of ['emp_deputy', 'emp_head']) expect(can(deputy, act, about(employeeId))).toBe(false)
  })

  it('sees in a list what was lent, and nothing of any other', () => {
    const acting = (...lentActs: string[]) => ({ ...deputy, lentActs })
    expect(scopeOf(acting('run.'), 'runs').paths).toContain('/')
    expect(scopeOf(acting('statement.'), 'statements').paths).toContain('/')
    for (const list of ['runs', 'plans', 'statements', 'appraisals', 'people', 'pulses', 'trail'] as const)
      expect(scopeOf(acting('home.', 'course.', 'enrolment.', 'learning.'), list)).toEqual({
        paths: [],
        employeeIds: [],
      })
  })

  it('does not calibrate, or answer an appeal about, what the lender scored as the manager', () => {
    const facts = { ...theirs, managerReviewedBy: null, calibratedBy: null, deputies: [] }
    for (const act of ['appraisal.calibrate', 'appeal.answer'] as const) {
      expect(can(deputy, act, facts)).toBe(true)
      expect(can(deputy, act, { ...facts, managerId: 'emp_head' })).toBe(false)
    }
  })
})

describe('what is about a person', () => {
  const about = { employeeId: 'emp_1', unitPath: branchPath, managerId: 'emp_manager', deputies: [] }
  const leader = actorOf('emp_manager', [], { manages: ['emp_1'] })
  const over = (role: GrantedRole, path: string) => actorOf(null, [], { grants: [{ role, path }] })
  const asked = {
    self: person(1),
    colleague: person(2),
    leader,
    hr: over('hr-officer', branchPath),
    'hr elsewhere': over('hr-officer', '/HO/B2/'),
    learning: over('learning-officer', branchPath),
    trainer: over('trainer', branchPath),
    auditor: over('auditor', branchPath),
    'pay officer': over('incentive-officer', branchPath),
    administrator: over('administrator', '/'),
    'a deputy of the person': { ...person(2), onBehalfOf: 'acc_emp_1', lenderId: 'emp_1' },
  }
  const those = (act: Act, facts: object = about) =>
    Object.entries(asked).flatMap(([name, actor]) =>
      (policy[act] as (who: Actor, of: object) => boolean)(actor, facts) ? [name] : [],
    )

  it('is read by themselves, by those who lead them and by the officers of their part of the bank', () => {
    expect(those('certificate.read')).toEqual(['self', 'leader', 'hr', 'learning'])
    expect(those('employee.read-base')).toEqual(['self', 'hr', 'auditor', 'pay officer'])
    expect(those('attempt.sit')).toEqual(['self'])
    expect(those('attempt.sit', { employeeId: 'emp_2' })).toEqual(['colleague'])
    expect(those('enrolment.list')).toEqual(['leader', 'hr', 'hr elsewhere', 'learning', 'trainer', 'auditor'])
    expect(those('growth.list')).toEqual([
      'self',
      'colleague',
      'leader',
      'hr',
      'hr elsewhere',
      'a deputy of the person',
    ])
    expect(those('sighting.read-own')).toEqual(['self', 'colleague', 'leader'])
  })

  it('is agreed between the person and the manager of the sheet, by the one who did not propose it', () => {
    expect(those('goal.propose')).toEqual(['self', 'leader'])
    expect(those('goal.agree', { ...about, proposedBy: null })).toEqual(['self', 'leader'])
    expect(those('goal.agree', { ...about, proposedBy: person(1).id })).toEqual(['leader'])
    expect(those('goal.agree', { ...about, proposedBy: leader.id })).toEqual(['self'])
  })

  it('is decided by whoever heads one unit above the person, whatever else they head', () => {
    const heads = actorOf('emp_head', [], { headOf: [branchPath, '/HO/B2/'] })
    const made = { managerReviewedBy: null, calibratedBy: null, nominatedBy: 'acc_other' }
    for (const act of ['appraisal.calibrate', 'appeal.answer', 'echelon.nominate', 'echelon.admit', 'echelon.read'])
      expect([act, (policy[act as Act] as (who: Actor, of: object) => boolean)(heads, { ...about, ...made })]).toEqual([
        act,
        true,
      ])
    for (const act of ['appraisal.calibrate-any', 'appeal.list', 'echelon.list'] as const) {
      expect(those(act)).toEqual(['hr', 'hr elsewhere'])
      expect(can(heads, act)).toBe(true)
    }
  })
})

describe('the result of a person', () => {
  const result = { employeeId: 'emp_1', managerId: 'emp_9', unitPath: branchPath, publishedAt: null as number | null }
  const named = actorOf('emp_9')
  it('is read by the manager who scores it, whomever they lead by now, and its rating too', () => {
    expect([can(named, 'appraisal.read', result), can(named, 'appraisal.read-rating', result)]).toEqual([true, true])
    expect(can(person(2), 'appraisal.read', result)).toBe(false)
  })
  it('is their own to read, its rating once it is published', () => {
    expect(can(person(1), 'appraisal.read', result)).toBe(true)
    expect(can(person(1), 'appraisal.read-rating', result)).toBe(false)
    expect(can(person(1), 'appraisal.read-rating', { ...result, publishedAt: 1 })).toBe(true)
    // Nor is it read beforehand by whoever acts for them, be they HR.
    const deputy = actorOf('emp_2', ['hr-officer'], { lenderId: 'emp_1' })
    expect(can(deputy, 'appraisal.read-rating', result)).toBe(false)
  })
  it('that has no manager is scored by nobody who is no employee', () => {
    const without = { ...result, managerId: null }
    expect(can(actorOf(null, ['hr-officer']), 'appraisal.score', without)).toBe(false)
    const lent = actorOf('emp_2', [], { onBehalfOf: 'acc_9', manages: ['emp_1'] })
    expect(can(lent, 'appraisal.score', result)).toBe(true)
    expect(can({ ...lent, manages: ['emp_3'] }, 'appraisal.score', result)).toBe(false)
  })
  it('is calibrated by HR over them or whoever heads a unit above, not by a colleague', () => {
    const reviewed = { ...result, managerReviewedBy: 'acc_9', deputies: [] }
    expect(can(person(2), 'appraisal.calibrate', reviewed)).toBe(false)
    expect(can(actorOf('emp_2', [], { headOf: ['/HO/B2/'] }), 'appraisal.calibrate', reviewed)).toBe(false)
    expect(can(actorOf('emp_2', [], { headOf: [branchPath] }), 'appraisal.calibrate', reviewed)).toBe(true)
  })
})

describe('what is not a matter of roles alone', () => {
  it('a pairing is read, kept and ended by both of the two', () => {
    const pairing = { mentorId: 'emp_1', menteeId: 'emp_2', unitPath: branchPath }
    for (const act of ['pairing.read', 'pairing.keep', 'pairing.end'] as const)
      expect([1, 2, 3].map((n) => can(person(n), act, pairing))).toEqual([true, true, false])
  })
  it('an echelon takes the nominations of HR and heads over its unit, not of a colleague', () => {
    const membership = { unitPath: branchPath, employeeId: 'emp_1' }
    const by = (more: Partial<Actor>) => can(actorOf('emp_2', [], more), 'echelon.nominate', membership)
    expect([by({}), by({ headOf: ['/HO/B2/'] }), by({ headOf: [branchPath] })]).toEqual([false, false, true])
  })
  it('a team is whoever’s who leads somebody or heads a unit', () => {
    const by = (more: Partial<Actor>) => can(actorOf('emp_2', [], more), 'team.read')
    expect([by({}), by({ manages: ['emp_1'] }), by({ headOf: [branchPath] })]).toEqual([false, true, true])
  })
  it('the system does what its jobs must, and sees the whole bank', () => {
    const run = { unitPath: '/', preparedBy: 'system', submittedBy: 'system', approvedBy: 'system', deputies: [] }
    expect(can(systemActor(clock.today), 'run.release', run)).toBe(true)
    expect(scopeOf(systemActor(clock.today), 'statements').paths).toEqual(['/'])
  })
  it('whoever acts for another does what was lent, and nothing else that the other may', () => {
    const lent = { onBehalfOf: 'acc_9', lentActs: ['run.'], grants: [{ role: 'incentive-officer', path: '/' }] }
    const deputy = actorOf('emp_2', [], lent)
    expect(can(deputy, 'run.prepare', { unitPath: '/' })).toBe(true)
    expect(can(deputy, 'plan.draft', { unitPath: '/' })).toBe(false)
  })
  it('a list of people has oneself where one is an employee', () => {
    expect(scopeOf(person(1), 'people').employeeIds).toEqual(['emp_1'])
    expect(scopeOf(actorOf(null, ['hr-officer']), 'people').employeeIds).toEqual([])
  })
})
