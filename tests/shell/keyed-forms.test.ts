import { expect, it } from 'vitest'
import { sourcesIn } from '../support/architecture/source-files.ts'
import { root } from '../support/template.ts'

/** Forms that post without a key, because what they do is the same when it is done twice. */
const sameTwice: Record<string, number> = {
  // Sessions that have ended are gone.
  'app/identity/screens/sessions.tsx': 2,
  // Language, theme, signing out; what has been read; a delegation that has ended, and a cookie that says for whom one acts.
  'app/notices/notice-list.tsx': 1,
  'app/notices/screens/notices.tsx': 1,
  'app/organisation/screens/delegations.tsx': 2,
  'app/shell/frame-me.tsx': 3,
  // Who is enrolled, or sits, has that enrolment and that sitting; an answer has its number; what was handed in stays so.
  'app/learning/exam-notes.tsx': 1,
  'app/learning/exam-question.tsx': 1,
  'app/learning/exam-review.tsx': 1,
  'app/learning/screens/course.tsx': 2,
  'app/learning/screens/sit.tsx': 1,
}

it('a form that posts has a key, unless doing it twice is doing it once', () => {
  const keyless = sourcesIn(root, 'app').flatMap(({ path, text }) => {
    const forms = [...text.matchAll(/<Form\b[^>]*method="post"[\s\S]*?<\/Form>/g)].map(([form]) => form)
    const count = forms.filter((form) => !form.includes('<FormKey />')).length
    return count > 0 ? [[path, count] as const] : []
  })
  expect(Object.fromEntries(keyless)).toEqual(sameTwice)
})
