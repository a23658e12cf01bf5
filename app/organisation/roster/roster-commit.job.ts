/** Writes a previewed roster in one transaction, if the bank still is what the preview saw. */
import { record } from '#app/audit/records.server.ts'
import { type Actor, systemActor } from '#app/kernel/actor.ts'
import { defineJob, JobFailure } from '#app/kernel/jobs.server.ts'
import { settingsOn } from '../settings/settings.server.ts'
import { askAgain, isStale, makePosts, makeUnits, noteCommitted } from './roster-commits.server.ts'
import { importOf } from './roster-imports.server.ts'
import { rosterWrites, writeRoster } from './roster-writing.server.ts'

type Input = { importId: string; revision: number; actorId: string; actorName: string; onBehalfOf: string | null }

export const rosterCommit = defineJob<Input>({
  kind: 'roster.commit',
  step: async (tx, { input, cursor, now }) => {
    const roster = await importOf(tx, input.importId)
    if (!roster) throw new JobFailure('no-such-import')
    if (roster.committedAt) return { cursor: 'written', done: 1, total: 1, finished: true }
    if (roster.discardedAt || roster.revision !== input.revision || !roster.counts)
      throw new JobFailure('stale-preview')
    const { writes, digest } = await rosterWrites(tx, roster.id)
    const total = writes.length
    if (await isStale(tx, roster)) throw new JobFailure('stale-preview')
    if (cursor !== 'checked') return { cursor: 'checked', done: 0, total }
    const actor: Actor = {
      ...systemActor(roster.effectiveOn),
      id: input.actorId,
      name: input.actorName,
      onBehalfOf: input.onBehalfOf,
    }
    if (!(await makeUnits(tx, actor, roster, now))) throw new JobFailure('stale-preview')
    await makePosts(tx, actor, roster, now)
    const { currency } = await settingsOn(tx, roster.effectiveOn)
    await writeRoster(tx, writes, { effectiveOn: roster.effectiveOn, currency }, now)
    await noteCommitted(tx, roster.id, input.actorId, now)
    const subject = { kind: 'roster-import', id: roster.id, unitPath: roster.unitPath }
    const after = {
      file: roster.fileName,
      fileDigest: roster.fileDigest,
      effectiveOn: roster.effectiveOn,
      counts: roster.counts,
      rowsDigest: digest,
    }
    await record(tx, actor, 'roster.committed', subject, { after }, now)
    return { cursor: 'written', done: total, total, finished: true, result: { counts: roster.counts } }
  },
  ended: async (tx, { input }) => {
    // The import may be asked for again, after a fresh preview.
    await askAgain(tx, input.importId)
  },
})
