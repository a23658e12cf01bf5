/** A bank in which one person has just begun a sitting, by the real time, at which the server lives. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { examFor } from '#app/learning/assessments/exams.server.ts'
import { hashOf, sittingCookie } from '#app/learning/assessments/sitting-token.server.ts'
import { startAttempt } from '#app/learning/assessments/sittings.server.ts'
import { paths } from '#app/paths.ts'
import { openDb } from '#db/client.server.ts'
import { attempts, responses } from '#db/schema/learning.ts'
import { lin, ok, readAll, withCourse } from '../learning/bank.ts'
import { freshFile } from '../support/database.ts'
import { post, type Server } from '../support/server.ts'
import { answered, enter, givePasswords } from './entry.ts'

const secret = 'a secret that nobody can guess, 32 characters'
const byPlace: readonly string[] = ['single', 'multiple', 'true-false']

export const beginSitting = async () => {
  const path = await freshFile()
  const varDir = join(path, '..')
  writeFileSync(join(varDir, 'secret'), secret)
  const db = openDb({ url: `file:${path}` })
  const { courseId } = await withCourse(db)
  await givePasswords(db, [lin.id])
  const now = Date.now()
  const enrolmentId = await readAll(db, lin, courseId)
  const { id, token } = await ok(startAttempt(db, lin, { enrolmentId, locale: 'en', secret }, now))
  const exam = await examFor(db, lin, { attemptId: id, sittingHash: hashOf(token ?? '') }, now)
  if (exam?.status !== 'here') throw new Error('the sitting has not begun')
  const questions = exam.questions.flatMap(({ slot, kind }) => (kind === 'matching' ? [] : [{ slot, kind }]))
  db.engine.close()
  const sitting = sittingCookie(id, token ?? '', 3_600_000, 'http://127.0.0.1').split(';')[0] ?? ''
  return { varDir, attemptId: id, questions, sitting }
}
export type Sitting = Awaited<ReturnType<typeof beginSitting>>

/** What the bank holds: the newest answer to each question, and where the sitting stands. */
export const storedOf = async (varDir: string, attemptId: string) => {
  const db = openDb({ url: `file:${join(varDir, 'echelon.db')}` })
  const kept = await db.select({ slot: responses.slot, seq: responses.seq }).from(responses)
  const [attempt] = await db.select({ state: attempts.state }).from(attempts).where(eq(attempts.id, attemptId))
  db.engine.close()
  return { kept: new Map(kept.map(({ slot, seq }) => [slot, seq])), state: attempt?.state }
}

/** The person at the sitting: answers one question after the other, and notes what the server acknowledged. */
export const sitDown = async (server: Server, { attemptId, questions, sitting }: Sitting) => {
  const cookies = `${await enter(server, 'lin')}; ${sitting}`
  const acknowledged = new Map<number, number>()
  let seq = 0
  return {
    acknowledged,
    /** The server's answer to the next answer; null when it is gone. */
    answer: async (from: Server): Promise<Response | null> => {
      seq += 1
      const mine = seq
      const question = questions[mine % questions.length]
      if (!question) throw new Error('a sitting without questions')
      const entry: Record<string, string> = byPlace.includes(question.kind)
        ? { 'place[]': String(mine % 2) }
        : { text: String(mine) }
      const fields = { act: 'save', slot: String(question.slot), seq: String(mine), ...entry }
      const answer = await answered(post(from.address, paths.sitAnswer(attemptId), fields, cookies))
      // An answer that breaks off is none.
      const body = await answer?.text().catch(() => null)
      if (!answer || typeof body !== 'string') return null
      if (answer.status === 200) acknowledged.set(question.slot, Math.max(mine, acknowledged.get(question.slot) ?? 0))
      return answer
    },
    handIn: (to: Server) => post(to.address, paths.sit(attemptId), { act: 'submit' }, cookies),
  }
}
