import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { eq, isNull, like } from 'drizzle-orm'
import { build } from 'esbuild'
import { expect, it } from 'vitest'
import { systemActor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { anythingWaits } from '#app/kernel/job-lease.server.ts'
import { work } from '#app/kernel/job-worker.server.ts'
import {
  type AnyJob,
  cancelJob,
  defineJob,
  enqueue,
  findJob,
  JobFailure,
  type JobSurroundings,
  watchJob,
} from '#app/kernel/jobs.server.ts'
import { type Db, openDb } from '#db/client.server.ts'
import { jobs, marks } from '#db/schema/kernel.ts'
import { transact } from '#db/transact.server.ts'
import { clock, eachEngine, freshDb, freshFile, freshFolder } from '../support/database.ts'
import { root } from '../support/template.ts'

const lin = { ...systemActor(clock.today), id: 'acc_lin', name: 'Lin', grants: [] }
const wang = { ...lin, id: 'acc_wang', name: 'Wang' }
const surroundings: JobSurroundings = { varDir: '/nowhere', origin: 'http://x', smtpUrl: null, secret: 's' }

/** Counts to `upTo`, one mark per step; a mark written twice would break its key. */
const counting = defineJob<{ upTo: number; pauseMs?: number }, number>({
  kind: 'counting',
  outside: async (_db, job) => {
    await new Promise((resolve) => setTimeout(resolve, job.input.pauseMs ?? 0))
    return Number(job.cursor ?? 0) + 1
  },
  step: async (tx, job) => {
    const at = Number(job.cursor ?? 0) + 1
    await tx.insert(marks).values({ key: `${job.id} ${at}`, value: job.prepared, at: job.now })
    const rest = { cursor: at, done: at, total: job.input.upTo }
    return at === job.input.upTo ? { ...rest, finished: true, result: { counted: at } } : rest
  },
})

const ask = (db: Db, upTo: number, more: { onceKey?: string; pauseMs?: number } = {}) =>
  transact(db, (tx) =>
    enqueue(
      tx,
      { kind: 'counting', input: { upTo, pauseMs: more.pauseMs }, requestedBy: lin.id, onceKey: more.onceKey },
      clock.now,
    ),
  )

/** Runs a worker while `doing` goes on. */
const during = async <T>(
  db: Db,
  list: readonly AnyJob[],
  doing: (stop: () => void) => Promise<T>,
  more: { leaseMs?: number; owner?: string; now?: () => Instant } = {},
): Promise<T> => {
  const stopping = new AbortController()
  const stop = () => stopping.abort()
  const working = work(db, {
    jobs: list,
    surroundings,
    now: () => clock.now,
    signal: stopping.signal,
    idleMs: 10,
    report: () => undefined,
    ...more,
  })
  try {
    return await doing(stop)
  } finally {
    stop()
    await working
  }
}

const until = async <T>(look: () => Promise<T>, fits: (answer: T) => boolean): Promise<T> => {
  for (let waited = 0; waited < 20_000; waited += 10) {
    const answer = await look()
    if (fits(answer)) return answer
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('it did not come to pass within 20 s')
}
const ended = (db: Db, id: string) =>
  until(
    () => findJob(db, lin, id),
    (job) => job?.finishedAt !== null,
  )
const marksOf = (db: Db, id: string) => db.$count(marks, like(marks.key, `${id} %`))

eachEngine('a job', (open) => {
  it('goes step by step to its result', async () => {
    const db = await open()
    const id = await ask(db, 5)
    expect(await findJob(db, lin, id)).toMatchObject({ state: 'queued', done: 0 })
    expect(await during(db, [counting], () => ended(db, id))).toMatchObject({
      state: 'done',
      done: 5,
      total: 5,
      result: { counted: 5 },
    })
    expect(await marksOf(db, id)).toBe(5)
  })

  it('is one job however often it is asked for with the same key', async () => {
    const db = await open()
    expect(await ask(db, 2, { onceKey: 'the run' })).toBe(await ask(db, 3, { onceKey: 'the run' }))
    expect(await db.$count(jobs)).toBe(1)
  })

  it('is seen by those who asked for it and by nobody else', async () => {
    const db = await open()
    const id = await ask(db, 5)
    expect(await findJob(db, wang, id)).toBeNull()
    expect(await cancelJob(db, wang, id, clock.now)).toMatchObject({ error: { code: 'no-such-job' } })
  })

  it('is done once by two workers', async () => {
    const db = await open()
    const ids = await Promise.all(Array.from({ length: 6 }, () => ask(db, 10)))
    await during(
      db,
      [counting],
      () => during(db, [counting], () => Promise.all(ids.map((id) => ended(db, id))), { owner: 'second' }),
      { owner: 'first' },
    )
    for (const id of ids) expect(await marksOf(db, id)).toBe(10)
  })

  it('ends at once when it is cancelled, and keeps what was done', async () => {
    const db = await open()
    const id = await ask(db, 10_000, { pauseMs: 20 })
    await during(db, [counting], async () => {
      await until(
        () => findJob(db, lin, id),
        (job) => (job?.done ?? 0) > 2,
      )
      expect(await cancelJob(db, lin, id, clock.now)).toMatchObject({ ok: true })
      const before = await findJob(db, lin, id)
      const job = await ended(db, id)
      // Not a second's work more: a step takes 20 ms.
      expect((job?.done ?? 0) - (before?.done ?? 0)).toBeLessThan(50)
      expect(job?.state).toBe('cancelled')
      expect(await marksOf(db, id)).toBe(job?.done)
    })
    expect(await cancelJob(db, lin, id, clock.now)).toMatchObject({ error: { code: 'already-ended' } })
  })

  it('has been cancelled, not failed, when its work finds nothing any more after it was to end', async () => {
    const db = await open()
    const bereft = defineJob({
      kind: 'counting',
      outside: async (_db, job) => {
        await cancelJob(db, lin, job.id, job.now)
        throw new JobFailure('gone')
      },
      step: async () => ({ cursor: 1, done: 1, total: 1, finished: true }),
    })
    const id = await ask(db, 1)
    expect(await during(db, [bereft], () => ended(db, id))).toMatchObject({ state: 'cancelled', failure: null })
  })

  it('is handed back by a worker that stops and goes on with the next', async () => {
    const db = await open()
    const id = await ask(db, 20, { pauseMs: 5 })
    await during(db, [counting], () =>
      until(
        () => findJob(db, lin, id),
        (job) => (job?.done ?? 0) > 2,
      ),
    )
    expect((await findJob(db, lin, id))?.state).toBe('queued')
    await during(db, [counting], () => ended(db, id))
    expect(await marksOf(db, id)).toBe(20)
  })

  it('says what a person must know when it fails, and nothing of what the failing step wrote stays', async () => {
    const db = await open()
    let endedAs = ''
    const failing = defineJob({
      kind: 'counting',
      step: async (tx, job) => {
        await tx.insert(marks).values({ key: `${job.id} half`, value: 1, at: job.now })
        throw new JobFailure('row-missing', { row: 7 })
      },
      ended: async (_tx, _job, state, failure) => {
        endedAs = `${state} ${failure?.code}`
      },
    })
    const id = await ask(db, 1)
    const job = await during(db, [failing], () => ended(db, id))
    expect(job).toMatchObject({ state: 'failed', failure: { code: 'row-missing', params: { row: 7 } } })
    expect(await marksOf(db, id)).toBe(0)
    expect(endedAs).toBe('failed row-missing')
  })

  it('hides a bug behind a reference', async () => {
    const db = await open()
    const broken = defineJob({
      kind: 'counting',
      step: async () => {
        throw new TypeError('x is undefined')
      },
    })
    const id = await ask(db, 1)
    expect((await during(db, [broken], () => ended(db, id)))?.failure).toEqual({
      code: 'unexpected',
      params: { reference: id },
    })
  })

  it('is given up after bringing its worker down five times', async () => {
    const db = await open()
    const id = await ask(db, 1)
    await transact(db, (tx) => tx.update(jobs).set({ attempts: 5 }).where(eq(jobs.id, id)))
    expect((await during(db, [counting], () => ended(db, id)))?.failure).toEqual({ code: 'gave-up' })
  })

  it('waits until the time that it asked for', async () => {
    const db = await open()
    let time = clock.now
    const patient = defineJob({
      kind: 'counting',
      step: async (_tx, job) =>
        job.cursor === null
          ? { cursor: 1, done: 0, total: 1, resumeAt: job.now + 60_000 }
          : { cursor: 2, done: 1, total: 1, finished: true },
    })
    const id = await ask(db, 1)
    await during(
      db,
      [patient],
      async () => {
        await until(
          async () => (await db.select().from(jobs).where(eq(jobs.id, id)))[0],
          (row) => row?.cursor === 1,
        )
        expect((await findJob(db, lin, id))?.state).toBe('queued')
        time += 60_000
        expect((await ended(db, id))?.state).toBe('done')
      },
      { now: () => time },
    )
  })

  it('comes round by itself once in its stretch of time, whatever the number of workers', async () => {
    const db = await open()
    const routine = defineJob({
      kind: 'routine',
      everyMs: 3_600_000,
      step: async () => ({ cursor: null, done: 1, total: 1, finished: true }),
    })
    const isDone = () => db.$count(jobs, eq(jobs.state, 'done'))
    await during(db, [routine], () => during(db, [routine], () => until(isDone, (count) => count === 1)))
    expect(await db.$count(jobs)).toBe(1)
  })

  it('waits only while it is due and of a kind that is asked for', async () => {
    const db = await open()
    const waits = (kind: string, now: Instant) => anythingWaits(db, [kind, 'another'], now)
    expect(await waits('counting', clock.now)).toBe(false)
    const request = { kind: 'counting', input: { upTo: 1 }, requestedBy: lin.id, runAfter: clock.now + 1_000 }
    await transact(db, (tx) => enqueue(tx, request, clock.now))
    expect([await waits('counting', clock.now), await waits('counting', clock.now + 1_000)]).toEqual([false, true])
    expect(await waits('mail', clock.now + 1_000)).toBe(false)
    // A worker has it; but no lease ends tomorrow, so that one was given before the clock was set back.
    const leased = (ms: number) =>
      transact(db, (tx) => tx.update(jobs).set({ state: 'running', leaseOwner: 'x', leaseUntil: Date.now() + ms }))
    await leased(60_000)
    expect(await waits('counting', clock.now)).toBe(false)
    await leased(24 * 3_600_000)
    expect(await waits('counting', clock.now)).toBe(true)
  })

  it.each([
    ['letters', 300, 1],
    ['steps', 1, 300],
  ])('lets everything else in the process go on, however many %s it has', async (_, letters, steps) => {
    const db = await open()
    const letter = defineJob<Record<string, never>, null>({
      kind: 'letter',
      lane: 'errand',
      outside: async () => null,
      step: async (_tx, job) => {
        const at = Number(job.cursor ?? 0) + 1
        const rest = { cursor: at, done: at, total: steps }
        return at === steps ? { ...rest, finished: true } : rest
      },
    })
    await transact(db, async (tx) => {
      for (let each = 0; each < letters; each++)
        await enqueue(tx, { kind: 'letter', input: {}, requestedBy: lin.id }, clock.now)
    })
    const left = await during(db, [letter], async () => {
      await new Promise((resolve) => setTimeout(resolve, 1))
      return db.$count(jobs, isNull(jobs.finishedAt))
    })
    expect(left).toBeGreaterThan(0)
  })

  it('that comes round by itself is cleared away a week after its stretch, and nothing else is', async () => {
    const db = await open()
    const kind = 'routine'
    const everyMs = 3_600_000
    const week = 7 * 24
    const hour = Math.floor(clock.now / everyMs)
    const keys = [`${kind} ${hour - week - 1}`, `${kind} ${hour - 1}`, 'mail 1', `${kind} ${hour - week - 2}`]
    await transact(db, async (tx) => {
      for (const onceKey of keys)
        await enqueue(tx, { kind: onceKey.split(' ')[0] ?? '', input: {}, requestedBy: 'system', onceKey }, 0)
      const ends = [clock.now - (week + 1) * everyMs, clock.now - everyMs, 0]
      for (const [place, finishedAt] of ends.entries())
        await tx
          .update(jobs)
          .set({ state: 'done', finishedAt })
          .where(eq(jobs.onceKey, keys[place] ?? ''))
      // It has not ended yet, however old: another worker is at it.
      const lease = { state: 'running' as const, leaseOwner: 'another', leaseUntil: Date.now() + 60_000 }
      await tx
        .update(jobs)
        .set(lease)
        .where(eq(jobs.onceKey, keys[3] ?? ''))
    })
    const step = async () => ({ cursor: null, done: 1, total: 1, finished: true }) as const
    const kept = async () => (await db.select({ key: jobs.onceKey }).from(jobs)).map(({ key }) => key).sort()
    const now = () => clock.now
    const isAsked = (found: (string | null)[]) => found.includes(`${kind} ${hour}`) && !found.includes(keys[0] ?? '')
    await during(db, [defineJob({ kind, everyMs, step })], () => until(kept, isAsked), { now })
    expect(await kept()).toEqual(['mail 1', keys[3], `${kind} ${hour - 1}`, `${kind} ${hour}`])
  })

  it('tells its progress as it changes and closes with the end', async () => {
    const db = await open()
    const id = await ask(db, 3)
    const stream = watchJob(db, lin, id, new AbortController().signal)
    const [text] = await during(db, [counting], () => Promise.all([stream.text(), ended(db, id)]))
    const events = text
      .split('\n\n')
      .filter((each) => each.startsWith('data: '))
      .map((each) => JSON.parse(each.slice(6)) as { state: string })
    expect(events.at(-1)).toMatchObject({ state: 'done', done: 3, result: { counted: 3 } })
  })

  it('stops telling when the server stops', async () => {
    const db = await open()
    const id = await ask(db, 3)
    const stopping = new AbortController()
    const stream = watchJob(db, lin, id, stopping.signal)
    const decoder = new TextDecoder()
    let told = ''
    const hear = (chunk: Uint8Array) => {
      told += decoder.decode(chunk, { stream: true })
      if (told.includes('data: ')) stopping.abort()
    }
    await stream.body?.pipeTo(new WritableStream({ write: hear }))
    expect(told).toContain('"state":"queued"')
  })
})

it('a job waits while the disk is full, however often it is tried, and goes on when there is space', async () => {
  const db = await freshDb()
  const file = db.engine.file
  if (!file) throw new Error('no file')
  let tries = 0
  const bulky = defineJob({
    kind: 'counting',
    step: async (tx, job) => {
      tries += 1
      await tx.insert(marks).values({ key: 'x'.repeat(100_000), value: 1, at: job.now })
      return { cursor: null, done: 1, total: 1, finished: true }
    },
  })
  let time = clock.now
  const id = await ask(db, 1)
  file.pragma(`max_page_count = ${file.pragma('page_count', { simple: true })}`)
  await during(
    db,
    [bulky],
    async () => {
      for (let tried = 1; tried <= 8; tried++) {
        await until(
          async () => (await findJob(db, lin, id))?.state,
          (state) => tries === tried && state === 'queued',
        )
        time += 120_000
      }
      file.pragma('max_page_count = 1000000')
      time += 120_000
      expect((await ended(db, id))?.state).toBe('done')
    },
    { now: () => time },
  )
})

it('a job whose database takes nothing at all goes on as soon as it does', async () => {
  const db = await freshDb()
  const file = db.engine.file
  if (!file) throw new Error('no file')
  let tries = 0
  const stopped = defineJob({
    kind: 'counting',
    step: async () => {
      tries += 1
      if (tries === 1) file.pragma('query_only = ON')
      return { cursor: null, done: 1, total: 1, finished: true }
    },
  })
  let time = clock.now
  const id = await ask(db, 1)
  const row = async () => (await db.select().from(jobs).where(eq(jobs.id, id)))[0]
  await during(
    db,
    [stopped],
    async () => {
      await until(
        () => Promise.resolve(tries),
        (count) => count === 1,
      )
      expect((await row())?.state).toBe('running')
      file.pragma('query_only = OFF')
      await until(row, (job) => job?.state === 'queued')
      expect((await row())?.attempts).toBe(0)
      time += 120_000
      expect((await ended(db, id))?.state).toBe('done')
    },
    { now: () => time },
  )
  expect(tries).toBe(2)
})

it('a job is taken up where it stood when its worker is killed between steps and within one', async () => {
  const url = await freshFile()
  const db = openDb({ url })
  const id = await ask(db, 60, { pauseMs: 2 })
  // esbuild must lie within the project, so that packages are found.
  const folder = join(root, 'node_modules/.cache/echelon')
  mkdirSync(folder, { recursive: true })
  const script = join(folder, `counting-worker-${process.pid}.mjs`)
  await build({
    entryPoints: [join(root, 'tests/kernel/counting-worker.ts')],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'silent',
  })
  let seen = 0
  let deaths = 0
  while ((await findJob(db, lin, id))?.finishedAt === null) {
    const worker = new Worker(script, { workerData: { url, folder: freshFolder() } })
    await until(
      () => findJob(db, lin, id),
      (job) => (job?.done ?? 0) >= seen + 12 || job?.finishedAt !== null,
    )
    seen = (await findJob(db, lin, id))?.done ?? 0
    await worker.terminate()
    deaths += 1
  }
  expect(deaths).toBeGreaterThan(2)
  expect(await findJob(db, lin, id)).toMatchObject({ state: 'done', done: 60 })
  expect(await marksOf(db, id)).toBe(60)
  db.engine.close()
})
