import type { Expectations } from './expectation.ts'

export const expectations: Expectations = {
  'feedback/screens/voice.tsx': {
    loader: 'all',
    acts: { suggest: 'all' },
    forms: { suggest: { text: 'Publish the curves' } },
  },
  'feedback/screens/answer-pulse.tsx': { loader: 'all', acts: { answer: 'all' } },
  'feedback/screens/pulses.tsx': {
    loader: ['hr-officer', 'auditor'],
    acts: { open: ['hr-officer'] },
    forms: { open: { 'name.en': 'Pulse', opensOn: '2026-09-30', closesOn: '2026-10-10' } },
  },
  'feedback/screens/pulse.tsx': {
    loader: ['hr-officer', 'auditor'],
    acts: { close: ['hr-officer'] },
    forms: { close: {} },
  },
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
