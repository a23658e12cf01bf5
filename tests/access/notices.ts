import type { Expectations } from './expectation.ts'

export const expectations: Expectations = {
  'notices/screens/notices.tsx': { loader: 'all', acts: { open: [], read: 'all', 'read-all': 'all' } },
  // A letter may hold a reset link, which is read by someone who is signed out; on this machine only.
  'notices/screens/outbox.tsx': { loader: 'public' },
  // Jobs are seen and cancelled by whoever asked for them, and by the administrator; none of these did.
  'notices/screens/job.ts': { loader: [], acts: { cancel: [] } },
}
