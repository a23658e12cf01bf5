/**
 * Which credits a run reads. Its people are frozen in many transactions, and the shares of one deal may lie in two of
 * them: so one instant parts what belongs to the run from what waits for the next, or for a correction.
 */
import { and, gt, isNull, lte, max, or } from 'drizzle-orm'
import type { Instant } from '#app/kernel/day.ts'
import type { Tx } from '#db/client.server.ts'
import { productCredits, runs } from '#db/schema/incentives.ts'

/** Recorded by then and not yet withdrawn. Null is now: for what no run has frozen. */
export const stoodAt = (frozenAt: Instant | null) =>
  frozenAt === null
    ? isNull(productCredits.withdrawnAt)
    : and(
        lte(productCredits.recordedAt, frozenAt),
        or(isNull(productCredits.withdrawnAt), gt(productCredits.withdrawnAt, frozenAt)),
      )

/**
 * The instant to note of a credit that is recorded or withdrawn in this transaction: `now`, or just after the last
 * freezing. A request that began before a run was frozen and ends after it would otherwise count for some of its people.
 */
export const afterFreezing = async (tx: Tx, now: Instant): Promise<Instant> => {
  const [last] = await tx.select({ frozenAt: max(runs.frozenAt) }).from(runs)
  return Math.max(now, (last?.frozenAt ?? 0) + 1)
}
