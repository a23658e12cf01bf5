import type { Expectations } from './expectation.ts'

const echelon = ['hr-officer'] as const
const plan = ['employee', 'manager', 'hr-officer'] as const

export const expectations: Expectations = {
  'talent/screens/growth.tsx': { loader: 'all' },
  'talent/screens/growth-person.tsx': { loader: plan },
  'talent/screens/plan.tsx': {
    loader: plan,
    acts: { propose: plan, change: plan, agree: plan, close: plan, add: plan, correct: plan, remove: plan, tick: plan },
  },
  // A head of the echelon's unit sees it too; the demo bank's manager heads an outlet, which has none.
  'talent/screens/echelons.tsx': { loader: ['hr-officer', 'manager'], acts: { open: ['hr-officer', 'manager'] } },
  'talent/screens/echelon.tsx': {
    loader: echelon,
    acts: { nominate: echelon, admit: echelon, move: echelon, leave: echelon, close: echelon },
  },
}
