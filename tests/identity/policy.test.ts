import { expect, it } from 'vitest'
import { can } from '#app/identity/policy.ts'
import { actorOf, branchPath, person } from '../performance/bank.ts'
import { clock } from '../support/database.ts'

it('whoever gave the manager review does not calibrate it, though they manage the person no more', () => {
  const appraisal = {
    employeeId: 'emp_1',
    managerId: 'emp_manager',
    unitPath: branchPath,
    managerReviewedBy: 'acc_now-head',
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
