/** Ways into a sitting of the small bank's one assessment, and answers to it. */
import { eq } from 'drizzle-orm'
import { expect } from 'vitest'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { saveAnswer } from '#app/learning/assessments/answers.server.ts'
import { examFor } from '#app/learning/assessments/exams.server.ts'
import { type Entry, entryOf, noEntry } from '#app/learning/assessments/shown-answer.ts'
import { hashOf } from '#app/learning/assessments/sitting-token.server.ts'
import { startAttempt } from '#app/learning/assessments/sittings.server.ts'
import type { Db } from '#db/client.server.ts'
import { questionVersions, responses } from '#db/schema/learning.ts'
import { now } from '../support/database.ts'
import { lin, ok, readAll, rightResponse, withCourse } from './bank.ts'

export const secret = 'a secret that nobody can guess, 32 characters'

export const begin = async (db: Db, who: Actor = lin, at: Instant = now) => {
  const { courseId } = await withCourse(db)
  const enrolmentId = await readAll(db, who, courseId)
  const begun = await ok(startAttempt(db, who, { enrolmentId, locale: 'en', secret }, at))
  return { courseId, enrolmentId, attemptId: begun.id, sittingHash: hashOf(begun.token ?? '') }
}
export type Sitting = Awaited<ReturnType<typeof begin>>

/** The entries that earn every mark, read from the key. */
const rightEntries = async (db: Db, attemptId: string): Promise<Map<number, Entry>> => {
  const rows = await db
    .select({ slot: responses.slot, order: responses.optionOrder, body: questionVersions.body })
    .from(responses)
    .innerJoin(questionVersions, eq(questionVersions.id, responses.questionVersionId))
    .where(eq(responses.attemptId, attemptId))
  return new Map(
    rows.map(({ slot, order, body }) => [slot, body.en ? entryOf(order, rightResponse(body.en)) : noEntry]),
  )
}
export const save = (
  db: Db,
  sitting: Sitting,
  slot: number,
  seq: number,
  entry: Entry,
  at: Instant = now,
  who: Actor = lin,
) => saveAnswer(db, who, { ...sitting, slot, seq, entry }, at)
export const verdict = async (...args: Parameters<typeof save>) => (await ok(save(...args))).verdict

export const answerAll = async (db: Db, sitting: Sitting, wrong = 0, at: Instant = now) => {
  const entries = await rightEntries(db, sitting.attemptId)
  for (const [slot, entry] of entries)
    if (slot > wrong) expect(await verdict(db, sitting, slot, 1, entry, at)).toEqual({ kind: 'store', late: false })
}
/** An entry that fits the first question of a sitting, and another. */
export const twoEntries = async (db: Db, sitting: Sitting): Promise<[number, Entry, Entry]> => {
  const exam = await examFor(db, lin, sitting, now)
  const question = exam?.status === 'here' ? exam.questions.find((each) => each.kind === 'single') : undefined
  if (!question) throw new Error('no single choice was drawn')
  return [question.slot, { ...noEntry, places: [0] }, { ...noEntry, places: [1] }]
}
