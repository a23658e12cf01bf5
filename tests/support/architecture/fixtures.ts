/** Small checkouts that break one rule each, and what the check is to say about them. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { freshFolder } from '../database.ts'

type Broken = { files: Record<string, string>; expected: string[] }

export const fixtures = {
  imports: {
    files: {
      'app/learning/pass-mark.ts': `import { readFileSync } from 'node:fs'\nimport { now } from './clock.server.ts'\n`,
      'app/learning/attempts.server.ts': `import { goals } from '#db/schema/performance.ts'\nimport { pay } from '#app/incentives/runs/runs.server.ts'\nimport type { Run } from '#app/incentives/runs/run.ts'\n`,
      'app/learning/course-card.tsx': `import { courses } from './courses.server.ts'\n`,
      'app/learning/course.form.ts': `import { z } from 'zod'\n`,
      'app/learning/screens/course.tsx': `import { lesson } from './lesson.tsx'\nimport { eq } from 'drizzle-orm'\n`,
      'app/learning/sweep.job.ts': `import { attempts } from '#db/schema/learning.ts'\n`,
      'app/ui/button.tsx': `import { run } from '#app/incentives/runs/run.ts'\n`,
    },
    expected: [
      "app/learning/attempts.server.ts: another domain's tables (#db/schema/performance.ts)",
      'app/learning/attempts.server.ts: learning looks right, at incentives (#app/incentives/runs/runs.server.ts)',
      'app/learning/course-card.tsx: a part file may not import a records file (./courses.server.ts)',
      'app/learning/course.form.ts: a form imports more than zod/mini (zod)',
      'app/learning/pass-mark.ts: a rule imports what is not pure (node:fs)',
      'app/learning/pass-mark.ts: a rule file may not import a records file (./clock.server.ts)',
      'app/learning/screens/course.tsx: imports a screen (./lesson.tsx)',
      'app/learning/screens/course.tsx: a screen knows the database (drizzle-orm)',
      'app/learning/sweep.job.ts: a job knows tables (#db/schema/learning.ts)',
      'app/ui/button.tsx: ui knows the domain incentives (#app/incentives/runs/run.ts)',
    ],
  },
  tables: {
    files: {
      'db/schema/learning.ts': `import { text } from 'drizzle-orm/sqlite-core'\nimport { goals } from './performance.ts'\nimport { read } from '#app/kernel/files.server.ts'\n`,
    },
    expected: [
      'db/schema/learning.ts: points right, at performance',
      'db/schema/learning.ts: tables import app/kernel/files.server.ts',
    ],
  },
  roles: {
    files: {
      'app/identity/roles.ts': `export const grantedRoles = ['hr-officer', 'auditor'] as const\n`,
      'app/identity/policy.ts': `const may = 'auditor'\n`,
      'app/talent/boards.server.ts': `const may = actor.grants.some((grant) => grant.role === 'hr-officer')\n`,
    },
    expected: ['app/talent/boards.server.ts: names the role hr-officer'],
  },
  guards: {
    files: {
      'app/routes.ts': `export const addresses = [{ path: 'a', file: 'learning/screens/a.ts' }, { path: 'b', file: 'learning/screens/b.ts' }]\n`,
      'app/learning/screens/a.ts': `export const loader = async () => null\nexport const action = async () => null\n`,
      'app/learning/screens/b.ts': `export const action = Object.assign(async () => null, { acts: { approve: async () => null } })\n`,
    },
    expected: [
      'app/learning/screens/a.ts: the loader has no guard',
      'app/learning/screens/a.ts: the action has no guard',
      'app/learning/screens/b.ts: the act "approve" has no guard',
    ],
  },
  orphans: {
    files: {
      'app/routes.ts': `export const addresses = [{ path: 'a', file: 'learning/screens/a.ts' }]\n`,
      'app/learning/screens/a.ts': '',
      'app/learning/screens/lost.tsx': '',
    },
    expected: ['app/learning/screens/lost.tsx: no address leads here'],
  },
  navigation: {
    files: {
      'app/routes.ts': `export const addresses = [{ path: 'courses', file: 'a.ts' }, { path: '*', file: 'b.ts' }]\n`,
    },
    expected: ['learn/courses: /gone leads nowhere'],
  },
  paths: {
    files: { 'app/routes.ts': `export const addresses = [{ path: 'courses/:id', file: 'a.ts' }]\n` },
    expected: ['paths.course: /gone/x leads nowhere'],
  },
  languages: {
    files: {
      'app/i18n/locales/en/learning.json': `{ "greeting": "Hello, {name}", "only": "Here", "count": "{n, plural, one {# course} other {# courses}}" }`,
      'app/i18n/locales/zh-CN/learning.json': `{ "greeting": "你好", "count": "{n} 门课程" }`,
    },
    expected: ['learning.greeting: {} and {name}', 'learning.only: missing in zh-CN'],
  },
  unsent: {
    files: {
      'app/i18n/locales/en/notices.json': `{ "said": { "other": "Something new", "course-due": "Due", "pulse-open": "Open" } }`,
      'app/learning/reminders.server.ts': `export const kind = 'course-due'\n`,
      'app/notices/notice.ts': `export const toldAtOnce = new Set(['pulse-open'])\n`,
    },
    expected: ['notices.said.pulse-open: nobody is told it'],
  },
  plurals: {
    files: {
      'app/i18n/locales/en/learning.json': `{ "length": "About {minutes} minutes", "count": "{n, plural, one {# lesson} other {# lessons}}", "rule": "At least {length} characters" }`,
    },
    expected: ['learning.length: one would be said as many after {minutes}'],
  },
  words: {
    files: {
      'app/i18n/locales/en/learning.json': `{ "title": "Courses", "state": { "open": "Open" } }`,
      'app/learning/course-list.tsx': `const t = useTranslations('learning')\nt('title')\nt(\`state.\${state}\`)\nt('subtitle')\n`,
    },
    expected: ['app/learning/course-list.tsx: learning.subtitle is in no language file'],
  },
  reach: {
    files: {
      'app/routes.ts': `export const addresses = [{ path: 'a', file: 'talent/screens/a.tsx', words: ['learning'] }]\n`,
      'app/talent/screens/a.tsx': `import { Score } from '#app/performance/score.tsx'\nconst t = useTranslations('learning')\n`,
      'app/performance/score.tsx': `const t = useTranslations('performance')\n`,
    },
    expected: [
      'app/talent/screens/a.tsx: shows words of performance (app/performance/score.tsx) that routes.ts does not name',
    ],
  },
  titles: {
    files: {
      'app/i18n/locales/en/learning.json': '{ "titles": { "course": "Course", "gone": "Gone" } }',
      'app/learning/screens/course.tsx': `export const meta = screenMeta\n\n`,
      'app/learning/screens/learn.tsx': `export const meta = screenMeta\n\n`,
      'app/learning/screens/lesson.tsx': '',
      'app/learning/screens/sit.tsx': `export const meta = () => [{ title: 'Exam' }]\n\n`,
    },
    expected: [
      'app/learning/screens/learn.tsx: learning.titles.learn is in no language file',
      'app/learning/screens/lesson.tsx: no title',
      'app/learning/screens/sit.tsx: a title in one language',
      'learning.titles.gone: no such screen',
    ],
  },
  names: {
    files: { 'app/learning/utils.ts': '', 'app/talent/index.ts': '', 'app/payroll/run.ts': '' },
    expected: [
      'app/learning/utils.ts: a drawer or a barrel',
      'app/talent/index.ts: a drawer or a barrel',
      'app/payroll: no domain of the line',
    ],
  },
  length: {
    files: { 'app/learning/course.ts': '\n'.repeat(300) },
    expected: ['app/learning/course.ts: 301 lines'],
  },
  clock: {
    files: {
      'app/learning/due.ts': 'export const isDue = (at: number) => at < Date.now()\n',
      'app/learning/draw.ts': 'export const key = crypto.randomUUID()\n',
    },
    expected: ['app/learning/draw.ts: draws chance', 'app/learning/due.ts: reads the clock or chance'],
  },
  style: {
    files: { 'app/ui/bar.tsx': 'export const Bar = () => <div style={{ width: 3 }} />\n' },
    expected: ['app/ui/bar.tsx: a style attribute'],
  },
  responses: {
    files: { 'app/learning/courses.server.ts': `throw new Response('gone', { status: 404 })\n` },
    expected: ['app/learning/courses.server.ts: makes a Response'],
  },
  casts: {
    files: { 'app/learning/course.ts': 'export const course = {} as unknown as Course\n' },
    expected: ['app/learning/course.ts: casts by way of unknown'],
  },
  leftovers: {
    files: { 'app/learning/course.ts': '// TODO the rest\n' },
    expected: ['app/learning/course.ts:1: // TODO the rest'],
  },
} satisfies Record<string, Broken>

export type Fixture = keyof typeof fixtures

/** Writes the checkout into a folder of its own. */
export const fixture = (name: Fixture): { checkout: string; expected: string[] } => {
  const { files, expected }: Broken = fixtures[name]
  const checkout = freshFolder()
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(checkout, path)), { recursive: true })
    writeFileSync(join(checkout, path), text)
  }
  return { checkout, expected }
}
