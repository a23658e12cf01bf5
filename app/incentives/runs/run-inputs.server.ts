/** The frozen inputs of a run, read in chunks in order of employee number. */
import { and, asc, eq, gt } from 'drizzle-orm'
import type { Reader, Tx } from '#db/client.server.ts'
import { runInputs } from '#db/schema/incentives.ts'
import type { EmployeeInput } from '../payout/run-input.ts'

export type StoredInput = { employeeNumber: string; employeeId: string; input: EmployeeInput }

export const inputsAfter = (db: Reader | Tx, runId: string, after: string, count: number): Promise<StoredInput[]> =>
  Promise.resolve(
    db
      .select({ employeeNumber: runInputs.employeeNumber, employeeId: runInputs.employeeId, input: runInputs.input })
      .from(runInputs)
      .where(and(eq(runInputs.runId, runId), gt(runInputs.employeeNumber, after)))
      .orderBy(asc(runInputs.employeeNumber))
      .limit(count),
  )

/** Every input of a run, chunk by chunk. Between chunks other work gets its turn. */
export async function* inputChunks(db: Reader | Tx, runId: string, size = 2_000): AsyncGenerator<StoredInput[]> {
  let after = ''
  for (;;) {
    const chunk = await inputsAfter(db, runId, after, size)
    const last = chunk.at(-1)
    if (!last) return
    yield chunk
    after = last.employeeNumber
    await new Promise((resolve) => setImmediate(resolve))
  }
}
