/**
 * Who may do what — all of it. Everything else calls `can` for one thing and `scopeOf` for a list; what is not
 * written here is refused. Facts are plain shapes: any row that has the fields fits.
 */
import type { Actor } from '#app/kernel/actor.ts'
import type { GrantedRole } from './roles.ts'

type PersonFacts = { employeeId: string; unitPath: string }
type UnitFacts = { unitPath: string }

const isSelf = (actor: Actor, employeeId: string) => actor.employeeId !== null && actor.employeeId === employeeId
const within = (path: string, above: string) => path.startsWith(above)
/** A granted role over the unit or anything above it. */
const holds = (actor: Actor, role: GrantedRole, unitPath: string) =>
  actor.grants.some((grant) => grant.role === role && within(unitPath, grant.path))
const holdsAny = (actor: Actor, ...roles: GrantedRole[]) =>
  actor.grants.some((grant) => roles.some((role) => role === grant.role))
/** Line manager of the person today, or head of a unit above them. */
const leads = (actor: Actor, facts: PersonFacts) =>
  !isSelf(actor, facts.employeeId) &&
  (actor.manages.includes(facts.employeeId) || actor.headOf.some((path) => within(facts.unitPath, path)))
const isManager = (actor: Actor) => actor.manages.length > 0 || actor.headOf.length > 0
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

  // audit

  // identity
  'account.self': () => true,

  // organisation

  // notices

  // learning

  // mentoring

  // performance

  // talent

  // incentives

  // feedback
} satisfies Record<string, (actor: Actor, facts: never) => boolean>

export type Act = keyof typeof policy
type FactsOf<A extends Act> = Parameters<(typeof policy)[A]> extends [Actor, infer Facts] ? [facts: Facts] : []

/** Whether the actor may do it. Someone who acts for another may only do what was lent. */
export const can = <A extends Act>(actor: Actor, act: A, ...facts: FactsOf<A>): boolean => {
  if (isSystem(actor)) return true
  if (actor.lentActs && !actor.lentActs.some((prefix) => act.startsWith(prefix))) return false
  return (policy[act] as (actor: Actor, facts?: unknown) => boolean)(actor, facts[0])
}

/** What a list may show: everything below these paths, and these people. */
export type Scope = { paths: readonly string[]; employeeIds: readonly string[] }

const granted = (actor: Actor, ...roles: GrantedRole[]) =>
  actor.grants.filter((grant) => roles.some((role) => role === grant.role)).map((grant) => grant.path)
const self = (actor: Actor) => (actor.employeeId ? [actor.employeeId] : [])

export const scopes = {
  // organisation

  // learning

  // performance

  // incentives
  mine: (actor: Actor): Scope => ({ paths: [], employeeIds: self(actor) }),
  led: (actor: Actor): Scope => ({ paths: actor.headOf, employeeIds: actor.manages }),
  people: (actor: Actor): Scope => ({
    paths: [...granted(actor, 'hr-officer', 'administrator'), ...actor.headOf],
    employeeIds: [...self(actor), ...actor.manages],
  }),
} satisfies Record<string, (actor: Actor) => Scope>

export const scopeOf = (actor: Actor, list: keyof typeof scopes): Scope =>
  isSystem(actor) ? { paths: ['/'], employeeIds: [] } : scopes[list](actor)

/** For the compiler: helpers that the domains' sections use. */
export const policyWords = { holds, holdsAny, leads, isSelf, isManager, within } satisfies Record<string, unknown>
export type { PersonFacts, UnitFacts }
