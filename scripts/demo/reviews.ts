/** Chapters of performance: self reviews, managers' marks, calibration, results, an appeal. */
import { and, eq, sql } from 'drizzle-orm'
import { addDays } from '#app/kernel/day.ts'
import { correctActual } from '#app/performance/actuals/actuals.server.ts'
import { appraisalOf } from '#app/performance/appraisals/appraisals.server.ts'
import { closeCalibration, publishResults } from '#app/performance/appraisals/cycle-results.server.ts'
import { answerAppeal, fileAppeal, moveRating } from '#app/performance/appraisals/results.server.ts'
import { submitReviews } from '#app/performance/appraisals/reviews.server.ts'
import { scoreCycle } from '#app/performance/appraisals/score-cycle.server.ts'
import { closeCycle } from '#app/performance/cycles.server.ts'
import { closeVeto, recordVeto } from '#app/performance/veto-events.server.ts'
import type { Db, Tx } from '#db/client.server.ts'
import { insertRows } from '#db/insert-rows.server.ts'
import { actuals, appraisals, marksGiven } from '#db/schema/performance.ts'
import { qualityOf } from './achieved.ts'
import { actorOn, after, must } from './acting.ts'
import { phrasesContent, recognitionContent } from './content.ts'
import type { DemoBank } from './people.ts'
import { cycleOf, linesOf, type QuarterKey } from './performance.ts'

const severity = 1.5
const level = (value: number) => String(Math.min(5, Math.max(1, Math.round(value))))

/** Of a running cycle, what share of their marks a manager has given; of a finished one all. */
const shareGiven = (bank: DemoBank, key: QuarterKey, managerId: string | null): number => {
  if (key !== 'running') return 1
  if (managerId === null || managerId === bank.who('manager').id) return 0.5
  if (managerId === bank.who('severe').id) return 1
  return bank.chance(`share ${managerId}`).pick([0, 0.3, 0.7, 1, 1, 1])
}

export const writeMarks = (key: QuarterKey) => async (tx: Tx, bank: DemoBank) => {
  const cycle = await cycleOf(tx, bank, key)
  const chance = bank.chance(`marks ${key}`)
  const judged = (await linesOf(tx, cycle.id)).filter(({ line }) => line.source === 'judged')
  const isLate = (employeeId: string) =>
    key === 'running' && (employeeId === bank.who('employee').id || bank.chance(`late ${employeeId}`).percent(25))
  const selfOn = bank.at(after(cycle, 3), 16)
  const managerOn = bank.at(after(cycle, 7), 14)
  const late = new Set(judged.filter(({ employeeId }) => isLate(employeeId)).map(({ employeeId }) => employeeId))
  const rows = judged.flatMap(({ employeeId, managerId, lineId }) => {
    const fair = 3.5 + (qualityOf(bank, employeeId) - 94) / 9 + (chance.next() - 0.5)
    const strict = managerId === bank.who('severe').id ? severity : 0
    const self = { goalLineId: lineId, perspective: 'self' as const, mark: level(fair + chance.next()) }
    const manager = { goalLineId: lineId, perspective: 'manager' as const, mark: level(fair - strict) }
    const isGiven = chance.next() < shareGiven(bank, key, managerId)
    const by = managerId ? bank.person(managerId).accountId : bank.who('hr').accountId
    return [
      ...(late.has(employeeId) ? [] : [{ ...self, by: bank.person(employeeId).accountId, at: selfOn }]),
      ...(isGiven ? [{ ...manager, by, at: managerOn }] : []),
    ]
  })
  await insertRows(tx, marksGiven, rows)
  await writeWords(tx, bank, key, cycle, late)
}

type Cycle = Awaited<ReturnType<typeof cycleOf>>

/** What people wrote of themselves and managers of them; in a finished cycle also that the review was submitted. */
const writeWords = async (tx: Tx, bank: DemoBank, key: QuarterKey, cycle: Cycle, late: ReadonlySet<string>) => {
  const { selfReview, managerComments } = phrasesContent()
  const chance = bank.chance(`words ${key}`)
  const all = await tx
    .select({ id: appraisals.id, employeeId: appraisals.employeeId, managerId: appraisals.managerId })
    .from(appraisals)
    .where(eq(appraisals.cycleId, cycle.id))
    .orderBy(appraisals.employeeId)
  const rows = all.map(({ id, employeeId, managerId }) => {
    const quality = qualityOf(bank, employeeId)
    const said = managerComments[quality > 100 ? 'strong' : quality > 84 ? 'solid' : 'weak']
    const isSelf = !late.has(employeeId)
    const isDone = key !== 'running'
    return {
      id,
      selfAt: isSelf ? bank.at(after(cycle, 3), 16, 5) : null,
      self: isSelf ? chance.pick(selfReview)['zh-CN'] : null,
      by: isDone ? (managerId ? bank.person(managerId).accountId : bank.who('hr2').accountId) : null,
      at: isDone ? bank.at(after(cycle, 8), 17) : null,
      comment: isDone ? chance.pick(said)['zh-CN'] : null,
    }
  })
  await tx.run(sql`
    update appraisals set
      self_reviewed_at = j.value ->> '$.selfAt', self_comment = j.value ->> '$.self',
      manager_reviewed_by = j.value ->> '$.by', manager_reviewed_at = j.value ->> '$.at',
      manager_comment = j.value ->> '$.comment', revision = revision + 1
    from json_each(${JSON.stringify(rows)}) j where appraisals.id = j.value ->> '$.id'`)
}

/** In the running cycle, managers who have marked everybody have also submitted, except two who still think. */
export const submitSome = async (tx: Tx, bank: DemoBank) => {
  const cycle = await cycleOf(tx, bank, 'running')
  const day = addDays(bank.asOf, -1)
  const ready = [...bank.headOf.values()].filter(
    (head) => shareGiven(bank, 'running', head.id) === 1 && head.id !== bank.who('severe').id,
  )
  for (const head of ready.slice(0, 6)) {
    const rows = await tx
      .select({ id: appraisals.employeeId })
      .from(appraisals)
      .where(and(eq(appraisals.cycleId, cycle.id), eq(appraisals.managerId, head.id)))
      .orderBy(appraisals.employeeId)
    const employeeIds = rows.map(({ id }) => id).filter((id) => id !== bank.who('two-posts').id)
    if (employeeIds.length === 0) continue
    const actor = await actorOn(tx, bank, head, day)
    must(await submitReviews(tx, actor, { cycleId: cycle.id, employeeIds }, bank.at(day, 16)))
  }
}

export const writeViolations = async (tx: Tx, bank: DemoBank) => {
  const { older, newer } = bank.quarters
  const [forged, , unlocked, seal] = recognitionContent().violations
  if (!forged || !unlocked || !seal) throw new Error('content/demo/recognition.json has too few violations')
  const told = [
    { who: 'serious', what: forged, on: addDays(older.fromOn, 50), closedOn: addDays(newer.fromOn, 45) },
    { who: 'ordinary', what: unlocked, on: addDays(older.fromOn, 30), closedOn: null },
    { who: 'two-posts', what: seal, on: addDays(older.fromOn, 12), closedOn: addDays(older.fromOn, 60) },
  ] as const
  for (const { who, what, on, closedOn } of told) {
    const hr = await actorOn(tx, bank, 'hr', addDays(on, 2))
    const given = {
      employeeId: bank.who(who).id,
      kind: what.kind,
      description: what.description['zh-CN'],
      happenedOn: on,
      capRating: what.capRating,
      isSerious: what.severity === 'serious',
    }
    const { id } = must(await recordVeto(tx, hr, given, bank.at(addDays(on, 2), 11)))
    if (closedOn)
      must(await closeVeto(tx, await actorOn(tx, bank, 'hr', closedOn), { id, revision: 1 }, bank.at(closedOn, 15)))
  }
}

/** Scores everybody by the product's own rules. Done twice it comes to the same. */
export const scoreQuarter = (key: QuarterKey) => async (db: Db, bank: DemoBank) => {
  const cycle = await cycleOf(db, bank, key)
  const day = after(cycle, 9)
  const { problems } = must(await scoreCycle(db, await actorOn(db, bank, 'hr', day), cycle.id, bank.at(day, 20)))
  if (problems[0]) throw new Error(`a card cannot be scored: ${JSON.stringify(problems[0])}`)
}

const up: Record<string, string> = { E: 'D', D: 'C', C: 'B', B: 'A' }

export const publishQuarter = (key: 'older' | 'newer') => async (tx: Tx, bank: DemoBank) => {
  const cycle = await cycleOf(tx, bank, key)
  const on = (days: number) => after(cycle, days)
  if (key === 'newer') await moveTwo(tx, bank, cycle)
  must(await closeCalibration(tx, await actorOn(tx, bank, 'hr', on(12)), cycle.id, bank.at(on(12), 16)))
  // HR closes what it has not moved itself in the same sitting; the second officer closes what the first may not.
  must(await publishResults(tx, await actorOn(tx, bank, 'hr', on(13)), cycle.id, bank.at(on(13), 9)))
  await tx.run(sql`
    update appraisals set acknowledged_at = ${bank.at(on(15), 12)}, revision = revision + 1
    where cycle_id = ${cycle.id} and published_at is not null
      and employee_id not in (select employee_id from employments where to_on < ${on(14)})
      and employee_id <> ${bank.who('strict').id}`)
  if (key === 'newer') await appeal(tx, bank, cycle)
  const { revision } = await cycleOf(tx, bank, key)
  const closer = await actorOn(tx, bank, 'hr', on(28))
  must(await closeCycle(tx, closer, { cycleId: cycle.id, revision }, bank.at(on(28), 9)))
}

/** The severe manager's marks were seen: two of his people go one rating up, with the reason. */
const moveTwo = async (tx: Tx, bank: DemoBank, cycle: Cycle) => {
  const reason = phrasesContent().calibrationReasons[2]?.['zh-CN'] ?? ''
  const rows = await tx
    .select()
    .from(appraisals)
    .where(and(eq(appraisals.cycleId, cycle.id), eq(appraisals.managerId, bank.who('severe').id)))
    .orderBy(sql`cast(${appraisals.score} as real) desc`, appraisals.employeeId)
  const day = after(cycle, 11)
  const hr = await actorOn(tx, bank, 'hr', day)
  const movable = rows.filter((row) => row.employeeId !== bank.who('strict').id && up[row.bandRating ?? ''])
  for (const row of movable.slice(0, 2)) {
    const rating = up[row.bandRating ?? ''] ?? 'B'
    must(await moveRating(tx, hr, { appraisalId: row.id, rating, reason, revision: row.revision }, bank.at(day, 14)))
  }
}

/** Two complaints were found unjustified: appealed, the actual corrected, the appeal upheld by someone else. */
const appeal = async (tx: Tx, bank: DemoBank, cycle: Cycle) => {
  const person = bank.who('strict')
  const own = await appraisalOf(tx, cycle.id, person.id)
  const [actual] = await tx
    .select({ id: actuals.id })
    .from(actuals)
    .where(and(eq(actuals.cycleId, cycle.id), eq(actuals.employeeId, person.id), eq(actuals.kpiCode, 'complaints')))
  if (!own || !actual) throw new Error('the appeal has no ground')
  const { appealReasons, appealAnswers } = phrasesContent()
  const [filedOn, answeredOn] = [after(cycle, 16), after(cycle, 21)]
  const reason = appealReasons[0]?.['zh-CN'] ?? ''
  const answer = appealAnswers[0]?.['zh-CN'] ?? ''
  const self = await actorOn(tx, bank, person, filedOn)
  const { id } = must(await fileAppeal(tx, self, { appraisalId: own.id, reason }, bank.at(filedOn, 19)))
  const hr2 = await actorOn(tx, bank, 'hr2', answeredOn)
  must(await correctActual(tx, hr2, { id: actual.id, value: '1', note: answer }, bank.at(answeredOn, 10)))
  const given = { appealId: id, outcome: 'upheld', answer, rating: null, revision: 1 } as const
  must(await answerAppeal(tx, hr2, given, bank.at(answeredOn, 11)))
}
