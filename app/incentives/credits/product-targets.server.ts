/** Product targets, against which a piece rate in percent of target pays: set one by one or from a file, and taken back. */
import { and, desc, eq, sql } from 'drizzle-orm'
import { record } from '#app/audit/records.server.ts'
import { can, scopeOf } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day, Instant } from '#app/kernel/day.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import type { TableReason } from '#app/kernel/table.ts'
import { readTable } from '#app/kernel/table-reader.server.ts'
import type { Locale } from '#app/kernel/words.ts'
import {
  employeeMatches,
  employeeNameColumn,
  employeeNumberColumn,
  employeePathColumn,
  standsWithin,
} from '#app/organisation/employees/employee-columns.server.ts'
import { employeeRows, employeesByNumber } from '#app/organisation/employees/employees.server.ts'
import { findCycle } from '#app/performance/cycles.server.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { productTargets } from '#db/schema/incentives.ts'
import { transact } from '#db/transact.server.ts'
import { atOnce, fileLimits, mayImport, productsByName, unitAbove } from './credits.server.ts'
import { mostListed, proposedColumns } from './sales-file.ts'
import { checkTargets, numbersIn, type Target, targetColumns, targetVolume } from './target-row.ts'

export type TargetRefusal =
  | TableReason
  | 'not-allowed'
  | 'cycle-unknown'
  | 'employee-unknown'
  | 'not-paid-for'
  | 'not-above-zero'
  | 'missing-columns'
  | 'target-faults'
  | 'no-such-target'

export type TargetFilter = { cycleId: string; search: string; product: string }

/** Targets of a cycle within the actor's reach, the newest first; people belong where they are on the actor's day. */
export const targetsVisible = (db: Reader, actor: Actor, { cycleId, search, product }: TargetFilter) => {
  const unitPath = employeePathColumn(productTargets.employeeId, actor.today)
  return db
    .select({
      cycleId: productTargets.cycleId,
      employeeId: productTargets.employeeId,
      employeeNumber: employeeNumberColumn(productTargets.employeeId),
      employeeName: employeeNameColumn(productTargets.employeeId),
      unitPath,
      product: productTargets.product,
      volume: productTargets.volume,
      recordedAt: productTargets.recordedAt,
    })
    .from(productTargets)
    .where(
      and(
        eq(productTargets.cycleId, cycleId),
        standsWithin({ ...scopeOf(actor, 'credits'), employeeIds: [] }, productTargets.employeeId, unitPath),
        search ? employeeMatches(productTargets.employeeId, search) : undefined,
        product ? eq(productTargets.product, product) : undefined,
      ),
    )
    .orderBy(desc(productTargets.recordedAt), productTargets.employeeId, productTargets.product)
    .limit(mostListed)
}

/** Sets one person's target, in place of the one before. */
export const setTarget = (
  db: Db | Tx,
  actor: Actor,
  given: { cycleId: string; number: string; product: string; volume: string },
  now: Instant,
): Promise<Outcome<undefined, TargetRefusal>> =>
  transact(db, async (tx) => {
    const cycle = await findCycle(tx, given.cycleId)
    if (!cycle) return refused('cycle-unknown')
    const person = (await employeesByNumber(tx, [given.number])).get(given.number)
    const reach = await reachFor(tx, actor, person ? [person.id] : [], cycle.toOn)
    if (!person || reach.of(person.id) !== 'mine-to-set') return refused('employee-unknown')
    const product = (await productsByName(tx)).get(given.product)
    if (product === undefined) return refused('not-paid-for')
    const read = targetVolume(given.volume)
    if ('reason' in read) return refused('not-above-zero')
    const target = { employeeId: person.id, product, volume: read.volume }
    const [before] = await standing(tx, cycle.id, [target])
    await write(tx, actor, cycle.id, [target], now)
    const subject = { kind: 'product-target', id: `${cycle.id} ${person.id} ${product}`, unitPath: reach.above }
    await record(tx, actor, 'product-target.set', subject, { before: before?.volume ?? null, after: read.volume }, now)
    return done()
  })

/** Writes every row of the file, or names its faults and writes none. The same file again changes nothing. */
export const importTargets = async (
  db: Db,
  actor: Actor,
  given: { cycleId: string; fileName: string; bytes: Uint8Array; locale: Locale },
  now: Instant,
): Promise<Outcome<{ changed: number }, TargetRefusal>> => {
  if (!mayImport(actor)) return refused('not-allowed')
  const table = await readTable(given.bytes, { limits: fileLimits })
  if (!table.ok) return table
  const { mapping, missing } = proposedColumns(table.value.header, targetColumns, given.locale)
  if (missing) return refused('missing-columns', { columns: missing })
  return transact(db, async (tx): Promise<Outcome<{ changed: number }, TargetRefusal>> => {
    const cycle = await findCycle(tx, given.cycleId)
    if (!cycle) return refused('cycle-unknown')
    const found = await employeesByNumber(tx, numbersIn(table.value, mapping))
    const people = new Map([...found].map(([number, { id }]) => [number, id]))
    const reach = await reachFor(tx, actor, [...people.values()], cycle.toOn)
    const facts = { people, products: await productsByName(tx), reach: reach.of }
    const { targets, faults } = checkTargets(table.value, mapping, facts)
    if (faults.length > 0)
      return refused('target-faults', { count: faults.length, faults: faults.slice(0, mostListed) })
    const before = new Map((await standing(tx, cycle.id, targets)).map((each) => [keyOf(each), each.volume]))
    const changed = targets.filter((target) => before.get(keyOf(target)) !== target.volume)
    if (changed.length === 0) return done({ changed: 0 })
    await write(tx, actor, cycle.id, changed, now)
    const subject = { kind: 'product-target', id: cycle.id, unitPath: reach.above }
    const after = { fileName: given.fileName, changed: changed.length }
    await record(tx, actor, 'product-target.imported', subject, { after }, now)
    return done({ changed: changed.length })
  })
}

/** Takes a target back: what is paid in percent of it becomes an exception of the next run. */
export const withdrawTarget = (
  db: Db | Tx,
  actor: Actor,
  given: { cycleId: string; employeeId: string; product: string },
  now: Instant,
): Promise<Outcome<undefined, TargetRefusal>> =>
  transact(db, async (tx) => {
    const cycle = await findCycle(tx, given.cycleId)
    if (!cycle) return refused('cycle-unknown')
    const reach = await reachFor(tx, actor, [given.employeeId], cycle.toOn)
    if (reach.of(given.employeeId) !== 'mine-to-set') return refused('not-allowed')
    const [before] = await standing(tx, cycle.id, [given])
    if (!before) return refused('no-such-target')
    await tx
      .delete(productTargets)
      .where(
        and(
          eq(productTargets.cycleId, cycle.id),
          eq(productTargets.employeeId, given.employeeId),
          eq(productTargets.product, given.product),
        ),
      )
    const subject = { kind: 'product-target', id: `${cycle.id} ${keyOf(given)}`, unitPath: reach.above }
    await record(tx, actor, 'product-target.withdrawn', subject, { before: before.volume }, now)
    return done()
  })

const keyOf = ({ employeeId, product }: { employeeId: string; product: string }) => `${employeeId} ${product}`

const standing = async (tx: Tx, cycleId: string, wanted: readonly { employeeId: string; product: string }[]) => {
  const ids = [...new Set(wanted.map(({ employeeId }) => employeeId))]
  const products = [...new Set(wanted.map(({ product }) => product))]
  const keys = new Set(wanted.map(keyOf))
  const rows = await tx
    .select()
    .from(productTargets)
    .where(
      and(
        eq(productTargets.cycleId, cycleId),
        anyOf(productTargets.employeeId, ids),
        anyOf(productTargets.product, products),
      ),
    )
  return rows.filter((row) => keys.has(keyOf(row)))
}

const write = async (
  tx: Tx,
  actor: Actor,
  cycleId: string,
  targets: readonly Target[],
  now: Instant,
): Promise<void> => {
  for (let at = 0; at < targets.length; at += atOnce)
    await tx
      .insert(productTargets)
      .values(
        targets.slice(at, at + atOnce).map((target) => ({ ...target, cycleId, recordedBy: actor.id, recordedAt: now })),
      )
      .onConflictDoUpdate({
        target: [productTargets.cycleId, productTargets.employeeId, productTargets.product],
        set: { volume: sql`excluded.volume`, recordedBy: actor.id, recordedAt: now },
      })
}

/** For whom one may set targets, and the unit above them all; people belong where they are by the cycle's end. */
const reachFor = async (tx: Tx, actor: Actor, ids: readonly string[], day: Day) => {
  const until = day < actor.today ? day : actor.today
  const rows = await employeeRows(tx, [...new Set(ids)], until)
  const paths = new Map(rows.map(({ id, unitPath }) => [id, unitPath]))
  const of = (employeeId: string) => {
    const unitPath = paths.get(employeeId) ?? ''
    if (can(actor, 'credit.import', { employeeId, unitPath })) return 'mine-to-set' as const
    return actor.employeeId === employeeId ? ('self' as const) : ('outside' as const)
  }
  return { of, above: unitAbove([...paths.values()]) }
}
