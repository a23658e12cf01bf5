import { and, eq, gte, isNull, lte, or, sql } from 'drizzle-orm'
import type { Day } from '#app/kernel/day.ts'
import type { Words } from '#app/kernel/words.ts'
import type { Reader } from '#db/client.server.ts'
import { prepared } from '#db/prepared.server.ts'
import { unitPlacements } from '#db/schema/organisation.ts'

const day = sql.placeholder('day')
const named = prepared((db) =>
  db
    .select({ name: unitPlacements.name })
    .from(unitPlacements)
    .where(
      and(
        eq(unitPlacements.unitId, sql.placeholder('id')),
        lte(unitPlacements.fromOn, day),
        or(isNull(unitPlacements.toOn), gte(unitPlacements.toOn, day)),
      ),
    )
    .prepare(),
)

/** A unit's name as of a day. */
export const unitNamed = async (db: Reader, unitId: string, on: Day): Promise<Words | null> =>
  (await named(db).get({ id: unitId, day: on }))?.name ?? null
