/** What a sitting costs, and how soon an answer is saved while two hundred people sit at once; on a bank of its own. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { openSession } from '#app/identity/sessions.server.ts'
import { type Actor, systemActor } from '#app/kernel/actor.ts'
import { dayOf } from '#app/kernel/day.ts'
import { projectRoot } from '#app/kernel/project-root.server.ts'
import { type CourseContent, coursesFolder, readCourse } from '#app/learning/courses/course-content.server.ts'
import { importCourse } from '#app/learning/courses/course-import.server.ts'
import {
  activateCourseVersion,
  approveCourseVersion,
  submitCourseVersion,
} from '#app/learning/courses/course-versions.server.ts'
import { completeLesson, enrol } from '#app/learning/courses/enrolments.server.ts'
import type { SingleChoice } from '#app/learning/questions/question.ts'
import { paths } from '#app/paths.ts'
import { type Db, openDb } from '#db/client.server.ts'
import { migrate } from '#db/migrate.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { courses } from '#db/schema/learning.ts'
import { employees } from '#db/schema/organisation.ts'
import { newId, transact } from '#db/transact.server.ts'
import { groundFor, importRoster, must } from '../import/roster.ts'
import { openServer } from './opened.ts'
import { inTurn, quantile } from './requests.ts'
import { cpuMsOf } from './seeded.ts'
import { inTimes, type Measured, median, noiseOf } from './target.ts'

const questions = 20
/** One attempt each, in five rounds, once every page of a sitting has been asked for as often as the pages' own bench asks. */
const rounds = 5
const aRound = 8
const warmUp = 200
const measured = warmUp + rounds * aRound
const together = 200
/** Each answers once in so many seconds: a third of a minute for a question is a quick reader's. */
const thinkS = 5
const address = 'http://127.0.0.1'

const choice = (at: number): SingleChoice => {
  const text = (words: string) => ({ format: 'plain' as const, text: words })
  const option = (place: number) => ({ text: text(`答案 ${place}`), fraction: place === 0 ? 1 : 0, feedback: null })
  const stem = text(`第 ${at} 题：客户一次存入现金，柜员应当先做什么？`)
  const base = { id: `q${at}`, name: `q${at}`, stem, tags: ['all'], category: [], generalFeedback: null }
  return { ...base, kind: 'single', options: [0, 1, 2, 3].map(option) }
}

/** A course of the house with an assessment of twenty single choices, which everyone may sit. */
const twenty = (): CourseContent => {
  const { file, lessons, digest } = must('read', readCourse(join(coursesFolder(), 'anti-money-laundering')))
  const { certification: _, ...rest } = file
  const draw = [{ tag: 'all', questions, points: '5' }]
  return {
    file: {
      ...rest,
      ...{ slug: 'twenty', code: 'TWENTY', mandatory_for: [] },
      assessment: {
        questions_drawn: questions,
        time_limit_minutes: 60,
        pass_percent: '60',
        attempts: 3,
        shuffle: true,
        draw,
      },
    },
    lessons,
    digest,
    questions: Array.from({ length: questions }, (_, at) => ({
      ...{ sourceId: `q${at}`, kind: 'single', tags: ['all'], digest: `q${at}` },
      body: { 'zh-CN': choice(at) },
    })),
  }
}

type Sitter = { cookie: string; course: string }

/** People who have read every lesson, with a session each. */
const makeReady = async (db: Db, varDir: string, count: number): Promise<Sitter[]> => {
  const now = Date.now()
  const on = dayOf(now, 'Asia/Shanghai')
  const unitId = await groundFor(db, on, now)
  const lines = Array.from({ length: count }, (_, at) => `N${at},王小明,支行${at % 20},柜员,8000`)
  const bytes = new TextEncoder().encode(['number,name,unit,post,base', ...lines].join('\n'))
  const surroundings = { varDir, origin: '', smtpUrl: null, secret: '' }
  await importRoster({ db, file: { name: 'roster.csv', bytes }, surroundings, unitId, on, now }, {})
  const officer: Actor = { ...systemActor(on), id: 'acc_officer', grants: [{ role: 'learning-officer', path: '/' }] }
  const versionId = await transact(db, (tx) => importCourse(tx, officer, twenty(), now))
  must('submit', await submitCourseVersion(db, officer, versionId ?? '', 1, now))
  must('approve', await approveCourseVersion(db, { ...officer, id: 'acc_checker' }, versionId ?? '', 2, now))
  must('activate', await activateCourseVersion(db, officer, versionId ?? '', 3, now))
  const [course] = await db.select({ id: courses.id }).from(courses)
  if (!course) throw new Error('the course was not imported')
  const sitters: Sitter[] = []
  for (const { id } of await db.select({ id: employees.id }).from(employees)) {
    const accountId = await transact(db, async (tx) => {
      const account = newId(tx, 'acc', now)
      await tx.insert(accounts).values({ id: account, signInName: id, displayName: id, createdAt: now })
      await tx.update(employees).set({ accountId: account }).where(eq(employees.id, id))
      return account
    })
    const actor: Actor = { ...systemActor(on), id: accountId, employeeId: id }
    const enrolled = must('enrol', await enrol(db, actor, course.id, null, now))
    for (const { slug } of twenty().lessons) must('read', await completeLesson(db, actor, enrolled.id, slug, now))
    const header = await openSession(db, accountId, { address: '127.0.0.1', agent: 'bench', origin: address }, now)
    sitters.push({ cookie: header.split(';')[0] ?? '', course: course.id })
  }
  return sitters
}

/** The acts of one attempt over the web, as a browser makes them. */
const sittingOf = (server: string, { cookie, course }: Sitter) => {
  let cookies = cookie
  let attempt = ''
  const post = async (path: string, fields: Record<string, string>): Promise<Response> => {
    const headers = { Cookie: cookies, Origin: server, Accept: 'text/html' }
    const answer = await fetch(`${server}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers,
      body: new URLSearchParams(fields),
    })
    if (answer.status >= 400) throw new Error(`${fields.act} at ${path} was answered with ${answer.status}`)
    return answer
  }
  return {
    start: async () => {
      const answer = await post(paths.course(course), { act: 'sit' })
      attempt = (answer.headers.get('location') ?? '').split('/').at(-1) ?? ''
      cookies = [cookie, ...answer.headers.getSetCookie().map((each) => each.split(';')[0])].join('; ')
      await inTurn(`${server}${paths.sit(attempt)}`, cookies, 1)
    },
    /** Milliseconds until the answer counts as saved. */
    answer: async (slot: number): Promise<number> => {
      const began = performance.now()
      const said = await post(paths.sitAnswer(attempt), {
        act: 'save',
        slot: String(slot),
        seq: String(slot),
        'place[]': '1',
      })
      await said.text()
      return performance.now() - began
    },
    end: async () => {
      await (await post(paths.sit(attempt), { act: 'submit' })).text()
      await inTurn(`${server}${paths.attempt(attempt)}`, cookies, 1)
    },
  }
}

/** Milliseconds of processor an attempt, in a process as warm as one that has served a morning, and in one just begun. */
const costOf = async (server: string, pid: number, sitters: readonly Sitter[]) => {
  const left = [...sitters]
  const perAttempt = async (count: number): Promise<number> => {
    const before = cpuMsOf(pid)
    for (const sitter of left.splice(0, count)) {
      const sitting = sittingOf(server, sitter)
      await sitting.start()
      for (let slot = 1; slot <= questions; slot += 1) await sitting.answer(slot)
      await sitting.end()
    }
    return (cpuMsOf(pid) - before) / count
  }
  await perAttempt(aRound)
  const cold = await perAttempt(aRound)
  await perAttempt(warmUp - 2 * aRound)
  const each = await inTimes(rounds, () => perAttempt(aRound))
  return { ms: median(each), cold, noise: noiseOf(each) }
}

/** All begin, then each answers in turn with the same time between; the 95th percentile of every answer's time. */
const atOnce = async (server: string, sitters: readonly Sitter[]): Promise<number> => {
  const sittings = sitters.map((sitter) => sittingOf(server, sitter))
  for (const sitting of sittings) await sitting.start()
  const waits = sittings.map(async (sitting, at) => {
    const times: number[] = []
    await pause((at / sittings.length) * thinkS * 1_000)
    for (let slot = 1; slot <= questions / 2; slot += 1) {
      const took = await sitting.answer(slot)
      times.push(took)
      await pause(thinkS * 1_000 - took)
    }
    return times
  })
  return quantile((await Promise.all(waits)).flat(), 0.95)
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

export const benchSitting = async (): Promise<Measured[]> => {
  const varDir = mkdtempSync(join(tmpdir(), 'echelon-bench-'))
  const url = `file:${join(varDir, 'echelon.db')}`
  try {
    await migrate({ url, varDir, migrationsFolder: join(projectRoot(), 'db/migrations'), stamp: 'bench' })
    const db = openDb({ url })
    const sitters = await makeReady(db, varDir, measured + together)
    db.engine.close()
    const server = await openServer(varDir, { DEMO: '0' })
    try {
      const { ms, cold, noise } = await costOf(server.address, server.pid, sitters.slice(0, measured))
      await inTurn(`${server.address}/health`, '', warmUp)
      const before = cpuMsOf(server.pid)
      await inTurn(`${server.address}/health`, '', 500)
      const bare = (cpuMsOf(server.pid) - before) / 500
      const p95 = await atOnce(server.address, sitters.slice(measured))
      const note = `${(ms / bare).toFixed(0)}× the ${bare.toFixed(2)} ms of /health; ${cold.toFixed(0)} ms in a process just begun`
      return [
        {
          name: `sitting of ${questions} questions, processor from start to result`,
          value: ms,
          unit: 'ms',
          most: 60,
          noise,
          note,
        },
        { name: `${together} sitting at once, p95 of a saved answer`, value: p95, unit: 'ms', most: 50, noise: null },
      ]
    } finally {
      await server.stop()
    }
  } finally {
    rmSync(varDir, { recursive: true, force: true })
  }
}
