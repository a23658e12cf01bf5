/** What can be lent to a colleague: groups of acts, each with the prefixes of the policy that it stands for. */
export const lendable = {
  team: ['home.', 'team.', 'employee.read', 'employee.list', 'unit.read', 'post.read'],
  appraisals: ['home.', 'goal.', 'appraisal.', 'cycle.', 'kpi.read', 'template.read', 'employee.read', 'employee.list'],
  learning: ['home.', 'course.', 'enrolment.', 'learning.'],
  talent: [
    'home.',
    'echelon.',
    'development.',
    'pairing.',
    'growth.',
    'competency.assess',
    'employee.read',
    'employee.list',
  ],
  runs: ['home.', 'plan.', 'run.', 'statement.', 'job.'],
} as const
export type LendableAct = keyof typeof lendable
export const lendableActs = [
  'team',
  'appraisals',
  'learning',
  'talent',
  'runs',
] as const satisfies readonly LendableAct[]

/** The groups that a row's prefixes stand for. */
export const groupsOf = (acts: readonly string[]): LendableAct[] =>
  lendableActs.filter((group) => lendable[group].every((prefix) => acts.includes(prefix)))
