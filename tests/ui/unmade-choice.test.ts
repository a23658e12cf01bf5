import { expect, it } from 'vitest'
import { sourcesIn } from '../support/architecture/source-files.ts'
import { root } from '../support/template.ts'

/** Choices that stand made when the form opens, by file, because the first one is the usual one or is where it stands. */
const madeAlready: Record<string, number> = {
  // Parts of a thing that are shown as they are, in a studio.
  'app/performance/kpis/curve-studio.tsx': 2,
  'app/performance/kpis/kpi-fields.tsx': 1,
  'app/talent/action-form.tsx': 1,
  // The whole bank, the newest plan or cycle, the kind that is met most.
  'app/performance/screens/cycle-new.tsx': 1,
  'app/mentoring/screens/programmes.tsx': 1,
  'app/mentoring/programme-terms.tsx': 2,
  'app/incentives/screens/runs.tsx': 2,
  'app/feedback/improvement-form.tsx': 1,
  'app/organisation/screens/absence.tsx': 3,
  'app/organisation/screens/assess.tsx': 1,
  'app/talent/screens/echelons.tsx': 2,
}

it('what gives a role, an honour or money to somebody is chosen by hand, and not the first of a list', () => {
  const found = sourcesIn(root, 'app').flatMap(({ path, text }) => {
    if (path.startsWith('app/ui/')) return []
    const made = [...text.matchAll(/<SelectField\b([\s\S]*?)\/>/g)].filter(
      ([field]) => !/\b(none|defaultValue)=/.test(field),
    )
    return made.length > 0 ? [[path, made.length] as const] : []
  })
  expect(Object.fromEntries(found)).toEqual(madeAlready)
})
