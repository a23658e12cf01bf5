import type { Expectations } from './expectation.ts'

/** Everyone keeps their own account; the first-run page is gone as soon as anybody has one. */
export const expectations: Expectations = {
  'identity/screens/change-password.tsx': { loader: 'all', action: 'all' },
  'identity/screens/sessions.tsx': { loader: 'all', acts: { revoke: 'all', 'revoke-others': 'all' } },
  'identity/screens/accounts.tsx': { loader: ['administrator'] },
  'identity/screens/account-new.tsx': {
    loader: ['administrator'],
    acts: { employee: ['administrator'], plain: ['administrator'] },
  },
  'identity/screens/account.tsx': {
    loader: ['administrator'],
    acts: {
      grant: ['administrator'],
      'end-grant': ['administrator'],
      address: ['administrator'],
      'hand-over': ['administrator'],
      close: ['administrator'],
      reopen: ['administrator'],
    },
  },
  'identity/screens/permissions.tsx': { loader: ['hr-officer', 'auditor', 'administrator'] },
  'identity/screens/ask-reset.tsx': { loader: 'public', action: 'public' },
  'identity/screens/reset.tsx': { loader: 'public', action: 'public' },
  'identity/screens/first-run.tsx': { loader: [], action: [] },
}
