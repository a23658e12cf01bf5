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

it('a person sees their statement once it is released, and whoever pays for them before', () => {
  const waiting = { employeeId: 'emp_1', unitPath: branchPath, releasedAt: null }
  expect(can(person(1), 'statement.read', waiting)).toBe(false)
  expect(can(person(1), 'statement.read', { ...waiting, releasedAt: clock.now })).toBe(true)
  expect(can(actorOf(null, ['incentive-officer']), 'statement.read', waiting)).toBe(true)
})
