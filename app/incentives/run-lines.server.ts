/** Lines, statements and exceptions of a run, written by chunks and read back as they were calculated. */
import { and, asc, eq, gt } from 'drizzle-orm'
import { canonical } from '#app/kernel/canonical.ts'
import type { Instant } from '#app/kernel/day.ts'
import type { Step } from '#app/kernel/step.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { runExceptions, runLines, statements } from '#db/schema/incentives.ts'
import { newId } from '#db/transact.server.ts'
import { inLineOrder } from './run-digest.server.ts'
import type { ExplainedLine, RunException } from './run-result.ts'

export type PersonPaid = {
  employeeId: string
  employeeNumber: string
  unitPath: string
  lines: readonly ExplainedLine[]
  exceptions: readonly RunException[]
}

/** Rows of one insert: SQLite takes 32,766 values in a statement. */
const rowsAtOnce = 400

/** Empties what an earlier calculation of the run wrote. */
export const clearLines = async (tx: Tx, runId: string): Promise<void> => {
  await tx.delete(runLines).where(eq(runLines.runId, runId))
  await tx.delete(statements).where(eq(statements.runId, runId))
  await tx.delete(runExceptions).where(eq(runExceptions.runId, runId))
}

export const writePaid = async (tx: Tx, runId: string, people: readonly PersonPaid[], now: Instant): Promise<void> => {
  const lines = people.flatMap((person) =>
    inLineOrder(person.lines).map((line) => lineRow(runId, person.employeeId, line)),
  )
  for (let from = 0; from < lines.length; from += rowsAtOnce)
    await tx.insert(runLines).values(lines.slice(from, from + rowsAtOnce))
  const totals = people.filter((person) => person.lines.length > 0).map((person) => statementRow(runId, person))
  for (let from = 0; from < totals.length; from += rowsAtOnce)
    await tx.insert(statements).values(totals.slice(from, from + rowsAtOnce))
  const exceptions = people.flatMap((person) =>
    person.exceptions.map(({ employee, component, code, severity, subject }) => ({
      id: newId(tx, 'rex', now),
      runId,
      employeeId: person.employeeId,
      employeeNumber: employee,
      code,
      severity,
      detail: { component, subject },
    })),
  )
  for (let from = 0; from < exceptions.length; from += rowsAtOnce)
    await tx.insert(runExceptions).values(exceptions.slice(from, from + rowsAtOnce))
}

const lineRow = (runId: string, employeeId: string, line: ExplainedLine): typeof runLines.$inferInsert => ({
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
export const lineOf = (row: typeof runLines.$inferSelect): ExplainedLine => ({
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
  steps: JSON.parse(row.steps) as Step[],
})

export type StoredLine = ExplainedLine & { employeeId: string }

/** Lines of the next people after an employee number: about `size` of them, whole people only. */
export const linesAfter = async (
  db: Reader | Tx,
  runId: string,
  after: string,
  size: number,
): Promise<StoredLine[]> => {
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
  return (whole.length > 0 ? whole : rows).map((row) => ({ ...lineOf(row), employeeId: row.employeeId }))
}

/** Every line of a run, chunk by chunk; between chunks other work gets its turn. */
export async function* lineChunks(db: Reader | Tx, runId: string, size = 5_000): AsyncGenerator<StoredLine[]> {
  let after = ''
  for (;;) {
    const lines = await linesAfter(db, runId, after, size)
    const last = lines.at(-1)
    if (!last) return
    yield lines
    after = last.employee
    await new Promise((resolve) => setImmediate(resolve))
  }
}

export const linesOfPerson = async (db: Reader | Tx, runId: string, employeeId: string): Promise<ExplainedLine[]> => {
  const rows = await db
    .select()
    .from(runLines)
    .where(and(eq(runLines.runId, runId), eq(runLines.employeeId, employeeId)))
    .orderBy(asc(runLines.kind), asc(runLines.component), asc(runLines.source))
  return rows.map(lineOf)
}
