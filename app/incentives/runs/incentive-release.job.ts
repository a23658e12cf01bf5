/** Releases an approved run, with the reach of the person who asked, or of whom they asked for. */

import type { Actor } from '#app/kernel/actor.ts'
import { dayOf } from '#app/kernel/day.ts'
import { defineJob, JobFailure } from '#app/kernel/jobs.server.ts'
import { accountActor } from '#app/organisation/accounts/account-actor.server.ts'
import { inNameOf } from '#app/organisation/accounts/delegated-actor.server.ts'
import { settingsOn } from '#app/organisation/settings/settings.server.ts'
import { announceStatements, statementsToAnnounce } from '../statements/statement-notices.server.ts'
import { type GateChange, gateChangesAfter } from './release-check.server.ts'
import { type RunRow, runAtWork } from './run-calculation.server.ts'
import { linesAfter, type StoredLine } from './run-lines.server.ts'
import { finishRelease, stopRelease, writeConsequences } from './run-release.server.ts'

type Input = { runId: string; accountId: string; onBehalfOf: string | null }
type Cursor = { phase: 'check' | 'write' | 'finish' | 'tell'; after: string; people: number }
const isCursor = (value: unknown): value is Cursor => typeof value === 'object' && value !== null && 'phase' in value
const first: Cursor = { phase: 'check', after: '', people: 0 }

/** So many that writing them keeps nobody waiting who would write as well. */
const linesAtOnce = 500
const linesAPerson = 3
const toldAtOnce = 100

type Prepared = {
  run: RunRow
  timeZone: string
  actor: Actor
  changes: GateChange[]
  last: string | null
  lines: StoredLine[]
  told: Awaited<ReturnType<typeof statementsToAnnounce>>
}

export const incentiveReleaseJob = defineJob<Input, Prepared>({
  kind: 'incentive-release',
  outside: async (db, { input, cursor, now }) => {
    const at = isCursor(cursor) ? cursor : first
    const run = await runAtWork(db, input.runId)
    if (!run) throw new JobFailure('run-gone')
    const { timeZone } = await settingsOn(db, run.toOn)
    const own = await accountActor(db, input.accountId, dayOf(now, timeZone))
    const actor = input.onBehalfOf ? await inNameOf(db, own, input.onBehalfOf, ['run.release']) : own
    const nothing = { run, timeZone, actor, changes: [], last: null, lines: [], told: [] }
    if (at.phase === 'check') return { ...nothing, ...(await gateChangesAfter(db, run, at.after, 1_000, now)) }
    if (at.phase === 'write') {
      const lines = await linesAfter(db, run.id, at.after, linesAtOnce)
      return { ...nothing, lines, last: lines.at(-1)?.employee ?? null }
    }
    if (at.phase === 'tell') {
      const told = await statementsToAnnounce(db, run.id, at.after, toldAtOnce)
      return { ...nothing, told, last: told.at(-1)?.employeeNumber ?? null }
    }
    return nothing
  },
  step: async (tx, { cursor, now, prepared }) => {
    const at = isCursor(cursor) ? cursor : first
    const { run, actor } = prepared
    const total = Math.max(1, (run.population ?? 0) * 3)
    const progress = (next: Cursor) => ({ cursor: next, done: Math.min(next.people, total), total })
    switch (at.phase) {
      case 'check':
        if (prepared.changes.length > 0) {
          await stopRelease(tx, run, prepared.changes, actor, now)
          return { ...progress(at), finished: true, result: { runId: run.id, stopped: prepared.changes.length } }
        }
        return progress(
          prepared.last
            ? { ...at, after: prepared.last, people: at.people + 1_000 }
            : { phase: 'write', after: '', people: run.population ?? 0 },
        )
      case 'write': {
        const { lost } = await writeConsequences(tx, run.id, prepared.lines, now)
        if (lost.length > 0) throw new JobFailure('carried-paid-elsewhere', { count: lost.length })
        return progress(
          prepared.last
            ? { ...at, after: prepared.last, people: at.people + linesAtOnce / linesAPerson }
            : { ...at, phase: 'finish', after: '' },
        )
      }
      case 'finish': {
        const fresh = await runAtWork(tx, run.id)
        if (!fresh || !(await finishRelease(tx, fresh, actor, now))) throw new JobFailure('release-refused')
        return progress({ phase: 'tell', after: '', people: (run.population ?? 0) * 2 })
      }
      case 'tell':
        await announceStatements(tx, run, prepared.timeZone, prepared.told, now)
        return prepared.last
          ? progress({ ...at, after: prepared.last, people: at.people + prepared.told.length })
          : { cursor: at, done: total, total, finished: true, result: { runId: run.id } }
    }
  },
})
