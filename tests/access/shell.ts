import type { Expectations } from './expectation.ts'

export const expectations: Expectations = {
  'shell/screens/home.tsx': { loader: 'all' },
  'shell/screens/search.tsx': { loader: 'all' },
  'shell/screens/health.ts': { loader: 'public' },
  'shell/screens/preferences.ts': { action: 'public' },
  'shell/screens/list-views.ts': { loader: 'all', acts: { keep: 'all', forget: 'all' } },
  'shell/screens/missing.tsx': { loader: [] },
  'ui/screens/gallery.tsx': { loader: [] },
  'identity/screens/sign-in.tsx': { loader: 'public', action: 'public' },
  'identity/screens/sign-out.ts': { action: 'all', signsOut: true },
}
