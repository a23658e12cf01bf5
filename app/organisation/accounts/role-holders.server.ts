/** Who holds roles on a day: for finding those who may decide something, rather than what one person may. */
import { and, eq } from 'drizzle-orm'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day } from '#app/kernel/day.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { employees, roleGrants, unitPlacements } from '#db/schema/organisation.ts'
import { reachPath } from '../units/unit.ts'
import { holdsOn } from './reach.server.ts'

/** Each as an actor of their roles alone; units that they head and people whom they lead are not among it. */
export const roleHolders = async (db: Reader | Tx, today: Day): Promise<Actor[]> => {
  const rows = await db
    .select({
      accountId: roleGrants.accountId,
      employeeId: employees.id,
      name: employees.name,
      role: roleGrants.role,
      path: unitPlacements.path,
      parentId: unitPlacements.parentId,
    })
    .from(roleGrants)
    .innerJoin(
      unitPlacements,
      and(eq(unitPlacements.unitId, roleGrants.unitId), holdsOn(unitPlacements.fromOn, unitPlacements.toOn, today)),
    )
    .leftJoin(employees, eq(employees.accountId, roleGrants.accountId))
    .where(holdsOn(roleGrants.fromOn, roleGrants.toOn, today))
  const alone = { onBehalfOf: null, lenderId: null, lentActs: null, headOf: [], manages: [], mentors: [], today }
  const holders = new Map<string, Actor>()
  for (const { accountId, employeeId, name, role, ...unit } of rows) {
    const known = holders.get(accountId) ?? { ...alone, id: accountId, employeeId, name: name ?? '', grants: [] }
    holders.set(accountId, { ...known, grants: [...known.grants, { role, path: reachPath(unit) }] })
  }
  return [...holders.values()]
}
