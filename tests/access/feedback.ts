import type { Expectations } from './expectation.ts'

export const expectations: Expectations = {
  'feedback/screens/voice.tsx': { loader: 'all', acts: { suggest: 'all' } },
  'feedback/screens/answer-pulse.tsx': { loader: 'all', acts: { answer: 'all' } },
  'feedback/screens/pulses.tsx': { loader: ['hr-officer', 'auditor'], acts: { open: ['hr-officer'] } },
  'feedback/screens/pulse.tsx': { loader: ['hr-officer', 'auditor'], acts: { close: ['hr-officer'] } },
  'feedback/screens/themes.tsx': {
    loader: ['hr-officer'],
    acts: {
      'open-theme': ['hr-officer'],
      sort: ['hr-officer'],
      propose: ['hr-officer'],
      announce: ['hr-officer'],
      withdraw: ['hr-officer'],
    },
  },
}
