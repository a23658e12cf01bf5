/** Lines, statements and exceptions of a run, written by chunks and read back as they were calculated. */
import { and, asc, eq, gt } from 'drizzle-orm'
import { canonical } from '#app/kernel/canonical.ts'
import type { Instant } from '#app/kernel/day.ts'
import type { Step } from '#app/kernel/step.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { insertRows } from '#db/insert-rows.server.ts'
import { runExceptions, runLines, statements } from '#db/schema/incentives.ts'
import { newId } from '#db/transact.server.ts'
import type { ExplainedLine, RunException } from '../payout/run-result.ts'
import { inLineOrder } from './run-digest.server.ts'

export type PersonPaid = {
  employeeId: string
  employeeNumber: string
  unitPath: string
  lines: readonly ExplainedLine[]
  exceptions: readonly RunException[]
}

type LineRow = typeof runLines.$inferSelect

export type PaidRows = {
  people: number
  lines: LineRow[]
  statements: (typeof statements.$inferInsert)[]
  exceptions: Omit<typeof runExceptions.$inferInsert, 'id'>[]
}

/** People as rows, made before the transaction that writes them: others wait while it is open. */
export const rowsOfPaid = (runId: string, people: readonly PersonPaid[]): PaidRows => ({
  people: people.length,
  lines: people.flatMap((person) => inLineOrder(person.lines).map((line) => lineRow(runId, person.employeeId, line))),
  statements: people.filter((person) => person.lines.length > 0).map((person) => statementRow(runId, person)),
  exceptions: people.flatMap(({ employeeId, exceptions }) =>
    exceptions.map(({ employee, component, code, severity, subject }) => ({
      ...{ runId, employeeId, employeeNumber: employee, code, severity },
      detail: { component, subject },
    })),
  ),
})

export const writePaid = async (tx: Tx, rows: PaidRows, now: Instant): Promise<void> => {
  await insertRows(tx, runLines, rows.lines)
  await insertRows(tx, statements, rows.statements)
  const exceptions = rows.exceptions.map((exception) => ({ id: newId(tx, 'rex', now), ...exception }))
  await insertRows(tx, runExceptions, exceptions)
}

const lineRow = (runId: string, employeeId: string, line: ExplainedLine): LineRow => ({
  runId,
  employeeNumber: line.employee,
  employeeId,
  component: line.component,
  kind: line.kind,
  source: line.source ?? '',
  calculatedMinor: line.calculatedMinor,
  forfeitedMinor: line.forfeitedMinor,
  cutMinor: line.cutMinor,
  adjustedMinor: line.adjustedMinor,
  awardedMinor: line.awardedMinor,
  deferredMinor: line.deferredMinor,
  heldMinor: line.heldMinor,
  payableMinor: line.payableMinor,
  instalments: [...line.instalments],
  heldBy: [...line.heldBy],
  steps: canonical(line.steps),
})

const statementRow = (runId: string, person: PersonPaid): typeof statements.$inferInsert => {
  const total = (field: 'awardedMinor' | 'deferredMinor' | 'heldMinor' | 'payableMinor') =>
    person.lines.reduce((sum, line) => sum + line[field], 0)
  return {
    runId,
    employeeId: person.employeeId,
    employeeNumber: person.employeeNumber,
    unitPath: person.unitPath,
    awardedMinor: total('awardedMinor'),
    deferredMinor: total('deferredMinor'),
    heldMinor: total('heldMinor'),
    payableMinor: total('payableMinor'),
  }
}

/** A stored line as the engine gave it. */
export const lineOf = (row: LineRow): ExplainedLine => ({
  ...figuresOf(row),
  steps: JSON.parse(row.steps) as Step[],
})

const figuresOf = (row: LineRow): Omit<ExplainedLine, 'steps'> => ({
  employee: row.employeeNumber,
  component: row.component,
  kind: row.kind,
  ...(row.source ? { source: row.source } : {}),
  calculatedMinor: row.calculatedMinor,
  forfeitedMinor: row.forfeitedMinor,
  cutMinor: row.cutMinor,
  adjustedMinor: row.adjustedMinor,
  awardedMinor: row.awardedMinor,
  deferredMinor: row.deferredMinor,
  heldMinor: row.heldMinor,
  payableMinor: row.payableMinor,
  instalments: row.instalments,
  heldBy: row.heldBy,
})

/** A line with its steps as the text that is stored. */
export type LineAsStored = { line: Omit<ExplainedLine, 'steps'>; steps: string }
export const asStored = (row: LineRow): LineAsStored => ({ line: figuresOf(row), steps: row.steps })

export type StoredLine = ExplainedLine & { employeeId: string }

/** Lines of the next people after an employee number: about `size` of them, whole people only. */
export const linesAfter = async (
  db: Reader | Tx,
  runId: string,
  after: string,
  size: number,
): Promise<StoredLine[]> => {
  const rows = await rowsAfter(db, runId, after, size)
  return rows.map((row) => ({ ...lineOf(row), employeeId: row.employeeId }))
}

const rowsAfter = async (db: Reader | Tx, runId: string, after: string, size: number) => {
  const rows = await db
    .select()
    .from(runLines)
    .where(and(eq(runLines.runId, runId), gt(runLines.employeeNumber, after)))
    .orderBy(asc(runLines.employeeNumber), asc(runLines.kind), asc(runLines.component), asc(runLines.source))
    .limit(size)
  const last = rows.at(-1)
  if (!last) return []
  // The last person may be cut off by the limit: they come with the next chunk, unless they are all there is.
  const whole = rows.length < size ? rows : rows.filter((row) => row.employeeNumber !== last.employeeNumber)
  return whole.length > 0 ? whole : rows
}

/** Every line of a run, chunk by chunk; between chunks other work gets its turn. */
export async function* lineChunks(db: Reader | Tx, runId: string, size = 5_000): AsyncGenerator<LineAsStored[]> {
  let after = ''
  for (;;) {
    const rows = await rowsAfter(db, runId, after, size)
    const last = rows.at(-1)
    if (!last) return
    yield rows.map(asStored)
    after = last.employeeNumber
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** What a run pays some people by its own components; nothing of earlier runs. */
export const linesPaying = async (db: Reader, runId: string, employeeIds: readonly string[]): Promise<StoredLine[]> => {
  const own = and(eq(runLines.runId, runId), eq(runLines.kind, 'component'), anyOf(runLines.employeeId, employeeIds))
  const rows = await db.select().from(runLines).where(own)
  return rows.map((row) => ({ ...lineOf(row), employeeId: row.employeeId }))
}

export const linesOfPerson = async (db: Reader | Tx, runId: string, employeeId: string): Promise<ExplainedLine[]> => {
  const rows = await db
    .select()
    .from(runLines)
    .where(and(eq(runLines.runId, runId), eq(runLines.employeeId, employeeId)))
    .orderBy(asc(runLines.kind), asc(runLines.component), asc(runLines.source))
  return rows.map(lineOf)
}
