import type { Expectations } from './expectation.ts'

const payOffices = ['hr-officer', 'incentive-officer', 'incentive-approver', 'incentive-releaser', 'auditor'] as const

/** The run and the plan version of the matrix were prepared and drafted by the demo bank's incentive officer. */
export const expectations: Expectations = {
  'incentives/screens/my-pay.tsx': { loader: 'all' },
  'incentives/screens/my-statement.tsx': { loader: 'self' },
  'incentives/screens/plans.tsx': { loader: payOffices, acts: { upload: ['hr-officer', 'incentive-officer'] } },
  'incentives/screens/plan.tsx': {
    loader: payOffices,
    acts: {
      save: ['hr-officer', 'incentive-officer'],
      upload: ['hr-officer', 'incentive-officer'],
      submit: ['hr-officer', 'incentive-officer'],
      'take-back': ['hr-officer', 'incentive-officer'],
      approve: ['incentive-approver'],
      return: ['incentive-approver'],
      retire: ['incentive-approver'],
      revise: ['hr-officer', 'incentive-officer'],
    },
    forms: {
      submit: { revision: '1' },
      'take-back': { revision: '1' },
      approve: { revision: '1' },
      return: { revision: '1', reason: 'Look again' },
      retire: {},
      revise: {},
    },
  },
  'incentives/screens/honours.tsx': {
    loader: 'all',
    acts: { grant: ['hr-officer'], withdraw: ['hr-officer'] },
  },
  'incentives/screens/credits.tsx': {
    loader: ['hr-officer', 'incentive-officer'],
    acts: { import: ['incentive-officer'], withdraw: ['incentive-officer'] },
    forms: { withdraw: { creditId: 'crd_0' } },
  },
  'incentives/screens/payee-find.ts': { loader: ['incentive-officer'] },
  'incentives/screens/credit-sample.ts': { loader: ['incentive-officer'] },
  'incentives/screens/target-sample.ts': { loader: ['incentive-officer'] },
  'incentives/screens/product-targets.tsx': {
    loader: ['hr-officer', 'incentive-officer'],
    acts: { set: ['incentive-officer'], import: ['incentive-officer'], withdraw: ['incentive-officer'] },
    forms: {
      set: { cycleId: 'cyc_0', product: 'loan', number: 'E0', volume: '1' },
      import: { cycleId: 'cyc_0' },
      withdraw: { cycleId: 'cyc_0', employeeId: 'emp_0', product: 'loan' },
    },
  },
  'incentives/screens/deferrals.tsx': { loader: payOffices },
  'incentives/screens/deferrals-csv.ts': { loader: payOffices },
  'incentives/screens/plan-file.ts': { loader: payOffices },
  'incentives/screens/runs.tsx': { loader: payOffices, acts: { prepare: ['incentive-officer'] } },
  'incentives/screens/run.tsx': {
    loader: payOffices,
    acts: {
      submit: ['incentive-officer'],
      recalculate: ['incentive-officer'],
      adjust: ['incentive-officer'],
      'withdraw-adjustment': ['incentive-officer'],
      approve: ['incentive-approver'],
      return: ['incentive-approver'],
      release: ['incentive-releaser'],
      cancel: ['incentive-officer'],
      correct: ['incentive-officer'],
    },
    forms: {
      submit: {},
      recalculate: {},
      approve: { outputDigest: '0'.repeat(64) },
      return: { outputDigest: '0'.repeat(64), reason: 'Look again' },
      release: { outputDigest: '0'.repeat(64) },
      cancel: { reason: 'Not needed' },
      adjust: { employeeNumber: 'nobody', component: 'x', amount: '1.00', reason: 'A reason' },
      'withdraw-adjustment': { adjustmentId: 'adj_0' },
      correct: {},
    },
  },
  'incentives/screens/run-csv.ts': { loader: payOffices },
  'incentives/screens/run-statement.tsx': { loader: payOffices },
  'incentives/screens/statement-pdf.ts': { loader: payOffices },
}
