/** Product credits, which a piece rate pays: imported from a file whole or not at all, listed, and withdrawn. */
import { createHash } from 'node:crypto'
import { and, desc, eq, isNull, or, sql } from 'drizzle-orm'
import { record } from '#app/audit/records.server.ts'
import { can, canSomewhere, scopeOf } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day, Instant } from '#app/kernel/day.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import { type TableReason, tableLimits } from '#app/kernel/table.ts'
import { readTable } from '#app/kernel/table-reader.server.ts'
import { isWithin } from '#app/kernel/tree-path.ts'
import type { Locale, Words } from '#app/kernel/words.ts'
import {
  employeeMatches,
  employeeNameColumn,
  employeeNumberColumn,
  employeePathColumn,
  holdsFewerThan,
  standsWithin,
} from '#app/organisation/employees/employee-columns.server.ts'
import { employeeRows, employeesByNumber } from '#app/organisation/employees/employees.server.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { planVersions, productCredits } from '#db/schema/incentives.ts'
import { newId, transact } from '#db/transact.server.ts'
import { afterFreezing } from './credit-freezing.server.ts'
import { type CreditFile, type CreditRow, checkCredits, creditColumns, readCredits } from './credit-row.ts'
import { mostListed, mostOfSalesFile, proposedColumns } from './sales-file.ts'

export type CreditRefusal =
  | TableReason
  | 'not-allowed'
  | 'missing-columns'
  | 'credit-faults'
  | 'imported-already'
  | 'withdrawn-already'

/** A file is read, checked and written in one go: it stays small enough for that. */
export const fileLimits = { ...tableLimits, bytes: mostOfSalesFile, rows: 20_000 }
/** Rows that one statement inserts. */
export const atOnce = 500

/** Whether the person may record credits in some part of the bank. */
export const mayImport = (actor: Actor): boolean => canSomewhere(actor, 'credit.import')

/** What active plans pay a piece rate for. */
export const productsPaid = async (db: Reader | Tx): Promise<{ product: string; name: Words }[]> => {
  const plans = await db
    .select({ definition: planVersions.definition })
    .from(planVersions)
    .where(eq(planVersions.state, 'active'))
  const products = plans
    .flatMap(({ definition }) => definition.components)
    .flatMap((component) => (component.kind === 'piece-rate' ? component.products : []))
  return [...new Map(products.map(({ product, name }) => [product, { product, name }])).values()]
}

/** Codes of what active plans pay for, by themselves and by their names. */
export const productsByName = async (db: Reader | Tx): Promise<Map<string, string>> =>
  new Map(
    (await productsPaid(db)).flatMap(({ product, name }) =>
      [...Object.values(name), product].map((each) => [each, product] as const),
    ),
  )

/** Writes every row of the file, or names its faults and writes none. The same file again changes nothing. */
export const importCredits = async (
  db: Db,
  actor: Actor,
  given: { fileName: string; bytes: Uint8Array; locale: Locale },
  now: Instant,
): Promise<Outcome<{ rows: number }, CreditRefusal>> => {
  if (!mayImport(actor)) return refused('not-allowed')
  const table = await readTable(given.bytes, { limits: fileLimits })
  if (!table.ok) return table
  const { mapping, missing } = proposedColumns(table.value.header, creditColumns, given.locale)
  if (missing) return refused('missing-columns', { columns: missing })
  const file = readCredits(table.value, mapping)
  const fileDigest = createHash('sha256').update(given.bytes).digest('hex')
  return transact(db, async (tx): Promise<Outcome<{ rows: number }, CreditRefusal>> => {
    const before = await recordedOf(tx, file.rows)
    if (before.digests.has(fileDigest)) return refused('imported-already')
    const known = await peopleOf(tx, actor, file)
    const products = await productsByName(tx)
    const facts = { today: actor.today, people: known.people, products, recorded: before.splits, reach: known.reach }
    const { credits, faults } = checkCredits(file, facts)
    if (faults.length > 0)
      return refused('credit-faults', { count: faults.length, faults: faults.slice(0, mostListed) })
    const recordedAt = await afterFreezing(tx, now)
    for (let at = 0; at < credits.length; at += atOnce)
      await tx.insert(productCredits).values(
        credits.slice(at, at + atOnce).map(({ row, ...credit }) => ({
          ...credit,
          id: newId(tx, 'crd', now),
          fileName: given.fileName,
          fileDigest,
          sourceRow: row,
          recordedBy: actor.id,
          recordedAt,
        })),
      )
    const subject = { kind: 'credit', id: fileDigest, unitPath: known.above }
    const after = { fileName: given.fileName, fileDigest, rows: credits.length }
    await record(tx, actor, 'credit.imported', subject, { after }, now)
    return done({ rows: credits.length })
  })
}

/** What stands of the file's deals already: their shares, and the files that they came in. */
const recordedOf = async (tx: Tx, rows: readonly CreditRow[]) => {
  const deals = [...new Set(rows.map(({ deal }) => deal))]
  const found = await tx
    .select({ deal: productCredits.deal, splitBp: productCredits.splitBp, fileDigest: productCredits.fileDigest })
    .from(productCredits)
    .where(and(anyOf(productCredits.deal, deals), isNull(productCredits.withdrawnAt)))
  const splits = new Map<string, number>()
  for (const { deal, splitBp } of found) splits.set(deal, (splits.get(deal) ?? 0) + splitBp)
  return { splits, digests: new Set(found.map(({ fileDigest }) => fileDigest)) }
}

/** Who is meant, where they belonged on the day of each credit, and the unit above them all. */
const peopleOf = async (tx: Tx, actor: Actor, { rows }: CreditFile) => {
  const found = await employeesByNumber(tx, [...new Set(rows.map(({ number }) => number))])
  const people = new Map([...found].map(([number, { id }]) => [number, id]))
  const days = new Map<Day, Set<string>>()
  for (const { number, day } of rows) {
    const id = people.get(number)
    if (id) days.set(day ?? actor.today, (days.get(day ?? actor.today) ?? new Set()).add(id))
  }
  const paths = new Map<string, string>()
  for (const [day, ids] of days)
    for (const { id, unitPath } of await employeeRows(tx, [...ids], day)) paths.set(`${id} ${day}`, unitPath)
  const reach = (employeeId: string, day: Day) => {
    const unitPath = paths.get(`${employeeId} ${day}`) ?? ''
    if (can(actor, 'credit.import', { employeeId, unitPath })) return 'mine-to-record'
    return actor.employeeId === employeeId ? 'self' : 'outside'
  }
  return { people, reach, above: unitAbove([...paths.values()]) }
}

/** '/HO/B1/', '/HO/B2/' → '/HO/'. */
export const unitAbove = (paths: readonly string[]): string => {
  const [first = '/', ...rest] = paths
  const codes = first.split('/').slice(1, -1)
  const ends = codes.map((_, index) => `/${codes.slice(0, index + 1).join('/')}/`)
  return ends.findLast((path) => rest.every((each) => isWithin(each, path))) ?? '/'
}

export type CreditFilter = { search: string; product: string }

/** The newest credits within the actor's reach, withdrawn ones among them; leavers belong where they were that day. */
export const creditsVisible = async (db: Reader, actor: Actor, { search, product }: CreditFilter) => {
  const unitPath = employeePathColumn(productCredits.employeeId, productCredits.creditedOn)
  const scope = { ...scopeOf(actor, 'credits'), employeeIds: [] }
  // From person to person where there are few of them, or else from the newest credit on until the list is full.
  const isFromNewest = !search && !(await holdsFewerThan(db, scope, 300))
  const newest = [desc(productCredits.creditedOn), desc(productCredits.id)]
  const shown = db
    .select({ id: productCredits.id })
    .from(productCredits)
    .where(
      and(
        standsWithin(scope, productCredits.employeeId, unitPath, isFromNewest),
        search ? or(employeeMatches(productCredits.employeeId, search), eq(productCredits.deal, search)) : undefined,
        product ? sql`${isFromNewest ? sql`` : sql`+`}${productCredits.product} = ${product}` : undefined,
      ),
    )
    .orderBy(...newest)
    .limit(mostListed)
    .as('shown')
  return db
    .select({
      id: productCredits.id,
      employeeId: productCredits.employeeId,
      employeeNumber: employeeNumberColumn(productCredits.employeeId),
      employeeName: employeeNameColumn(productCredits.employeeId),
      unitPath,
      product: productCredits.product,
      volume: productCredits.volume,
      splitBp: productCredits.splitBp,
      creditedOn: productCredits.creditedOn,
      deal: productCredits.deal,
      fileName: productCredits.fileName,
      sourceRow: productCredits.sourceRow,
      withdrawnAt: productCredits.withdrawnAt,
    })
    .from(shown)
    .innerJoin(productCredits, eq(productCredits.id, shown.id))
    .orderBy(...newest)
}

/** Takes a credit back: runs frozen from now on do not pay it, a correction takes back what others paid, and its deal can be recorded anew. */
export const withdrawCredit = (
  db: Db | Tx,
  actor: Actor,
  given: { creditId: string },
  now: Instant,
): Promise<Outcome<{ id: string }, CreditRefusal>> =>
  transact(db, async (tx) => {
    if (!mayImport(actor)) return refused('not-allowed')
    const [credit] = await tx
      .select()
      .from(productCredits)
      .where(and(eq(productCredits.id, given.creditId), isNull(productCredits.withdrawnAt)))
    if (!credit) return refused('withdrawn-already')
    const { employeeId, product, volume, splitBp, creditedOn, deal } = credit
    const [person] = await employeeRows(tx, [employeeId], creditedOn)
    const unitPath = person?.unitPath ?? ''
    if (!can(actor, 'credit.import', { employeeId, unitPath })) return refused('not-allowed')
    const withdrawnAt = await afterFreezing(tx, now)
    await tx.update(productCredits).set({ withdrawnAt }).where(eq(productCredits.id, credit.id))
    const before = { employeeId, product, volume, splitBp, creditedOn, deal }
    await record(tx, actor, 'credit.withdrawn', { kind: 'credit', id: credit.id, unitPath }, { before }, now)
    return done({ id: credit.id })
  })
