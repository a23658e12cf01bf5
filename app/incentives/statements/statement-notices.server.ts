/** Tells people that their statement is there. */
import { and, asc, eq, gt, isNotNull } from 'drizzle-orm'
import type { Instant } from '#app/kernel/day.ts'
import type { NoticeParams } from '#app/notices/notice.ts'
import { notifyEach } from '#app/notices/notices.server.ts'
import { accountsOfEmployees } from '#app/organisation/employees/employee-accounts.server.ts'
import { paths } from '#app/paths.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { statements } from '#db/schema/incentives.ts'
import { releasedLateOn } from '../runs/run.ts'
import type { RunRow } from '../runs/run-calculation.server.ts'

export type Announced = { employeeId: string; employeeNumber: string; accountId: string | null }

/** The next statements of a run with the accounts of their people. */
export const statementsToAnnounce = async (
  db: Reader,
  runId: string,
  after: string,
  count: number,
): Promise<Announced[]> => {
  const rows = await db
    .select({ employeeId: statements.employeeId, employeeNumber: statements.employeeNumber })
    .from(statements)
    .where(and(eq(statements.runId, runId), gt(statements.employeeNumber, after), isNotNull(statements.employeeId)))
    .orderBy(asc(statements.employeeNumber))
    .limit(count)
  const accounts = await accountsOfEmployees(
    db,
    rows.map(({ employeeId }) => employeeId),
  )
  return rows.map((row) => ({ ...row, accountId: accounts.get(row.employeeId) ?? null }))
}

export const announceStatements = (
  tx: Tx,
  run: RunRow,
  timeZone: string,
  people: readonly Announced[],
  now: Instant,
): Promise<void> => {
  const lateOn = releasedLateOn(run, timeZone)
  const said: { kind: string; params: NoticeParams } = lateOn
    ? { kind: 'statement-released-late', params: { pay: run.payOn, released: lateOn } }
    : { kind: 'statement-released', params: { pay: run.payOn } }
  const onceKey = `statement:${run.id}`
  return notifyEach(
    tx,
    people.flatMap(({ accountId }) =>
      accountId ? [{ accountId, ...said, link: paths.myStatement(run.id), onceKey }] : [],
    ),
    now,
  )
}
