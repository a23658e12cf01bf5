import { expect, it } from 'vitest'
import { sourcesIn } from '../support/architecture/source-files.ts'
import { root } from '../support/template.ts'

/** Verbs of acts that take away what somebody wrote, gave or set. */
const takesAway = /^(drop|remove|withdraw|end|close|discard|leave|revoke)(-|$)/

/** Of those, the ones that a plain button does, by file, and why it need not ask. */
const unasked: Record<string, readonly string[]> = {
  // Signing in again is all that it takes.
  'app/identity/screens/sessions.tsx': ['revoke-others', 'revoke'],
  // They stand behind a fold that asks for the reason.
  'app/incentives/screens/honours.tsx': ['withdraw'],
  'app/talent/echelon-lanes.tsx': ['leave'],
  // The file is still with whoever uploaded it.
  'app/organisation/roster/roster-preview.tsx': ['discard'],
  'app/performance/screens/actual-import.tsx': ['discard'],
}

it('what takes away something written or given asks once before it does', () => {
  const found = sourcesIn(root, 'app').flatMap(({ path, text }) => {
    const acts = [...text.matchAll(/<Button\b[^>]*?\bname="act"[^>]*?\bvalue="([\w-]+)"/g)].flatMap(([, act = '']) =>
      takesAway.test(act) ? [act] : [],
    )
    return acts.length > 0 ? [[path, acts] as const] : []
  })
  expect(Object.fromEntries(found)).toEqual(unasked)
})
