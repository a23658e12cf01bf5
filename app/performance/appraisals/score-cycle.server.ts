/** Scores a whole cycle, some hundred people at a time; a published result is left as it is. */
import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm'
import { record } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { appraisals } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { hasOpened } from '../cycle-window.ts'
import { type Cycle, findCycle } from '../cycles.server.ts'
import { type ScorecardRefusal, type ScorecardResult, scoreScorecard } from '../scorecard.ts'
import { type PersonCard, scorecardOf } from './card.ts'
import { cardsOf } from './cards.server.ts'

/** A person whose card cannot be read by its rules, and why: a code of the rule, with the KPI. */
export type ScoreProblem = { employeeId: string; appraisalId: string; code: ScorecardRefusal; kpi: string | null }
/** `without` a score for whatever reason, `unreadable` those of them with a problem; the first hundred are named. */
export type ScoreCounts = {
  people: number
  scored: number
  without: number
  unreadable: number
  problems: ScoreProblem[]
}
/** `revision` is the appraisal's, as it was when its card was read. */
export type Scored = { id: string; employeeId: string; revision: number; result: ScorecardResult }
export type ScoredChunk = { rows: Scored[]; problems: ScoreProblem[]; people: number; after: string | null }

const chunk = 100

export const scoreCard = (cycle: Cycle, card: PersonCard) => scoreScorecard(scorecardOf(cycle, card))

/** Reads and calculates the next people after an employee id; writes nothing. */
export const scoreAfter = async (db: Reader | Tx, cycle: Cycle, after: string): Promise<ScoredChunk> => {
  const open = await db
    .select({ id: appraisals.id, employeeId: appraisals.employeeId })
    .from(appraisals)
    .where(
      and(
        gt(appraisals.employeeId, after),
        // From person to person: the '+' keeps SQLite from finding the whole cycle, and sorting it, for each chunk.
        eq(sql`+${appraisals.cycleId}`, cycle.id),
        isNull(appraisals.publishedAt),
      ),
    )
    .orderBy(asc(appraisals.employeeId))
    .limit(chunk)
  const { rows, problems } = await scoresOf(
    db,
    cycle,
    open.map((each) => each.employeeId),
  )
  return { rows, problems, people: open.length, after: open.at(-1)?.employeeId ?? null }
}

const scoresOf = async (db: Reader | Tx, cycle: Cycle, employeeIds: readonly string[]) => {
  const rows: Scored[] = []
  const problems: ScoreProblem[] = []
  for (const card of await cardsOf(db, cycle, employeeIds)) {
    const { employeeId, review } = card
    const outcome = scoreCard(cycle, card)
    if (outcome.ok) rows.push({ id: review.id, employeeId, revision: review.revision, result: outcome.value })
    else
      problems.push({
        employeeId,
        appraisalId: review.id,
        code: outcome.error.code,
        kpi: outcome.error.detail?.kpi ?? null,
      })
  }
  return { rows, problems }
}

/**
 * Writes a chunk of results. It was read before this transaction: whose review was submitted, or whose rating moved,
 * since then is scored anew from what is there now. What was published meanwhile stays.
 */
export const writeScores = async (tx: Tx, cycle: Cycle, rows: readonly Scored[]): Promise<void> => {
  const written = await writeAsRead(tx, rows)
  const changed = rows.filter(({ id }) => !written.has(id)).map(({ employeeId }) => employeeId)
  if (changed.length > 0) await writeAsRead(tx, (await scoresOf(tx, cycle, changed)).rows)
}

/**
 * In one statement; gives the ids of what has not changed since it was read. Closing a calibration approves one result
 * and no other: where another comes out, for an actual that was corrected, it waits to be closed again.
 */
const writeAsRead = async (tx: Tx, rows: readonly Scored[]): Promise<Set<string>> => {
  const isSame = sql`(score is j.value ->> '$.result.score' and final_rating is j.value ->> '$.result.finalRating')`
  const written = await tx.all<{ id: string }>(sql`
    update appraisals set
      score = j.value ->> '$.result.score',
      band_rating = j.value ->> '$.result.bandRating',
      final_rating = j.value ->> '$.result.finalRating',
      result = j.value -> '$.result',
      calibrated_by = case when ${isSame} then calibrated_by end,
      calibrated_at = case when ${isSame} then calibrated_at end,
      revision = revision + 1
    from json_each(${JSON.stringify(rows)}) j
    where appraisals.id = j.value ->> '$.id' and appraisals.revision = j.value ->> '$.revision'
      and appraisals.published_at is null
    returning appraisals.id id`)
  return new Set(written.map(({ id }) => id))
}

export type ScoreRefusal = 'no-such-cycle' | 'not-allowed' | 'closed-already' | 'too-early'

/** Whether the actor may have the cycle scored today: ratings exist from manager review on, not before. */
export const mayScore = (actor: Actor, cycle: Cycle | null): Outcome<Cycle, ScoreRefusal> => {
  if (!cycle) return refused('no-such-cycle')
  if (!can(actor, 'cycle.open', cycle)) return refused('not-allowed')
  if (cycle.closedAt) return refused('closed-already')
  if (!hasOpened(cycle.windows, 'manager-review', actor.today)) return refused('too-early')
  return done(cycle)
}

/** The whole cycle at once, for scripts, tests and small banks; screens ask for the job. */
export const scoreCycle = async (
  db: Db,
  actor: Actor,
  cycleId: string,
  now: Instant,
): Promise<Outcome<ScoreCounts, ScoreRefusal>> => {
  const allowed = mayScore(actor, await findCycle(db, cycleId))
  if (!allowed.ok) return allowed
  const cycle = allowed.value
  const counts: ScoreCounts = noneScored()
  for (let after: string | null = ''; after !== null; ) {
    const step = await scoreAfter(db, cycle, after)
    await transact(db, (tx) => writeScores(tx, cycle, step.rows))
    addCounts(counts, step)
    after = step.after
  }
  await transact(db, async (tx) => {
    await recordScored(tx, actor, cycle, counts, now)
  })
  return done(counts)
}

export const noneScored = (): ScoreCounts => ({ people: 0, scored: 0, without: 0, unreadable: 0, problems: [] })

export const addCounts = (counts: ScoreCounts, step: Pick<ScoredChunk, 'rows' | 'problems' | 'people'>): void => {
  const scored = step.rows.filter((row) => row.result.score !== null).length
  counts.people += step.people
  counts.scored += scored
  counts.without += step.people - scored
  counts.unreadable += step.problems.length
  counts.problems.push(...step.problems.slice(0, Math.max(0, 100 - counts.problems.length)))
}

export const recordScored = (tx: Tx, actor: Actor, cycle: Cycle, { people, scored }: ScoreCounts, now: Instant) =>
  record(
    tx,
    actor,
    'cycle.scored',
    { kind: 'cycle', id: cycle.id, unitPath: cycle.unitPath },
    { after: { people, scored } },
    now,
  )
