/** Who acts: made by the guard from a session and the organisation's reach, read by the policy. */
import type { Day } from './day.ts'

/** A role held over a part of the unit tree. `path` is a unit path such as '/HO/B1/'; '/' is the whole bank. */
export type Grant = { role: string; path: string }

export type Actor = {
  /** The account that acts. */
  id: string
  /** The employee behind the account; null for an administrator who is not on the roster. */
  employeeId: string | null
  name: string
  /** The account on whose behalf this one acts by delegation. */
  onBehalfOf: string | null
  /** The employee behind that account. */
  lenderId: string | null
  /** Prefixes of the acts that were lent to this one by delegation; null when acting for oneself. */
  lentActs: readonly string[] | null
  grants: readonly Grant[]
  /** Paths of the units whose head the person is today. */
  headOf: readonly string[]
  /** Employees of whom the person is line manager today. */
  manages: readonly string[]
  /** Employees whom the person mentors today. */
  mentors: readonly string[]
  /** The business day of the request. */
  today: Day
}

/** The actor and, where they act for another, that one too: what is about either of them, or done by them, is not theirs to decide. */
export const employeesBehind = (actor: Pick<Actor, 'employeeId' | 'lenderId'>): string[] =>
  [actor.employeeId, actor.lenderId].flatMap((id) => id ?? [])
export const accountsBehind = (actor: Pick<Actor, 'id' | 'onBehalfOf'>): string[] =>
  [actor.id, actor.onBehalfOf].flatMap((id) => id ?? [])

/** What was done to a thing by delegation: by which account, and in whose name. */
export type Deputed = { by: string; inNameOf: string }
/** A thing as it is once the actor has done something to it as well. */
export const deputedBy = <Thing extends { deputies: readonly Deputed[] }>(
  { id, onBehalfOf }: Pick<Actor, 'id' | 'onBehalfOf'>,
  thing: Thing,
): Thing =>
  onBehalfOf === null ? thing : { ...thing, deputies: [...thing.deputies, { by: id, inNameOf: onBehalfOf }] }

/** The bank's own machinery: jobs and scripts act in its name, never a person's. */
export const systemActor = (today: Day): Actor => ({
  id: 'system',
  employeeId: null,
  name: 'system',
  onBehalfOf: null,
  lenderId: null,
  lentActs: null,
  grants: [{ role: 'system', path: '/' }],
  headOf: [],
  manages: [],
  mentors: [],
  today,
})
