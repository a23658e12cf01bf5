/** The cycles under way in the actor's part of the bank, with how far each is: what HR's home says of them. */
import { and, count, eq } from 'drizzle-orm'
import { can, type Scope, scopeOf } from '#app/identity/policy.ts'
import { withinScope } from '#app/identity/scope.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day, Instant } from '#app/kernel/day.ts'
import { rememberingLarge } from '#app/kernel/large-count.server.ts'
import type { Words } from '#app/kernel/words.ts'
import type { Reader } from '#db/client.server.ts'
import { appraisals } from '#db/schema/performance.ts'
import type { Phase } from '../cycle.ts'
import { isOpen } from '../cycle-window.ts'
import { cyclesOverseen } from '../cycles.server.ts'
import { type CycleCounts, progressOf } from './cycle-progress.ts'

export type RunningPhase = { phase: Phase; closesOn: Day; done: number | null; of: number }
export type RunningCycle = {
  id: string
  name: Words
  open: RunningPhase[]
  /** The phase that opens next; null after the last one. */
  next: { phase: Phase; opensOn: Day } | null
}

/** Home is opened many times a day, and counting 100,000 people takes longer than all the rest of it. */
const remembered = rememberingLarge<CycleCounts>(({ all }) => all > 5_000)

/** A column counts the rows in which something has happened; all of it lies in the index of a cycle's appraisals. */
const countsIn = async (db: Reader, scope: Scope, cycleId: string): Promise<CycleCounts> => {
  const [row] = await db
    .select({
      all: count(),
      withManager: count(appraisals.managerId),
      selfReviewed: count(appraisals.selfReviewedAt),
      managerReviewed: count(appraisals.managerReviewedAt),
      calibrated: count(appraisals.calibratedAt),
      published: count(appraisals.publishedAt),
      acknowledged: count(appraisals.acknowledgedAt),
    })
    .from(appraisals)
    .where(and(eq(appraisals.cycleId, cycleId), withinScope(scope, appraisals.unitPath)))
  if (!row) throw new Error('a count without a row')
  return row
}

export const runningCycles = async (db: Reader, actor: Actor, today: Day, now: Instant): Promise<RunningCycle[]> => {
  if (!can(actor, 'cycle.list')) return []
  const cycles = (await cyclesOverseen(db, actor, today)).filter(({ closedAt }) => closedAt === null)
  return Promise.all(
    cycles.map(async ({ id, name, windows }): Promise<RunningCycle> => {
      const open = windows.filter(({ phase }) => isOpen(windows, phase, today))
      const scope = scopeOf(actor, 'appraisals')
      const counts = open.length > 0 ? await remembered(db, [scope, id], now, () => countsIn(db, scope, id)) : null
      // No phase opens before the one that stands before it.
      const next = windows.find(({ opensOn }) => opensOn > today)
      return {
        id,
        name,
        open: open.map(({ phase, closesOn }) => {
          const progress = counts && progressOf(phase, counts)
          return { phase, closesOn, done: progress?.done ?? null, of: progress?.of ?? 0 }
        }),
        next: next ? { phase: next.phase, opensOn: next.opensOn } : null,
      }
    }),
  )
}
