/**
 * The navigation: what one does, in eight verbs, and the screens under each. An entry shows when `act` is allowed;
 * `label` is a key under `nav` of the shell's words.
 */
import { type Act, can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { paths } from '#app/paths.ts'
import type { IconName } from '#app/ui/icon.tsx'

/** `also`: addresses that belong to an entry without beginning with its own. */
export type NavigationEntry = { label: string; to: string; act: Act; also?: readonly string[] }
export type NavigationSection = { label: string; icon: IconName; entries: readonly NavigationEntry[] }

export const navigation: readonly NavigationSection[] = [
  {
    label: 'my-work',
    icon: 'home',
    entries: [
      { label: 'home', to: paths.home(), act: 'home.read' },
      { label: 'notices', to: paths.notices(), act: 'notice.list' },
      { label: 'me', to: paths.me(), act: 'account.self' },
    ],
  },
  {
    label: 'learn',
    icon: 'book',
    entries: [
      { label: 'courses', to: paths.learn(), act: 'learning.read', also: ['/courses', '/attempts'] },
      { label: 'certificates', to: paths.certificates(), act: 'learning.read' },
    ],
  },
  {
    label: 'perform',
    icon: 'target',
    entries: [
      { label: 'appraisals', to: paths.appraisals(), act: 'appraisal.own', also: ['/actuals'] },
      { label: 'goals', to: paths.goals(), act: 'appraisal.own' },
      { label: 'score', to: paths.score(), act: 'appraisal.score-any' },
      { label: 'calibration', to: paths.calibrations(), act: 'appraisal.calibrate-any' },
      { label: 'appeals', to: paths.appeals(), act: 'appeal.list' },
      { label: 'cycles', to: paths.cycles(), act: 'cycle.list', also: ['/actual-imports'] },
      { label: 'templates', to: paths.templates(), act: 'template.read' },
      { label: 'kpis', to: paths.kpis(), act: 'kpi.read' },
      { label: 'vetoes', to: paths.vetoes(), act: 'veto.list' },
    ],
  },
  {
    label: 'rewards',
    icon: 'coins',
    entries: [
      { label: 'my-pay', to: paths.myPay(), act: 'statement.own' },
      { label: 'my-sightings', to: paths.mySightings(), act: 'sighting.read-own' },
      { label: 'honours', to: paths.honours(), act: 'honour.read' },
      { label: 'plans', to: paths.plans(), act: 'plan.list' },
      { label: 'runs', to: paths.runs(), act: 'plan.list' },
      { label: 'credits', to: paths.credits(), also: [paths.productTargets()], act: 'credit.list' },
      { label: 'deferrals', to: paths.deferrals(), act: 'deferral.list' },
    ],
  },
  {
    label: 'grow',
    icon: 'grow',
    entries: [
      { label: 'growth', to: paths.growth(), act: 'growth.list' },
      { label: 'echelons', to: paths.echelons(), act: 'echelon.list' },
      { label: 'mentoring', to: paths.mentoring(), act: 'mentoring.read' },
      { label: 'programmes', to: paths.programmes(), act: 'programme.list' },
    ],
  },
  {
    label: 'voice',
    icon: 'voice',
    entries: [
      { label: 'voice-home', to: paths.voice(), act: 'home.read' },
      { label: 'pulses', to: paths.pulses(), act: 'voice.oversee' },
      { label: 'themes', to: paths.themes(), act: 'suggestion.sort-any' },
    ],
  },
  {
    label: 'team',
    icon: 'people',
    entries: [
      { label: 'people', to: paths.people(), act: 'employee.list' },
      { label: 'organisation', to: paths.organisation(), act: 'unit.read' },
    ],
  },
  {
    label: 'manage',
    icon: 'settings',
    entries: [
      { label: 'learners', to: paths.learners(), act: 'enrolment.list' },
      { label: 'expiries', to: paths.expiries(), act: 'enrolment.list' },
      { label: 'course-versions', to: paths.courseVersions(), act: 'course.list' },
      { label: 'rosters', to: paths.rosters(), act: 'roster.list' },
      { label: 'posts', to: paths.posts(), act: 'post.read', also: ['/competencies'] },
      { label: 'accounts', to: paths.accounts(), act: 'account.list' },
      { label: 'permissions', to: paths.permissions(), act: 'permission.read' },
      { label: 'settings', to: paths.settings(), act: 'settings.read' },
      { label: 'audit', to: paths.audit(), act: 'audit.list' },
    ],
  },
]

const mayOpen = (actor: Actor, entry: NavigationEntry): boolean =>
  (can as (actor: Actor, act: Act) => boolean)(actor, entry.act)

/** What of a section goes to the browser: who may open an entry was decided here. */
export type NavigationShown = Omit<NavigationSection, 'entries'> & { entries: readonly Omit<NavigationEntry, 'act'>[] }

/** What this person sees; a section without entries is not there. */
export const navigationFor = (actor: Actor): NavigationShown[] =>
  navigation
    .map((section) => ({
      ...section,
      entries: section.entries.filter((entry) => mayOpen(actor, entry)).map(({ act: _, ...entry }) => entry),
    }))
    .filter((section) => section.entries.length > 0)
