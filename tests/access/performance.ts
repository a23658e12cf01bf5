import type { Expectations } from './expectation.ts'

const oversees = ['hr-officer', 'auditor'] as const
/** The subject is the demo employee: seen by themselves, their manager, HR and the auditor. */
const seesSubject = ['employee', 'manager', 'hr-officer', 'auditor'] as const
const hr = ['hr-officer'] as const

export const expectations: Expectations = {
  'performance/screens/kpis.tsx': { loader: 'all' },
  'performance/screens/kpi-new.tsx': { loader: hr, acts: { save: hr } },
  'performance/screens/kpi.tsx': { loader: 'all', acts: { retire: hr } },
  'performance/screens/kpi-edit.tsx': { loader: hr, acts: { save: hr }, bankWide: true },
  'performance/screens/templates.tsx': { loader: 'all', acts: { import: hr } },
  'performance/screens/template.tsx': {
    loader: 'all',
    acts: { submit: hr, approve: hr, activate: hr, retire: hr, return: hr, next: hr },
    bankWide: true,
  },
  'performance/screens/template-edit.tsx': { loader: [], acts: { save: [] } },
  'performance/screens/template-file.ts': { loader: 'all' },
  'performance/screens/cycles.tsx': { loader: oversees },
  'performance/screens/cycle-new.tsx': { loader: hr, acts: { open: hr } },
  'performance/screens/cycle.tsx': {
    loader: oversees,
    acts: { sheets: hr, score: hr, publish: hr, windows: hr, close: hr },
    forms: { sheets: {}, score: {}, publish: {} },
  },
  'performance/screens/cycle-people.tsx': { loader: oversees },
  'performance/screens/cycle-actuals.tsx': { loader: oversees, acts: { upload: hr } },
  'performance/screens/actual-sample.ts': { loader: hr },
  'performance/screens/unit-scores.tsx': { loader: oversees, acts: { set: hr, withdraw: hr } },
  'performance/screens/actual-import.tsx': { loader: hr, acts: { remap: hr, write: hr, discard: hr } },
  'performance/screens/actual.tsx': { loader: seesSubject, acts: { correct: hr } },
  'performance/screens/goals.tsx': { loader: 'all' },
  'performance/screens/goal-sheet.tsx': {
    loader: seesSubject,
    acts: {
      propose: ['employee', 'manager'],
      agree: ['employee', 'manager'],
      change: ['employee', 'manager'],
      'agree-change': ['employee', 'manager'],
      'decline-change': ['employee', 'manager'],
    },
  },
  'performance/screens/appraisals.tsx': { loader: 'all' },
  'performance/screens/appraisal.tsx': {
    loader: seesSubject,
    acts: {
      save: ['employee'],
      submit: ['employee'],
      acknowledge: ['employee'],
      appeal: ['employee'],
      'withdraw-appeal': ['employee'],
    },
    forms: { acknowledge: { note: 'Read' }, appeal: { reason: 'Two sales are missing' } },
  },
  'performance/screens/score.tsx': { loader: ['manager'] },
  'performance/screens/score-grid.tsx': {
    loader: ['manager'],
    acts: { submit: ['manager'], comment: ['manager'], reopen: ['manager'], save: ['manager'] },
  },
  'performance/screens/score-mark.ts': { acts: { give: ['manager'] } },
  'performance/screens/calibrations.tsx': { loader: ['manager', 'hr-officer'] },
  'performance/screens/calibration.tsx': {
    loader: ['manager', 'hr-officer'],
    acts: { move: ['manager', 'hr-officer'], close: ['manager', 'hr-officer'] },
    // Each sees the people of their own reach in a cycle of the whole bank.
    bankWide: true,
  },
  'performance/screens/appeals.tsx': { loader: ['manager', 'hr-officer'], acts: { answer: ['manager', 'hr-officer'] } },
  'performance/screens/vetoes.tsx': { loader: oversees, acts: { record: hr, close: hr } },
}
