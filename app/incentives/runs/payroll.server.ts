/** What payroll is handed: a line a person, then the control totals — count, sums, and the digest of the run. */

import type { Actor } from '#app/kernel/actor.ts'
import { digitsOf } from '#app/kernel/currency.ts'
import { majorOf } from '#app/kernel/money.ts'
import type { Reader } from '#db/client.server.ts'
import { statementsOfRun, totalsOfRun } from '../statements/statements.server.ts'
import type { Run } from './runs.server.ts'

export type PayrollRow = {
  kind: 'person' | 'total'
  number: string
  name: string
  awarded: string
  deferred: string
  held: string
  payable: string
  count: number | null
  digest: string
}

export const payrollRows = async (
  db: Reader,
  actor: Actor,
  run: Run,
): Promise<{ rows: PayrollRow[]; employeeIds: string[] }> => {
  const major = (minor: number) => majorOf(minor, run.currency).toFixed(digitsOf(run.currency))
  const amounts = (row: { awardedMinor: number; deferredMinor: number; heldMinor: number; payableMinor: number }) => ({
    awarded: major(row.awardedMinor),
    deferred: major(row.deferredMinor),
    held: major(row.heldMinor),
    payable: major(row.payableMinor),
  })
  const rows: PayrollRow[] = []
  const employeeIds: string[] = []
  for (let after = ''; ; ) {
    const page = await statementsOfRun(db, actor, { runId: run.id, after, count: 2_000 })
    for (const row of page) {
      employeeIds.push(row.employeeId)
      rows.push({
        kind: 'person',
        number: row.employeeNumber,
        name: row.employeeName,
        ...amounts(row),
        count: null,
        digest: '',
      })
    }
    const last = page.at(-1)
    if (!last || page.length < 2_000) break
    after = last.employeeNumber
  }
  const totals = await totalsOfRun(db, actor, run.id)
  rows.push({
    kind: 'total',
    number: '',
    name: '',
    ...amounts(totals),
    count: totals.people,
    digest: run.outputDigest ?? '',
  })
  return { rows, employeeIds }
}
