import type { Expectations } from './expectation.ts'

export const expectations: Expectations = {
  'mentoring/screens/mentoring.tsx': {
    loader: 'all',
    acts: { 'join-mentor': 'all', 'join-mentee': 'all', wish: 'all', leave: 'all' },
  },
  'mentoring/screens/programmes.tsx': { loader: ['hr-officer'], acts: { open: ['hr-officer'] } },
  'mentoring/screens/programme.tsx': {
    loader: ['hr-officer'],
    acts: {
      'add-mentor': ['hr-officer'],
      'add-mentee': ['hr-officer'],
      remove: ['hr-officer'],
      confirm: ['hr-officer'],
      revise: ['hr-officer'],
      close: ['hr-officer'],
    },
  },
  // The demo bank's first running pairing is the mentor's.
  'mentoring/screens/pairing.tsx': {
    loader: ['mentor', 'hr-officer'],
    acts: {
      'set-goal': ['mentor', 'hr-officer'],
      reach: ['mentor', 'hr-officer'],
      drop: ['mentor', 'hr-officer'],
      agenda: ['mentor', 'hr-officer'],
      log: ['mentor', 'hr-officer'],
      correct: ['mentor', 'hr-officer'],
      confirm: ['mentor', 'hr-officer'],
      withdraw: ['mentor', 'hr-officer'],
      evaluate: ['mentor', 'hr-officer'],
      end: ['mentor', 'hr-officer'],
    },
  },
}
