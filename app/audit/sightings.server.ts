/** Who looked at whose pay and ratings: one row per request, written before the answer leaves. */
import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { insertRows } from '#db/insert-rows.server.ts'
import { sightedEmployees, sightings } from '#db/schema/audit.ts'
import { transact } from '#db/transact.server.ts'

export type Sighting = { id: number; at: Instant; accountName: string; what: 'pay' | 'rating'; place: string }

/**
 * Records that the actor is about to be shown these people's pay or ratings at an address (`url.pathname`). Oneself
 * does not count. Await it before returning the answer: what was not recorded must not be shown.
 */
export const recordSighting = async (
  db: Db | Tx,
  actor: Actor,
  what: 'pay' | 'rating',
  employeeIds: Iterable<string>,
  place: string,
  now: Instant,
): Promise<void> => {
  const employees = [...new Set(employeeIds)].filter((id) => id !== actor.employeeId).sort()
  if (employees.length === 0) return
  const sighting = {
    at: now,
    accountId: actor.id,
    accountName: actor.name,
    what,
    place: place.slice(0, 200),
    employees,
  }
  await transact(db, (tx) => insertRows(tx, sightings, [sighting]))
}

const sightingsPageSize = 100

/** Who looked at the actor's own pay and ratings, newest first; `before` is the id of the last one above. */
export const sightingsOfMe = async (
  db: Reader,
  actor: Actor,
  before?: number,
): Promise<{ rows: Sighting[]; more: boolean }> => {
  if (!can(actor, 'sighting.read-own') || actor.employeeId === null) return { rows: [], more: false }
  const shown = {
    id: sightings.id,
    at: sightings.at,
    accountName: sightings.accountName,
    what: sightings.what,
    place: sightings.place,
  }
  // Those of the last hour are not spread out by person yet.
  const recent = db
    .select(shown)
    .from(sightings)
    .where(
      and(
        isNull(sightings.sealedBySeq),
        sql`instr(${sightings.employees}, ${JSON.stringify(actor.employeeId)})`,
        before === undefined ? undefined : lt(sightings.id, before),
      ),
    )
    .orderBy(desc(sightings.id))
    .limit(sightingsPageSize + 1)
  const sealed = db
    .select(shown)
    .from(sightedEmployees)
    .innerJoin(sightings, eq(sightings.id, sightedEmployees.sightingId))
    .where(
      and(
        eq(sightedEmployees.employeeId, actor.employeeId),
        before === undefined ? undefined : lt(sightedEmployees.sightingId, before),
      ),
    )
    .orderBy(desc(sightedEmployees.sightingId))
    .limit(sightingsPageSize + 1)
  const rows = [...(await recent), ...(await sealed)]
  return { rows: rows.slice(0, sightingsPageSize), more: rows.length > sightingsPageSize }
}
