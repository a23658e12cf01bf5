import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { Reader } from '#db/client.server.ts'
import { deferralInstalments, runs } from '#db/schema/incentives.ts'

/** A person's instalments of deferred pay, released ones only, by the day on which they vest. */
export const instalmentsOf = async (db: Reader, employeeId: string) =>
  db
    .select({
      id: deferralInstalments.id,
      component: deferralInstalments.component,
      vestsOn: deferralInstalments.vestsOn,
      amountMinor: deferralInstalments.amountMinor,
      malusMinor: deferralInstalments.malusMinor,
      paidByRunId: deferralInstalments.paidByRunId,
      currency: runs.currency,
      runName: runs.name,
    })
    .from(deferralInstalments)
    .innerJoin(runs, eq(runs.id, deferralInstalments.runId))
    .where(and(eq(deferralInstalments.employeeId, employeeId), isNotNull(runs.releasedAt)))
    .orderBy(asc(deferralInstalments.vestsOn), asc(deferralInstalments.no))
