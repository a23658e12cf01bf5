import { and, isNull } from 'drizzle-orm'
import type { Day } from '#app/kernel/day.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { unitPlacements } from '#db/schema/organisation.ts'
import { holdsOn } from './reach.server.ts'

/** The unit at the top of the tree on a day. */
export const rootUnit = async (db: Reader | Tx, day: Day): Promise<{ id: string; path: string } | null> => {
  const [row] = await db
    .select({ id: unitPlacements.unitId, path: unitPlacements.path })
    .from(unitPlacements)
    .where(and(isNull(unitPlacements.parentId), holdsOn(unitPlacements.fromOn, unitPlacements.toOn, day)))
    .limit(1)
  return row ?? null
}
