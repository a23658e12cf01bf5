import type { Expectations } from './expectation.ts'

export const expectations: Expectations = {
  'organisation/screens/people.tsx': { loader: ['manager', 'hr-officer', 'administrator'] },
  'organisation/screens/people-export.ts': { bankWide: true, loader: ['manager', 'hr-officer', 'administrator'] },
  'organisation/screens/people-find.ts': { loader: ['manager', 'hr-officer', 'administrator'] },
  'organisation/screens/take-on.tsx': { loader: ['hr-officer'], acts: { 'take-on': ['hr-officer'] } },
  'organisation/screens/employee.tsx': { loader: ['employee', 'manager', 'hr-officer', 'administrator'] },
  'organisation/screens/employee-correct.tsx': { loader: ['hr-officer'], action: ['hr-officer'] },
  'organisation/screens/employee-leave.tsx': { loader: ['hr-officer'], action: ['hr-officer'] },
  'organisation/screens/assignment-new.tsx': {
    loader: ['hr-officer'],
    acts: { assign: ['hr-officer'], rehire: ['hr-officer'] },
  },
  'organisation/screens/assignment.tsx': {
    loader: ['hr-officer'],
    acts: { transfer: ['hr-officer'], end: ['hr-officer'], correct: ['hr-officer'] },
  },
  'organisation/screens/absence.tsx': {
    loader: ['hr-officer'],
    acts: { keep: ['hr-officer'], withdraw: ['hr-officer'] },
  },
  'organisation/screens/assess.tsx': { loader: ['manager', 'hr-officer'], action: ['manager', 'hr-officer'] },
  'organisation/screens/me.tsx': { loader: 'all' },
  'organisation/screens/organisation.tsx': { loader: 'all' },
  'organisation/screens/unit.tsx': { loader: 'all' },
  'organisation/screens/unit-new.tsx': {
    loader: ['hr-officer', 'administrator'],
    acts: { open: ['hr-officer', 'administrator'] },
  },
  'organisation/screens/unit-change.tsx': {
    loader: ['hr-officer', 'administrator'],
    acts: {
      rename: ['hr-officer', 'administrator'],
      move: ['hr-officer', 'administrator'],
      head: ['hr-officer', 'administrator'],
      close: ['hr-officer', 'administrator'],
    },
  },
  'organisation/screens/posts.tsx': { loader: 'all' },
  'organisation/screens/post.tsx': { loader: 'all' },
  'organisation/screens/post-edit.tsx': { loader: ['hr-officer'], acts: { keep: ['hr-officer'] } },
  'organisation/screens/competencies.tsx': { loader: 'all' },
  'organisation/screens/competency-edit.tsx': { loader: ['hr-officer'], acts: { keep: ['hr-officer'] } },
  'organisation/screens/roster-sample.ts': { loader: ['hr-officer'] },
  'organisation/screens/rosters.tsx': { loader: ['hr-officer'], acts: { upload: ['hr-officer'] } },
  'organisation/screens/roster.tsx': {
    loader: ['hr-officer'],
    acts: { preview: ['hr-officer'], commit: ['hr-officer'], discard: ['hr-officer'] },
  },
  'organisation/screens/settings.tsx': {
    loader: ['hr-officer', 'auditor', 'administrator'],
    acts: { settings: ['administrator'], entity: ['administrator'] },
  },
  'organisation/screens/delegations.tsx': {
    loader: 'all',
    acts: { lend: 'all', end: 'all', 'act-for': 'all', stop: 'all' },
  },
  'organisation/screens/colleague-find.ts': { loader: 'all' },
}
