/**
 * Who may do what — all of it. Everything else calls `can` for one thing and `scopeOf` for a list; what is not
 * written here is refused. Facts are plain shapes: any row that has the fields fits.
 */
import { type Actor, accountsBehind, type Deputed, employeesBehind } from '#app/kernel/actor.ts'
import { isWithin } from '#app/kernel/tree-path.ts'
import type { GrantedRole } from './roles.ts'

type PersonFacts = { employeeId: string; unitPath: string }
type UnitFacts = { unitPath: string }
/** Who had a hand in a thing in another's name. */
type Lent = { deputies: readonly Deputed[] }
type RunFacts = UnitFacts & Lent & { preparedBy: string; submittedBy: string | null }
type VersionFacts = Lent & { draftedBy: string; submittedBy: string | null }

const isSelf = (actor: Actor, employeeId: string) => actor.employeeId !== null && actor.employeeId === employeeId
/** About the actor, or about the one whom they act for: what people may not do to themselves, nobody does for them. */
const concerns = (actor: Actor, employeeId: string | null) => employeesBehind(actor).some((each) => each === employeeId)
/**
 * Done by the actor, by the one whom they act for, or in the name of either: nobody checks their own work by another's
 * hand, nor what another's hand did for them.
 */
const made = (actor: Actor, by: string | null, { deputies }: Lent = { deputies: [] }) =>
  accountsBehind(actor).some(
    (each) => each === by || deputies.some((deputed) => deputed.by === by && deputed.inNameOf === each),
  )
const madeRun = (actor: Actor, run: RunFacts) => made(actor, run.preparedBy, run) || made(actor, run.submittedBy, run)
const madeVersion = (actor: Actor, version: VersionFacts) =>
  made(actor, version.draftedBy, version) || made(actor, version.submittedBy, version)
/** A granted role over the unit or anything above it. */
const holds = (actor: Actor, role: GrantedRole, unitPath: string) =>
  actor.grants.some((grant) => grant.role === role && isWithin(unitPath, grant.path))
const holdsAny = (actor: Actor, ...roles: GrantedRole[]) =>
  actor.grants.some((grant) => roles.some((role) => role === grant.role))
/** Line manager of the person today, or head of a unit above them. */
const leads = (actor: Actor, facts: PersonFacts) =>
  !concerns(actor, facts.employeeId) &&
  (actor.manages.includes(facts.employeeId) || actor.headOf.some((path) => isWithin(facts.unitPath, path)))
const isManager = (actor: Actor) => actor.manages.length > 0 || actor.headOf.length > 0
/** Those whose work is pay see pay over their part of the bank. */
const paysOver = (actor: Actor, unitPath: string) => payPaths(actor).some((path) => isWithin(unitPath, path))
const payPaths = (actor: Actor) =>
  granted(actor, 'hr-officer', 'incentive-officer', 'incentive-approver', 'incentive-releaser', 'auditor')
/** Someone's part of an appraisal or goal sheet with the manager who scores it. */
type SheetFacts = PersonFacts & { managerId: string | null }
/** The manager named on the sheet, or someone to whom a manager of the person lent it. */
const scores = (actor: Actor, sheet: SheetFacts) =>
  !concerns(actor, sheet.employeeId) &&
  ((sheet.managerId !== null && sheet.managerId === actor.employeeId) ||
    (actor.onBehalfOf !== null && actor.manages.includes(sheet.employeeId)))
const overseesAppraisal = (actor: Actor, facts: PersonFacts) =>
  leads(actor, facts) || holds(actor, 'hr-officer', facts.unitPath) || holds(actor, 'auditor', facts.unitPath)
const isSystem = (actor: Actor) => actor.grants.some((grant) => grant.role === 'system')

export const policy = {
  // shell
  'home.read': () => true,
  'team.read': (actor: Actor) => isManager(actor),

  // kernel: one's own jobs; files by who added them
  'job.read': (actor: Actor, job: { requestedBy: string }) =>
    job.requestedBy === actor.id || holds(actor, 'administrator', '/'),
  'job.cancel': (actor: Actor, job: { requestedBy: string }) =>
    job.requestedBy === actor.id || holds(actor, 'administrator', '/'),

  // audit: the trail over one's part of the bank; what was seen of oneself is one's own
  'audit.list': (actor: Actor) => holdsAny(actor, 'auditor'),
  'audit.erase': (actor: Actor) => holds(actor, 'administrator', '/'),
  'audit.read': (actor: Actor, record: UnitFacts) => holds(actor, 'auditor', record.unitPath),
  'sighting.read-own': (actor: Actor) => actor.employeeId !== null && actor.onBehalfOf === null,

  // identity
  'account.self': (actor: Actor) => actor.onBehalfOf === null,
  'account.list': (actor: Actor) => holdsAny(actor, 'administrator'),
  'account.manage': (actor: Actor, account: UnitFacts) => holds(actor, 'administrator', account.unitPath),
  'role.grant': (actor: Actor, grant: UnitFacts & { accountId: string }) =>
    holds(actor, 'administrator', grant.unitPath) && !made(actor, grant.accountId),
  'role.end': (actor: Actor, grant: UnitFacts) => holds(actor, 'administrator', grant.unitPath),
  'permission.read': (actor: Actor) => holdsAny(actor, 'administrator', 'auditor', 'hr-officer'),

  // organisation: the tree and the posts are everyone's to know; people are not
  'unit.read': () => true,
  'unit.change': (actor: Actor, unit: UnitFacts) =>
    holds(actor, 'hr-officer', unit.unitPath) || holds(actor, 'administrator', unit.unitPath),
  'unit.change-any': (actor: Actor) => holdsAny(actor, 'hr-officer', 'administrator'),
  'post.read': () => true,
  'post.change': (actor: Actor) => holds(actor, 'hr-officer', '/'),
  'competency.assess': (actor: Actor, person: PersonFacts) =>
    leads(actor, person) || (!concerns(actor, person.employeeId) && holds(actor, 'hr-officer', person.unitPath)),
  'employee.list': (actor: Actor) => isManager(actor) || holdsAny(actor, 'hr-officer', 'administrator'),
  'employee.read': (actor: Actor, person: PersonFacts) =>
    isSelf(actor, person.employeeId) ||
    leads(actor, person) ||
    holds(actor, 'hr-officer', person.unitPath) ||
    holds(actor, 'administrator', person.unitPath),
  'employee.change': (actor: Actor, person: PersonFacts) =>
    !concerns(actor, person.employeeId) && holds(actor, 'hr-officer', person.unitPath),
  'employee.take-on': (actor: Actor, unit: UnitFacts) => holds(actor, 'hr-officer', unit.unitPath),
  'employee.read-base': (actor: Actor, person: PersonFacts) =>
    isSelf(actor, person.employeeId) || paysOver(actor, person.unitPath),
  'roster.import': (actor: Actor, unit: UnitFacts) => holds(actor, 'hr-officer', unit.unitPath),
  'roster.list': (actor: Actor) => holdsAny(actor, 'hr-officer'),
  'settings.read': (actor: Actor) => holdsAny(actor, 'administrator', 'hr-officer', 'auditor'),
  'settings.change': (actor: Actor) => holds(actor, 'administrator', '/'),

  // notices
  'notice.list': () => true,
  'notice.read': (actor: Actor, notice: { accountId: string }) => notice.accountId === actor.id,

  // learning
  'learning.read': (actor: Actor) => actor.employeeId !== null,
  'course.list': (actor: Actor) => holdsAny(actor, 'learning-officer'),
  // What holds in every branch is no single branch's to change: courses, KPIs and templates, themes.
  'course.keep': (actor: Actor) => holds(actor, 'learning-officer', '/'),
  'course.approve': (actor: Actor, version: VersionFacts) =>
    holds(actor, 'learning-officer', '/') && !madeVersion(actor, version),
  'enrolment.own': (actor: Actor, enrolment: { employeeId: string }) => isSelf(actor, enrolment.employeeId),
  'enrolment.order': (actor: Actor) => holdsAny(actor, 'learning-officer', 'hr-officer'),
  'enrolment.list': (actor: Actor) =>
    holdsAny(actor, 'learning-officer', 'hr-officer', 'trainer', 'auditor') || isManager(actor),
  'attempt.sit': (actor: Actor, attempt: { employeeId: string }) =>
    actor.onBehalfOf === null && isSelf(actor, attempt.employeeId),
  'attempt.read': (actor: Actor, attempt: { employeeId: string }) => isSelf(actor, attempt.employeeId),
  'certificate.read': (actor: Actor, certificate: PersonFacts) =>
    isSelf(actor, certificate.employeeId) ||
    leads(actor, certificate) ||
    holds(actor, 'learning-officer', certificate.unitPath) ||
    holds(actor, 'hr-officer', certificate.unitPath),

  // mentoring: a programme is HR's; a pairing belongs to the two in it
  'mentoring.read': (actor: Actor) => actor.employeeId !== null,
  'programme.list': (actor: Actor) => holdsAny(actor, 'hr-officer'),
  'programme.run': (actor: Actor, programme: UnitFacts) => holds(actor, 'hr-officer', programme.unitPath),
  'programme.join': (actor: Actor, joining: PersonFacts) =>
    isSelf(actor, joining.employeeId) || holds(actor, 'hr-officer', joining.unitPath),
  'pairing.read': (actor: Actor, pairing: UnitFacts & { mentorId: string; menteeId: string }) =>
    isSelf(actor, pairing.mentorId) || isSelf(actor, pairing.menteeId) || holds(actor, 'hr-officer', pairing.unitPath),
  'pairing.keep': (actor: Actor, pairing: { mentorId: string; menteeId: string }) =>
    isSelf(actor, pairing.mentorId) || isSelf(actor, pairing.menteeId),
  'pairing.end': (actor: Actor, pairing: UnitFacts & { mentorId: string; menteeId: string }) =>
    isSelf(actor, pairing.mentorId) || isSelf(actor, pairing.menteeId) || holds(actor, 'hr-officer', pairing.unitPath),

  // performance
  'kpi.read': () => true,
  'kpi.change': (actor: Actor) => holds(actor, 'hr-officer', '/'),
  'template.read': () => true,
  'template.draft': (actor: Actor) => holds(actor, 'hr-officer', '/'),
  'template.approve': (actor: Actor, version: VersionFacts) =>
    holds(actor, 'hr-officer', '/') && !madeVersion(actor, version),
  'cycle.list': (actor: Actor) => holdsAny(actor, 'hr-officer', 'auditor'),
  'cycle.read': (actor: Actor, cycle: UnitFacts) =>
    holds(actor, 'hr-officer', cycle.unitPath) || holds(actor, 'auditor', cycle.unitPath),
  'cycle.open': (actor: Actor, cycle: UnitFacts) => holds(actor, 'hr-officer', cycle.unitPath),
  'actual.import': (actor: Actor, cycle: UnitFacts) => holds(actor, 'hr-officer', cycle.unitPath),
  'goal.read': (actor: Actor, sheet: SheetFacts) =>
    isSelf(actor, sheet.employeeId) || scores(actor, sheet) || overseesAppraisal(actor, sheet),
  'goal.propose': (actor: Actor, sheet: SheetFacts) => isSelf(actor, sheet.employeeId) || scores(actor, sheet),
  'goal.agree': (actor: Actor, sheet: SheetFacts & Lent & { proposedBy: string | null }) =>
    (isSelf(actor, sheet.employeeId) || scores(actor, sheet)) && !made(actor, sheet.proposedBy, sheet),
  'appraisal.own': (actor: Actor) => actor.employeeId !== null,
  'appraisal.read': (actor: Actor, appraisal: SheetFacts) =>
    isSelf(actor, appraisal.employeeId) || scores(actor, appraisal) || overseesAppraisal(actor, appraisal),
  'appraisal.read-rating': (actor: Actor, appraisal: SheetFacts & { publishedAt: number | null }) =>
    (appraisal.publishedAt !== null || !concerns(actor, appraisal.employeeId)) &&
    (isSelf(actor, appraisal.employeeId) || scores(actor, appraisal) || overseesAppraisal(actor, appraisal)),
  'appraisal.self-review': (actor: Actor, appraisal: { employeeId: string }) => isSelf(actor, appraisal.employeeId),
  'appraisal.score': (actor: Actor, sheet: SheetFacts) => scores(actor, sheet),
  'appraisal.score-any': (actor: Actor) => isManager(actor),
  'appraisal.calibrate': (actor: Actor, appraisal: SheetFacts & Lent & { managerReviewedBy: string | null }) =>
    !concerns(actor, appraisal.employeeId) &&
    !made(actor, appraisal.managerReviewedBy, appraisal) &&
    !concerns(actor, appraisal.managerId) &&
    (holds(actor, 'hr-officer', appraisal.unitPath) || actor.headOf.some((path) => isWithin(appraisal.unitPath, path))),
  'appraisal.calibrate-any': (actor: Actor) => holdsAny(actor, 'hr-officer') || actor.headOf.length > 0,
  'appraisal.publish': (actor: Actor, cycle: UnitFacts) => holds(actor, 'hr-officer', cycle.unitPath),
  'appraisal.acknowledge': (actor: Actor, appraisal: { employeeId: string }) => isSelf(actor, appraisal.employeeId),
  'appeal.file': (actor: Actor, appraisal: { employeeId: string }) => isSelf(actor, appraisal.employeeId),
  'appeal.withdraw': (actor: Actor, appraisal: { employeeId: string }) => isSelf(actor, appraisal.employeeId),
  'appeal.list': (actor: Actor) => holdsAny(actor, 'hr-officer') || actor.headOf.length > 0,
  'appeal.answer': (
    actor: Actor,
    appraisal: SheetFacts & Lent & { managerReviewedBy: string | null; calibratedBy: string | null },
  ) =>
    !concerns(actor, appraisal.employeeId) &&
    !made(actor, appraisal.managerReviewedBy, appraisal) &&
    !made(actor, appraisal.calibratedBy, appraisal) &&
    !concerns(actor, appraisal.managerId) &&
    (holds(actor, 'hr-officer', appraisal.unitPath) || actor.headOf.some((path) => isWithin(appraisal.unitPath, path))),
  'veto.list': (actor: Actor) => holdsAny(actor, 'hr-officer', 'auditor'),
  'veto.record': (actor: Actor, person: PersonFacts) =>
    !concerns(actor, person.employeeId) && holds(actor, 'hr-officer', person.unitPath),

  // talent: gaps and plans are seen by the person and those who lead them; an echelon is not its members' to see
  'growth.read': (actor: Actor, person: PersonFacts) =>
    isSelf(actor, person.employeeId) || leads(actor, person) || holds(actor, 'hr-officer', person.unitPath),
  'growth.list': (actor: Actor) => actor.employeeId !== null || holdsAny(actor, 'hr-officer'),
  'development.propose': (actor: Actor, person: PersonFacts) =>
    isSelf(actor, person.employeeId) || leads(actor, person),
  'development.agree': (actor: Actor, plan: PersonFacts & { draftedBy: string; draftedByEmployee: boolean }) =>
    !made(actor, plan.draftedBy) && (plan.draftedByEmployee ? leads(actor, plan) : isSelf(actor, plan.employeeId)),
  'development.tick': (actor: Actor, person: PersonFacts) => leads(actor, person),
  'echelon.list': (actor: Actor) => holdsAny(actor, 'hr-officer') || actor.headOf.length > 0,
  'echelon.open': (actor: Actor, echelon: UnitFacts) => holds(actor, 'hr-officer', echelon.unitPath),
  'echelon.read': (actor: Actor, echelon: UnitFacts) =>
    holds(actor, 'hr-officer', echelon.unitPath) || actor.headOf.some((path) => isWithin(echelon.unitPath, path)),
  'echelon.nominate': (actor: Actor, membership: UnitFacts & { employeeId: string }) =>
    !concerns(actor, membership.employeeId) &&
    (holds(actor, 'hr-officer', membership.unitPath) ||
      actor.headOf.some((path) => isWithin(membership.unitPath, path))),
  'echelon.admit': (actor: Actor, membership: UnitFacts & Lent & { employeeId: string; nominatedBy: string }) =>
    !concerns(actor, membership.employeeId) &&
    !made(actor, membership.nominatedBy, membership) &&
    (holds(actor, 'hr-officer', membership.unitPath) ||
      actor.headOf.some((path) => isWithin(membership.unitPath, path))),

  // incentives
  'plan.draft': (actor: Actor, plan: UnitFacts) =>
    holds(actor, 'incentive-officer', plan.unitPath) || holds(actor, 'hr-officer', plan.unitPath),
  'plan.approve': (actor: Actor, plan: UnitFacts & VersionFacts) =>
    holds(actor, 'incentive-approver', plan.unitPath) && !madeVersion(actor, plan),
  'plan.list': (actor: Actor) =>
    holdsAny(actor, 'hr-officer', 'incentive-officer', 'incentive-approver', 'incentive-releaser', 'auditor'),
  'run.prepare': (actor: Actor, run: UnitFacts) => holds(actor, 'incentive-officer', run.unitPath),
  'run.approve': (actor: Actor, run: RunFacts & { adjustedBy: readonly string[] }) =>
    holds(actor, 'incentive-approver', run.unitPath) &&
    !madeRun(actor, run) &&
    !run.adjustedBy.some((by) => made(actor, by, run)),
  'run.release': (actor: Actor, run: RunFacts & { approvedBy: string | null }) =>
    holds(actor, 'incentive-releaser', run.unitPath) && !madeRun(actor, run) && !made(actor, run.approvedBy, run),
  'honour.read': () => true,
  'honour.grant': (actor: Actor, person: PersonFacts) =>
    !concerns(actor, person.employeeId) && holds(actor, 'hr-officer', person.unitPath),
  'credit.list': (actor: Actor) => holdsAny(actor, 'incentive-officer', 'hr-officer'),
  'credit.import': (actor: Actor, person: PersonFacts) =>
    !concerns(actor, person.employeeId) && holds(actor, 'incentive-officer', person.unitPath),
  'payee.list': (actor: Actor) => holdsAny(actor, 'incentive-officer'),
  'deferral.list': (actor: Actor) =>
    holdsAny(actor, 'hr-officer', 'incentive-officer', 'incentive-approver', 'incentive-releaser', 'auditor'),
  'statement.own': (actor: Actor) => actor.employeeId !== null,
  'statement.read': (actor: Actor, statement: PersonFacts & { releasedAt: number | null }) =>
    (isSelf(actor, statement.employeeId) && statement.releasedAt !== null) || paysOver(actor, statement.unitPath),

  // feedback
  'voice.speak': (actor: Actor) => actor.employeeId !== null,
  'voice.oversee': (actor: Actor) => holdsAny(actor, 'hr-officer', 'auditor'),
  'pulse.open': (actor: Actor, pulse: UnitFacts) => holds(actor, 'hr-officer', pulse.unitPath),
  'pulse.read': (actor: Actor, pulse: UnitFacts) =>
    holds(actor, 'hr-officer', pulse.unitPath) || holds(actor, 'auditor', pulse.unitPath),
  'suggestion.sort': (actor: Actor, suggestion: UnitFacts) => holds(actor, 'hr-officer', suggestion.unitPath),
  'suggestion.sort-any': (actor: Actor) => holdsAny(actor, 'hr-officer'),
  'theme.open': (actor: Actor) => holds(actor, 'hr-officer', '/'),
} satisfies Record<string, (actor: Actor, facts: never) => boolean>

export type Act = keyof typeof policy
type FactsOf<A extends Act> = Parameters<(typeof policy)[A]> extends [Actor, infer Facts] ? [facts: Facts] : []

/** Someone who acts for another may only do, and see in a list, what was lent. */
const isLent = (actor: Actor, act: Act) => actor.lentActs?.some((prefix) => act.startsWith(prefix)) ?? true

/** Whether the actor may do it. */
export const can = <A extends Act>(actor: Actor, act: A, ...facts: FactsOf<A>): boolean => {
  if (isSystem(actor)) return true
  if (!isLent(actor, act)) return false
  return (policy[act] as (actor: Actor, facts?: unknown) => boolean)(actor, facts[0])
}

/** Acts on a person or a unit, of which nothing but the place need be known. */
type PlacedAct = { [A in Act]: [PersonFacts] extends FactsOf<A> ? A : never }[Act]
/** Whether a role lets the actor do it in some part of the bank: a page offers it before it is known to whom. */
export const canSomewhere = (actor: Actor, act: PlacedAct): boolean =>
  actor.grants.some(({ path }) => can(actor, act, { employeeId: '', unitPath: path }))

/** What a list may show: everything below these paths, and these people. */
export type Scope = { paths: readonly string[]; employeeIds: readonly string[] }

const granted = (actor: Actor, ...roles: GrantedRole[]) =>
  actor.grants.filter((grant) => roles.some((role) => role === grant.role)).map((grant) => grant.path)
const self = (actor: Actor) => (actor.employeeId ? [actor.employeeId] : [])

/** Roles of whoever sets a bank up: they must be able to bring the roster in before anybody else has an account. */
export const firstRoles = ['administrator', 'hr-officer'] as const satisfies readonly GrantedRole[]

const scopes = {
  // audit
  trail: (actor: Actor): Scope => ({ paths: granted(actor, 'auditor'), employeeIds: [] }),

  // organisation
  rosters: (actor: Actor): Scope => ({ paths: granted(actor, 'hr-officer'), employeeIds: [] }),
  units: (actor: Actor): Scope => ({ paths: granted(actor, 'hr-officer', 'administrator'), employeeIds: [] }),

  // learning
  learners: (actor: Actor): Scope => ({
    paths: [...granted(actor, 'learning-officer', 'hr-officer', 'trainer', 'auditor'), ...actor.headOf],
    employeeIds: [...actor.manages],
  }),

  // mentoring
  programmes: (actor: Actor): Scope => ({ paths: granted(actor, 'hr-officer'), employeeIds: [] }),

  // performance
  appraisals: (actor: Actor): Scope => ({
    paths: [...granted(actor, 'hr-officer', 'auditor'), ...actor.headOf],
    employeeIds: [...self(actor), ...actor.manages],
  }),
  calibrated: (actor: Actor): Scope => ({ paths: [...granted(actor, 'hr-officer'), ...actor.headOf], employeeIds: [] }),
  cycles: (actor: Actor): Scope => ({ paths: granted(actor, 'hr-officer', 'auditor'), employeeIds: [] }),

  // talent
  growing: (actor: Actor): Scope => ({
    paths: [...granted(actor, 'hr-officer'), ...actor.headOf],
    employeeIds: [...actor.manages],
  }),
  echelons: (actor: Actor): Scope => ({
    paths: [...granted(actor, 'hr-officer'), ...actor.headOf],
    employeeIds: [],
  }),

  // incentives
  plans: (actor: Actor): Scope => ({ paths: payPaths(actor), employeeIds: [] }),
  runs: (actor: Actor): Scope => ({ paths: payPaths(actor), employeeIds: [] }),
  statements: (actor: Actor): Scope => ({ paths: payPaths(actor), employeeIds: [] }),
  credits: (actor: Actor): Scope => ({ paths: granted(actor, 'incentive-officer', 'hr-officer'), employeeIds: [] }),
  payees: (actor: Actor): Scope => ({ paths: granted(actor, 'incentive-officer'), employeeIds: [] }),
  // feedback
  pulses: (actor: Actor): Scope => ({ paths: granted(actor, 'hr-officer', 'auditor'), employeeIds: [] }),
  suggestions: (actor: Actor): Scope => ({ paths: granted(actor, 'hr-officer'), employeeIds: [] }),
  people: (actor: Actor): Scope => ({
    paths: [...granted(actor, 'hr-officer', 'administrator'), ...actor.headOf],
    employeeIds: [...self(actor), ...actor.manages],
  }),
} satisfies Record<string, (actor: Actor) => Scope>

/** The act that each list belongs to: a loader may ask for one thing of a list and no act beside it. */
const listedFor: { [list in keyof typeof scopes]: Act } = {
  trail: 'audit.list',
  rosters: 'roster.list',
  units: 'unit.change-any',
  learners: 'enrolment.list',
  programmes: 'programme.list',
  appraisals: 'appraisal.read',
  calibrated: 'appraisal.calibrate-any',
  cycles: 'cycle.list',
  growing: 'growth.list',
  echelons: 'echelon.list',
  plans: 'plan.list',
  runs: 'run.prepare',
  statements: 'statement.read',
  credits: 'credit.list',
  payees: 'payee.list',
  pulses: 'pulse.read',
  suggestions: 'suggestion.sort',
  people: 'employee.list',
}

export const scopeOf = (actor: Actor, list: keyof typeof scopes): Scope => {
  if (isSystem(actor)) return { paths: ['/'], employeeIds: [] }
  return isLent(actor, listedFor[list]) ? scopes[list](actor) : { paths: [], employeeIds: [] }
}
