/**
 * An incentive run end to end, as the product does it: a durable job in the server's worker reads and freezes the inputs,
 * calculates, writes lines and steps, and digests. Beside it the engine alone on as many people, and another's page.
 */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { benchEngine } from './engine.ts'
import { residentMib } from './opened.ts'
import { quantile, request } from './requests.ts'
import type { Served } from './seeded.ts'
import { inTimes, type Measured, median, noiseOf } from './target.ts'

const times = 5

type JobRow = { id: string; state: string; startedAt: number | null; finishedAt: number | null }

export const benchRun = async (served: Served): Promise<Measured[]> => {
  const { people } = served
  const officer = await served.as('officer')
  const employee = await served.as('employee')
  const db = new Database(join(served.varDir, 'echelon.db'), { readonly: true })
  const lastJob = () =>
    db
      .prepare<[], JobRow>(
        "SELECT id, state, started_at AS startedAt, finished_at AS finishedAt FROM jobs WHERE kind = 'incentive-run' ORDER BY queued_at DESC, id DESC LIMIT 1",
      )
      .get()
  const send = async (path: string, fields: Record<string, string>) => {
    const headers = { Cookie: officer, Origin: served.address, Accept: 'text/html' }
    const body = new URLSearchParams(fields)
    const answer = await fetch(`${served.address}${path}`, { method: 'POST', redirect: 'manual', headers, body })
    if (answer.status >= 400) throw new Error(`${fields.act} at ${path} was answered with ${answer.status}`)
  }
  const ended = async (jobId: string, meanwhile: () => Promise<void>): Promise<JobRow> => {
    for (;;) {
      const job = lastJob()
      if (job?.id === jobId && job.finishedAt !== null) return job
      await meanwhile()
    }
  }
  const begun = async (): Promise<string> => {
    const before = lastJob()?.id
    await prepared()
    for (;;) {
      const job = lastJob()
      if (job && job.id !== before && job.startedAt !== null) return job.id
      await pause(20)
    }
  }
  const order = db
    .prepare<[], { planVersionId: string; cycleId: string }>(
      `SELECT v.id AS planVersionId, a.cycle_id AS cycleId FROM plan_versions v, appraisals a
        WHERE v.state = 'active' AND a.calibrated_at IS NOT NULL LIMIT 1`,
    )
    .get()
  if (!order) throw new Error('the seeded bank has nothing to calculate')
  const openRun = () =>
    db
      .prepare<[], { id: string }>('SELECT id FROM runs WHERE cancelled_at IS NULL AND released_at IS NULL LIMIT 1')
      .get()
  /** A run that is there from before is cancelled, so that each begins from nothing. */
  const prepared = async () => {
    const open = openRun()
    if (open) await send(`/runs/${open.id}`, { act: 'cancel', reason: 'measured anew' })
    await send('/runs', { act: 'prepare', ...order })
  }
  const cancelled = async (): Promise<number> => {
    const job = await begun()
    await pause(1_500)
    const asked = performance.now()
    await send(`/jobs/${job}`, { act: 'cancel' })
    await ended(job, () => pause(5))
    return (performance.now() - asked) / 1_000
  }
  const home = () => request(`${served.address}/`, employee)
  const whole = async (): Promise<{ seconds: number; p95: number }> => {
    const pages: number[] = []
    const job = await begun()
    const done = await ended(job, async () => {
      pages.push(await home())
      await pause(100)
    })
    if (done.state !== 'done') throw new Error(`the run ended as ${done.state}`)
    return { seconds: ((done.finishedAt ?? 0) - (done.startedAt ?? 0)) / 1_000, p95: quantile(pages, 0.95) }
  }
  try {
    const atRest = residentMib(served.pid)
    const before = quantile(await inTimes(100, home), 0.95)
    const cancels = await inTimes(times, cancelled)
    const runs = await inTimes(times, whole)
    const bare = benchEngine(people, times)
    const most = residentMib(served.pid, 'VmHWM')
    const seconds = runs.map((run) => run.seconds)
    const p95 = runs.map((run) => run.p95)
    const of = (name: string, values: readonly number[], unit: string, most: number, base: string): Measured => ({
      name: `run of ${people}, ${name}`,
      ...{ value: median(values), unit, most, noise: values.length > 1 ? noiseOf(values) : null },
      note: base,
    })
    const ratio = (value: number, base: number) => `${Number((value / base).toPrecision(2))}×`
    return [
      of(
        'end to end',
        seconds,
        's',
        45,
        `${ratio(median(seconds) * 1_000, bare.engineMs)} the ${(bare.engineMs / 1_000).toFixed(2)} s of the engine alone`,
      ),
      of('most memory', [most], 'MiB', 1_024, `${ratio(most, atRest)} the ${atRest.toFixed(0)} MiB at rest`),
      of('p95 of home meanwhile', p95, 'ms', 100, `${ratio(median(p95), before)} the ${before.toFixed(1)} ms before`),
      of('answer to cancel', cancels, 's', 1, `${ratio(median(cancels), median(seconds))} the run`),
    ]
  } finally {
    db.close()
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
