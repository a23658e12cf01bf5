import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { expect, it, vi } from 'vitest'
import { hashPassword } from '#app/identity/passwords.server.ts'
import { examFor } from '#app/learning/assessments/exams.server.ts'
import { hashOf, sittingCookie } from '#app/learning/assessments/sitting-token.server.ts'
import { startAttempt } from '#app/learning/assessments/sittings.server.ts'
import { paths } from '#app/paths.ts'
import { openDb } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { attempts, responses } from '#db/schema/learning.ts'
import { transact } from '#db/transact.server.ts'
import { lin, ok, readAll, withCourse } from '../learning/bank.ts'
import { freshFile } from '../support/database.ts'
import { post, runScript, startServer } from '../support/server.ts'
import { chance, pause, rounds } from './chance.ts'

const secret = 'a secret that nobody can guess, 32 characters'
const byPlace: readonly string[] = ['single', 'multiple', 'true-false']
const password = 'a long password of mine'

/** A sitting that began just now, by the real time, at which the server lives. */
const begin = async () => {
  const path = await freshFile()
  const varDir = join(path, '..')
  writeFileSync(join(varDir, 'secret'), secret)
  const db = openDb({ url: `file:${path}` })
  const { courseId } = await withCourse(db)
  const passwordHash = await hashPassword(password)
  await transact(db, async (tx) => {
    await tx.update(accounts).set({ passwordHash }).where(eq(accounts.id, lin.id))
  })
  const now = Date.now()
  const enrolmentId = await readAll(db, lin, courseId)
  const { id, token } = await ok(startAttempt(db, lin, { enrolmentId, locale: 'en', secret }, now))
  const exam = await examFor(db, lin, { attemptId: id, sittingHash: hashOf(token ?? '') }, now)
  if (exam?.status !== 'here') throw new Error('the sitting has not begun')
  const questions = exam.questions.flatMap(({ slot, kind }) => (kind === 'matching' ? [] : [{ slot, kind }]))
  db.engine.close()
  const cookie = sittingCookie(id, token ?? '', 3_600_000, 'http://127.0.0.1').split(';')[0] ?? ''
  return { varDir, attemptId: id, questions, cookie }
}

const stored = async (varDir: string, attemptId: string) => {
  const db = openDb({ url: `file:${join(varDir, 'echelon.db')}` })
  const kept = await db.select({ slot: responses.slot, seq: responses.seq }).from(responses)
  const [attempt] = await db.select({ state: attempts.state }).from(attempts).where(eq(attempts.id, attemptId))
  db.engine.close()
  return { kept: new Map(kept.map(({ slot, seq }) => [slot, seq])), state: attempt?.state }
}

it('a sitting that is killed in the middle loses no acknowledged answer and goes on', {
  timeout: 120_000 + rounds * 30_000,
}, async () => {
  const random = chance('killed sittings')
  for (let round = 0; round < rounds; round++) {
    const { varDir, attemptId, questions, cookie } = await begin()
    const acknowledged = new Map<number, number>()
    let server = await startServer({ varDir })
    const signedIn = await post(server.address, paths.signIn(), { name: 'lin', password })
    const cookies = [...signedIn.headers.getSetCookie().map((each) => each.split(';')[0]), cookie].join('; ')

    let seq = 0
    /** Answers one question after the other, as fast as they are taken, until the server is gone. */
    const answering = async (most: number): Promise<number> => {
      let taken = 0
      for (; taken < most; taken++) {
        const question = questions[taken % questions.length]
        if (!question) break
        seq += 1
        const mine = seq
        const entry: Record<string, string> = byPlace.includes(question.kind)
          ? { 'place[]': String(mine % 2) }
          : { text: String(mine) }
        const fields = { act: 'save', slot: String(question.slot), seq: String(mine), ...entry }
        const answer = await post(server.address, paths.sitAnswer(attemptId), fields, cookies).catch(() => null)
        const body: unknown = await answer?.json().catch(() => null)
        if (!answer || body === null) break
        expect(answer.status, JSON.stringify(body)).toBe(200)
        acknowledged.set(question.slot, Math.max(mine, acknowledged.get(question.slot) ?? 0))
      }
      return taken
    }
    const writing = Promise.all([answering(10_000), answering(10_000)])
    // The first answers of a cold server can take their time; the blow falls at a random moment after one of them.
    await vi.waitUntil(() => acknowledged.size > 0, { timeout: 20_000 })
    await pause(random(500))
    await server.kill()
    await writing

    const { kept } = await stored(varDir, attemptId)
    for (const [slot, acknowledgedSeq] of acknowledged) expect(kept.get(slot)).toBeGreaterThanOrEqual(acknowledgedSeq)

    // The session, the sitting and its clock are still there: it goes on, and is handed in once.
    server = await startServer({ varDir })
    expect(await answering(questions.length)).toBe(questions.length)
    const submit = () => post(server.address, paths.sit(attemptId), { act: 'submit' }, cookies)
    expect((await submit()).headers.get('location')).toBe(paths.attempt(attemptId))
    await submit()
    await server.stop()
    expect((await stored(varDir, attemptId)).state).toBe('graded')
    expect(await runScript('verify', [], varDir)).toMatchObject({ code: 0, error: '' })
  }
})
