/** Writes a previewed roster in one transaction, if the bank still is what the preview saw. */
import { eq, sql } from 'drizzle-orm'
import { record } from '#app/audit/records.server.ts'
import { type Actor, systemActor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { defineJob, JobFailure } from '#app/kernel/jobs.server.ts'
import type { Tx } from '#db/client.server.ts'
import { posts, rosterImports } from '#db/schema/organisation.ts'
import { newId } from '#db/transact.server.ts'
import { rosterBankOn } from './roster-bank.server.ts'
import { importOf, type RosterImport } from './roster-imports.server.ts'
import { rosterWrites, writeRoster } from './roster-writing.server.ts'
import { settingsOn } from './settings.server.ts'
import type { UnitKind } from './unit.ts'
import { openUnit } from './unit-changes.server.ts'
import { unitOn } from './units.server.ts'

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
    if (cursor !== 'checked') {
      await refuseStale(tx, roster)
      return { cursor: 'checked', done: 0, total }
    }
    await refuseStale(tx, roster)
    const actor: Actor = {
      ...systemActor(roster.effectiveOn),
      id: input.actorId,
      name: input.actorName,
      onBehalfOf: input.onBehalfOf,
    }
    await makeUnits(tx, actor, roster, now)
    await makePosts(tx, actor, roster, now)
    const { currency } = await settingsOn(tx, roster.effectiveOn)
    await writeRoster(tx, writes, { effectiveOn: roster.effectiveOn, currency }, now)
    await tx
      .update(rosterImports)
      .set({ committedAt: now, committedBy: input.actorId })
      .where(eq(rosterImports.id, roster.id))
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
    await tx
      .update(rosterImports)
      .set({ commitJobId: null, previewedAt: null })
      .where(eq(rosterImports.id, input.importId))
  },
})

const refuseStale = async (tx: Tx, roster: RosterImport): Promise<void> => {
  const numbers = await numbersOf(tx, roster.id)
  const { digest } = await rosterBankOn(tx, numbers, roster.unitPath, roster.effectiveOn)
  if (digest !== roster.bankDigest) throw new JobFailure('stale-preview')
}

/** Everyone whom the preview looked at: the people of the file and their managers. */
const numbersOf = async (tx: Tx, importId: string): Promise<string[]> => {
  const rows = await tx.all<{ number: string }>(sql`
    select employee_number number from roster_import_rows where import_id = ${importId} and employee_number is not null
    union select detail ->> '$.facts.manager' from roster_import_rows
    where import_id = ${importId} and detail ->> '$.facts.manager' is not null`)
  return rows.map(({ number }) => number)
}

const kindBelow: Record<UnitKind, UnitKind> = {
  'head-office': 'branch',
  branch: 'sub-branch',
  'sub-branch': 'outlet',
  outlet: 'department',
  department: 'department',
}

const makeUnits = async (tx: Tx, actor: Actor, roster: RosterImport, now: Instant): Promise<void> => {
  const parent = await unitOn(tx, roster.unitId, roster.effectiveOn)
  if (!parent) throw new JobFailure('stale-preview')
  for (const { code, name } of roster.settings.newUnits ?? []) {
    const opened = await openUnit(
      tx,
      actor,
      {
        code,
        kind: kindBelow[parent.kind],
        parentId: parent.id,
        legalEntityId: null,
        name: wordsOf(name),
        fromOn: roster.effectiveOn,
      },
      now,
    )
    if (!opened.ok) throw new JobFailure('stale-preview')
  }
}

/** A post that a file names begins empty: HR fills in what it is. */
const makePosts = async (tx: Tx, actor: Actor, roster: RosterImport, now: Instant): Promise<void> => {
  for (const { code, name } of roster.settings.newPosts ?? []) {
    const id = newId(tx, 'pst', now)
    const words = wordsOf(name)
    await tx
      .insert(posts)
      .values({ id, code, name: words, family: {}, grade: '', riskClass: 'ordinary', duties: {}, requirements: {} })
    await record(tx, actor, 'post.added', { kind: 'post', id, unitPath: '/' }, { after: { code, name: words } }, now)
  }
}

const wordsOf = (name: string) => (/\p{Script=Han}/u.test(name) ? { 'zh-CN': name } : { en: name })
