/** Seals sightings into the chain: a record that holds how many there were and one digest over them all. */
import { createHash } from 'node:crypto'
import { asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Actor } from '#app/kernel/actor.ts'
import { canonical, type Json } from '#app/kernel/canonical.ts'
import type { Instant } from '#app/kernel/day.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { sightedEmployees, sightings } from '#db/schema/audit.ts'
import { record } from './records.server.ts'

export const sealAct = 'sightings.sealed'
const sightingsAtOnce = 300

/** Seals the oldest ones that are not yet; gives how many, 0 when all are. */
export const sealSightings = async (tx: Tx, actor: Actor, now: Instant): Promise<number> => {
  const rows = await tx
    .select()
    .from(sightings)
    .where(isNull(sightings.sealedBySeq))
    .orderBy(asc(sightings.id))
    .limit(sightingsAtOnce)
  const [first, last] = [rows[0], rows.at(-1)]
  if (!first || !last) return 0
  const subject = { kind: 'sightings', id: `${first.id}-${last.id}`, unitPath: '/' }
  const after = { count: rows.length, digest: await digestOfSightings(tx, rows) }
  const seq = await record(tx, actor, sealAct, subject, { after }, now)
  const ids = rows.map((row) => row.id)
  await tx.update(sightings).set({ sealedBySeq: seq }).where(inArray(sightings.id, ids))
  return rows.length
}

/** Whether what a seal covered is still what it was. */
export const isSealWhole = async (db: Reader, seq: number, content: Json): Promise<boolean> => {
  const rows = await db.select().from(sightings).where(eq(sightings.sealedBySeq, seq)).orderBy(asc(sightings.id))
  const after = { count: rows.length, digest: await digestOfSightings(db, rows) }
  return canonical(content) === canonical({ before: null, after })
}

type SightingRow = typeof sightings.$inferSelect

const digestOfSightings = async (db: Reader | Tx, rows: readonly SightingRow[]): Promise<string> => {
  const seen = await db
    .select()
    .from(sightedEmployees)
    .where(
      inArray(
        sightedEmployees.sightingId,
        rows.map((row) => row.id),
      ),
    )
    .orderBy(asc(sightedEmployees.sightingId), asc(sightedEmployees.employeeId))
  const whose = new Map<number, string[]>()
  for (const { sightingId, employeeId } of seen) {
    const known = whose.get(sightingId)
    if (known) known.push(employeeId)
    else whose.set(sightingId, [employeeId])
  }
  const hash = createHash('sha256')
  for (const row of rows)
    hash.update(
      `${canonical([row.id, row.at, row.accountId, row.accountName, row.what, row.place, whose.get(row.id) ?? []])}\n`,
    )
  return hash.digest('hex')
}
