/** A small bank for records of performance: one branch, a head, a manager, salespeople and tellers, HR twice. */
import type { GrantedRole } from '#app/identity/roles.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { systemActor } from '#app/kernel/actor.ts'
import type { Day } from '#app/kernel/day.ts'
import { loadKpis } from '#app/performance/kpis/kpis.server.ts'
import { loadTemplates } from '#app/performance/templates/template-versions.server.ts'
import type { Db } from '#db/client.server.ts'
import {
  assignments,
  employees,
  employments,
  legalEntities,
  posts,
  unitPlacements,
  units,
} from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { now, today } from '../support/database.ts'

export const branchPath = '/HO/B1/'

export const actorOf = (
  employeeId: string | null,
  roles: readonly GrantedRole[] = [],
  more: Partial<Actor> = {},
): Actor => ({
  id: `acc_${employeeId ?? roles[0] ?? 'nobody'}`,
  employeeId,
  name: employeeId ?? 'officer',
  onBehalfOf: null,
  lenderId: null,
  lentActs: null,
  grants: roles.map((role) => ({ role, path: '/' })),
  headOf: [],
  manages: [],
  mentors: [],
  today,
  ...more,
})

export const hr = actorOf(null, ['hr-officer'])
export const otherHr = { ...actorOf(null, ['hr-officer']), id: 'acc_other-hr' }
export const manager = actorOf('emp_manager', [], { manages: ['emp_1', 'emp_2'] })
export const head = actorOf('emp_head', [], { headOf: [branchPath], manages: ['emp_manager'] })
export const person = (n: number): Actor => actorOf(`emp_${n}`)

const since: Day = '2020-01-01'

/** Employees `emp_1` … with numbers S-001 …, in one post of the branch under the manager. */
export const openBank = async (db: Db, { count = 2, post = 'salesperson' } = {}): Promise<void> => {
  await transact(db, async (tx) => {
    await tx.insert(legalEntities).values({ id: 'ent_1', code: 'BANK', name: { en: 'Bank' } })
    for (const [id, code, kind] of [
      ['unt_ho', 'HO', 'head-office'],
      ['unt_b1', 'B1', 'branch'],
    ] as const) {
      await tx.insert(units).values({ id, code, kind, openedOn: since })
      await tx.insert(unitPlacements).values({
        id: `upl_${code}`,
        unitId: id,
        parentId: code === 'HO' ? null : 'unt_ho',
        legalEntityId: 'ent_1',
        name: { en: code },
        path: code === 'HO' ? '/HO/' : branchPath,
        fromOn: since,
      })
    }
    for (const code of new Set(['salesperson', 'teller', 'lobby-manager', 'branch-head', post]))
      await tx.insert(posts).values({
        id: `pst_${code}`,
        code,
        name: { en: code },
        family: { en: 'Sales' },
        grade: 'P3',
        riskClass: 'ordinary',
        duties: { en: '' },
        requirements: { en: '' },
      })
    const people = [
      { id: 'emp_head', number: 'H-001', post: 'branch-head', manager: null },
      { id: 'emp_manager', number: 'M-001', post: 'branch-head', manager: 'emp_head' },
      ...Array.from({ length: count }, (_, index) => ({
        id: `emp_${index + 1}`,
        number: `S-${String(index + 1).padStart(3, '0')}`,
        post,
        manager: 'emp_manager',
      })),
    ]
    for (const { id, number } of people) {
      const name = { name: id, pinyin: id, initials: id }
      await tx.insert(employees).values({ id, number, ...name, createdAt: now })
      await tx.insert(employments).values({ id: `emt_${id}`, employeeId: id, fromOn: since })
    }
    for (const each of people)
      await tx.insert(assignments).values({
        id: `asg_${each.id}`,
        employeeId: each.id,
        postId: `pst_${each.post}`,
        unitId: 'unt_b1',
        lineManagerId: each.manager,
        fteBp: 10_000,
        baseMinor: 1_000_000,
        currency: 'CNY',
        fromOn: since,
        recordedAt: now,
      })
    const system = systemActor(today)
    await loadKpis(tx, system, now)
    await loadTemplates(tx, system, now)
  })
}

/** All windows open on the tests' day, so that a test may do any step. */
export const openWindows = (
  ['goal-setting', 'monitoring', 'self-review', 'manager-review', 'calibration', 'acknowledgement', 'appeal'] as const
).map((phase) => ({ phase, opensOn: '2026-09-01', closesOn: '2026-10-31' }))
export const quarter = {
  code: '2026-Q3',
  name: { en: 'Q3' },
  fromOn: '2026-07-01',
  toOn: '2026-09-30',
  unitId: 'unt_ho',
  windows: openWindows,
}
