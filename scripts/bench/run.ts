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
import type { Measured } from './target.ts'

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
  try {
    const first = await begun()
    await pause(1_500)
    const asked = performance.now()
    await send(`/jobs/${first}`, { act: 'cancel' })
    await ended(first, () => pause(5))
    const cancelS = (performance.now() - asked) / 1_000

    const pages: number[] = []
    const job = await begun()
    const done = await ended(job, async () => {
      pages.push(await request(`${served.address}/`, employee))
      await pause(100)
    })
    if (done.state !== 'done') throw new Error(`the run ended as ${done.state}`)
    const seconds = ((done.finishedAt ?? 0) - (done.startedAt ?? 0)) / 1_000
    const bare = benchEngine(people, 3)
    const note = `${((seconds * 1_000) / bare.engineMs).toFixed(1)}× the ${(bare.engineMs / 1_000).toFixed(2)} s of the engine alone`
    const of = `run of ${people}`
    return [
      { name: `${of}, end to end`, value: seconds, unit: 's', most: 45, noise: null, note },
      { name: `${of}, most memory`, value: residentMib(served.pid, 'VmHWM'), unit: 'MiB', most: 1_024, noise: null },
      { name: `${of}, p95 of home meanwhile`, value: quantile(pages, 0.95), unit: 'ms', most: 100, noise: null },
      { name: `${of}, answer to cancel`, value: cancelS, unit: 's', most: 1, noise: null },
    ]
  } finally {
    db.close()
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
