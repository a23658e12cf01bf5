import type { Expectations } from './expectation.ts'

export const expectations: Expectations = {
  'audit/screens/trail.tsx': { loader: ['auditor'] },
  'audit/screens/trail-export.ts': { loader: ['auditor'] },
  'audit/screens/my-sightings.tsx': { loader: 'all' },
}
