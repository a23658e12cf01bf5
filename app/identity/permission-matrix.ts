/**
 * The policy asked, not described: for each act, which granted role over the whole bank may do it to someone else. Acts
 * whose answer hangs on facts of the thing itself (who drafted it, whose it is) are tried with facts of a stranger.
 */
import type { Actor } from '#app/kernel/actor.ts'
import { type Act, policy } from './policy.ts'
import { grantedRoles, type Role } from './roles.ts'

export const matrixRoles = ['employee', 'manager', ...grantedRoles] as const satisfies readonly Role[]
export type MatrixRole = (typeof matrixRoles)[number]
export type MatrixRow = { act: Act; domain: string; allowed: MatrixRole[] }

const nobody: Actor = {
  id: 'one',
  employeeId: 'one',
  name: '',
  onBehalfOf: null,
  lenderId: null,
  lentActs: null,
  grants: [],
  headOf: [],
  manages: [],
  mentors: [],
  today: '2000-01-01',
}
const actorOf = (role: MatrixRole): Actor => {
  if (role === 'employee') return nobody
  if (role === 'manager') return { ...nobody, manages: ['another'], headOf: ['/U/'] }
  return { ...nobody, grants: [{ role, path: '/' }] }
}

/** Facts that are lists: nobody else had a hand in it. */
const lists = new Set<string | symbol>(['deputies', 'adjustedBy'])
const factOf = (fact: string | symbol): unknown => {
  if (lists.has(fact)) return []
  if (fact === 'unitPath') return '/U/'
  return typeof fact === 'string' && /At$/.test(fact) ? null : 'another'
}
/** A thing of somebody else in a unit of the bank: any fact that an act may ask for is another's, or nothing. */
const another: object = new Proxy({}, { get: (_, fact) => factOf(fact) })

export const permissionMatrix = (): MatrixRow[] =>
  (Object.keys(policy) as Act[]).map((act) => ({
    act,
    domain: act.split('.')[0] ?? act,
    allowed: matrixRoles.filter((role) => {
      const ask = policy[act] as (actor: Actor, facts: unknown) => boolean
      return ask(actorOf(role), another)
    }),
  }))
