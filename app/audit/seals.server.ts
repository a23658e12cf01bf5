/** Seals sightings into the chain: a record that holds how many there were and one digest over them all. */
import { createHash } from 'node:crypto'
import { asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#app/kernel/actor.ts'
import { canonical, type Json } from '#app/kernel/canonical.ts'
import type { Instant } from '#app/kernel/day.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { insertRows } from '#db/insert-rows.server.ts'
import { sightedEmployees, sightings } from '#db/schema/audit.ts'
import { record } from './records.server.ts'

export const sealAct = 'sightings.sealed'
const sightingsAtOnce = 300
/** Of all of them together: the writer is held while they are spread out. */
const employeesAtOnce = 2_000

/** Seals the oldest ones that are not yet, and spreads them out by person; gives how many, 0 when all are. */
export const sealSightings = async (tx: Tx, actor: Actor, now: Instant): Promise<number> => {
  const ids = await nextToSeal(tx)
  if (ids.length === 0) return 0
  const rows = await tx.select().from(sightings).where(inArray(sightings.id, ids)).orderBy(asc(sightings.id))
  const subject = { kind: 'sightings', id: `${ids[0]}-${ids.at(-1)}`, unitPath: '/' }
  const after = { count: rows.length, digest: digestOfSightings(rows) }
  const seq = await record(tx, actor, sealAct, subject, { after }, now)
  await tx.update(sightings).set({ sealedBySeq: seq }).where(inArray(sightings.id, ids))
  await insertRows(tx, sightedEmployees, byPerson(rows))
  return rows.length
}

/** The oldest, and as many after it as one goes over in a step. */
const nextToSeal = async (tx: Tx): Promise<number[]> => {
  const oldest = await tx
    .select({ id: sightings.id, count: sql<number>`json_array_length(${sightings.employees})` })
    .from(sightings)
    .where(isNull(sightings.sealedBySeq))
    .orderBy(asc(sightings.id))
    .limit(sightingsAtOnce)
  let people = 0
  const over = oldest.findIndex(({ count }, index) => {
    people += count
    return index > 0 && people > employeesAtOnce
  })
  return (over < 0 ? oldest : oldest.slice(0, over)).map(({ id }) => id)
}

/** Whether what a seal covered is still what it was. */
export const isSealWhole = async (db: Reader, seq: number, content: Json): Promise<boolean> => {
  const rows = await db.select().from(sightings).where(eq(sightings.sealedBySeq, seq)).orderBy(asc(sightings.id))
  const after = { count: rows.length, digest: digestOfSightings(rows) }
  return canonical(content) === canonical({ before: null, after }) && (await isSpread(db, rows))
}

type SightingRow = typeof sightings.$inferSelect

const byPerson = (rows: readonly SightingRow[]) =>
  rows.flatMap(({ id, employees }) => employees.map((employeeId) => ({ sightingId: id, employeeId })))

const digestOfSightings = (rows: readonly SightingRow[]): string => {
  const hash = createHash('sha256')
  for (const { id, at, accountId, accountName, what, place, employees } of rows)
    hash.update(`${canonical([id, at, accountId, accountName, what, place, employees])}\n`)
  return hash.digest('hex')
}

/** Whether everybody who was looked at can learn of it. */
const isSpread = async (db: Reader, rows: readonly SightingRow[]): Promise<boolean> => {
  const spread = await db
    .select({ sightingId: sightedEmployees.sightingId, employeeId: sightedEmployees.employeeId })
    .from(sightedEmployees)
    .where(
      inArray(
        sightedEmployees.sightingId,
        rows.map((row) => row.id),
      ),
    )
    .orderBy(asc(sightedEmployees.sightingId), asc(sightedEmployees.employeeId))
  return canonical(spread) === canonical(byPerson(rows))
}
