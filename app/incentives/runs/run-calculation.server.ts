/** What a run's job does, chunk by chunk: freeze, pay, close. */
import { eq, sql } from 'drizzle-orm'
import { record } from '#app/audit/records.server.ts'
import { systemActor } from '#app/kernel/actor.ts'
import { dayOf, type Instant } from '#app/kernel/day.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { insertRows } from '#db/insert-rows.server.ts'
import { runExceptions, runInputs, runLines, runs, statements } from '#db/schema/incentives.ts'
import { pay } from '../payout/payout.ts'
import type { EmployeeInput, RunFrame } from '../payout/run-input.ts'
import type { RunControl } from '../payout/run-result.ts'
import { splitExceptionsOf } from '../payout/split-credit.ts'
import { addLine, closeTotals, type OpenTotals } from './run-control.ts'
import { correctionLines, releasedBefore } from './run-correction.server.ts'
import { lineTextWith, openDigest } from './run-digest.server.ts'
import type { FundedRun } from './run-funding.server.ts'
import { inputsAfter, type StoredInput } from './run-inputs.server.ts'
import { asStored, type LineAsStored, lineChunks, type PaidRows, type PersonPaid } from './run-lines.server.ts'
import { takingAlong } from './taken-along.ts'

export type RunRow = typeof runs.$inferSelect

/** A run by id, for its own job. */
export const runAtWork = async (db: Reader | Tx, runId: string): Promise<RunRow | null> => {
  const [row] = await db.select().from(runs).where(eq(runs.id, runId))
  return row ?? null
}

/** Whether a run is still wanted and which freezing its frame is of, without the frame: that is read once. */
export const runStanding = async (
  db: Reader,
  runId: string,
): Promise<Pick<RunRow, 'cancelledAt' | 'frozenAt'> | null> => {
  const [row] = await db
    .select({ cancelledAt: runs.cancelledAt, frozenAt: runs.frozenAt })
    .from(runs)
    .where(eq(runs.id, runId))
  return row ?? null
}

/** Rows that are cleared away in one short transaction. */
const clearedAtOnce = 500

const calculated = [runLines, statements, runExceptions, runInputs]

/** Whether nothing is there of an earlier calculation. */
export const isClear = async (db: Reader, runId: string): Promise<boolean> => {
  for (const table of calculated) {
    const found = await db.select({ runId: table.runId }).from(table).where(eq(table.runId, runId)).limit(1)
    if (found.length > 0) return false
  }
  return true
}

/** Empties some of what was frozen and calculated before. All at once kept the writer for ten seconds, for 100,000 people. */
export const clearSome = async (tx: Tx, runId: string): Promise<void> => {
  let left = clearedAtOnce
  for (const table of calculated) {
    if (left <= 0) return
    const some = sql`select rowid from ${table} where ${table.runId} = ${runId} limit ${left}`
    const gone = await tx.delete(table).where(sql`rowid in (${some})`).returning({ runId: table.runId })
    left -= gone.length
  }
}

/** Keeps frame and instant for this calculation. */
export const beginFreezing = async (tx: Tx, runId: string, frame: RunFrame, now: Instant): Promise<void> => {
  await tx.update(runs).set({ frame, frozenAt: now, population: null }).where(eq(runs.id, runId))
}

export const writeInputs = async (tx: Tx, runId: string, inputs: readonly StoredInput[]): Promise<void> => {
  await insertRows(
    tx,
    runInputs,
    inputs.map((input) => ({ runId, ...input })),
  )
}

/** Pays the next people after an employee number. */
export const payChunk = async (
  db: Reader,
  run: RunRow,
  { context, funded, splits }: FundedRun,
  after: string,
  count: number,
) => {
  const inputs = await inputsAfter(db, run.id, after, count)
  const released =
    run.kind === 'correction'
      ? await correctionLines(
          db,
          run,
          inputs.map(({ employeeId }) => employeeId),
        )
      : null
  const paid = inputs.map(({ employeeId, employeeNumber, input }): PersonPaid => {
    const { lines, exceptions } = pay(context, funded, input)
    return {
      employeeId,
      employeeNumber,
      unitPath: unitPathOf(context.frame, run, input),
      lines: released ? released(employeeId, input, lines) : lines,
      exceptions: [...exceptions, ...splitExceptionsOf(splits, input)],
    }
  })
  return { paid, last: inputs.at(-1)?.employeeNumber ?? null }
}

/** '/HO/B1/…/' from the frozen tree. Whoever has left belongs to the part of the bank that pays them. */
const unitPathOf = (frame: RunFrame, run: RunRow, { parts }: EmployeeInput): string => {
  const last = parts.at(-1)
  if (!last) return run.unitPath
  const parents = parentsOf(frame)
  let path = '/'
  for (let unit: string | undefined = last.unit; unit !== undefined; unit = parents.get(unit) ?? undefined)
    path = `/${unit}${path}`
  return path
}
const known = new WeakMap<RunFrame, Map<string, string | null>>()
const parentsOf = (frame: RunFrame): Map<string, string | null> => {
  const parents = known.get(frame) ?? new Map(frame.units.map((unit) => [unit.code, unit.parent]))
  known.set(frame, parents)
  return parents
}

export type Closing = { inputDigest: string; outputDigest: string; control: RunControl; population: number }

/** What closing says of the lines: all of them, in the order in which they are stored. */
const openLines = () => {
  const outputs = openDigest()
  const totals: OpenTotals = new Map()
  return {
    add: ({ line, steps }: LineAsStored) => {
      outputs.add(lineTextWith(line, steps))
      addLine(totals, line)
    },
    close: () => ({ outputDigest: outputs.close(), totals }),
  }
}
type LinePass = ReturnType<typeof openLines>

const linesPaid = takingAlong<RunFrame, LinePass>(openLines)

/** Takes the lines along of those paid after an employee number; `last` as `payChunk` says it. */
export const takeLinesAlong = (frame: RunFrame, after: string, { lines }: PaidRows, last: string | null): void =>
  linesPaid.take(frame, after, last, (pass) => {
    for (const row of lines) pass.add(asStored(row))
  })
/** The lines that were taken along, where that is all of them. */
export const linesTakenAlong = (frame: RunFrame): LinePass | null => linesPaid.whole(frame)

export const linesAsStored = async (db: Reader, runId: string): Promise<LinePass> => {
  const pass = openLines()
  for await (const chunk of lineChunks(db, runId)) for (const line of chunk) pass.add(line)
  return pass
}

/** Digests of everything that was read and written, and the control totals. */
export const closingOf = async (
  db: Reader,
  run: RunRow,
  { funded, inputDigest, population }: FundedRun,
  lines: LinePass,
): Promise<Closing> => {
  const { outputDigest, totals } = lines.close()
  return { inputDigest, outputDigest, control: closeTotals(totals, funded, await releasedBefore(db, run)), population }
}

export const closeCalculation = async (tx: Tx, run: RunRow, closing: Closing, now: Instant): Promise<void> => {
  const { components, pools } = closing.control
  // A correction may take more than a pool's reserve holds: whoever approves it sees that.
  const unbalanced = [...components, ...(run.kind === 'correction' ? [] : pools)].find((total) => !total.balanced)
  if (unbalanced) throw new Error(`run ${run.id}: control totals of ${unbalanced.component} do not balance`)
  await tx
    .update(runs)
    .set({ ...closing, calculatedAt: now })
    .where(eq(runs.id, run.id))
  const { inputDigest, outputDigest, population } = closing
  await record(
    tx,
    systemActor(dayOf(now, 'UTC')),
    'run.calculated',
    { kind: 'run', id: run.id, unitPath: run.unitPath },
    { after: { inputDigest, outputDigest, population } },
    now,
  )
}
