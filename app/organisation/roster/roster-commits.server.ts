/** What the writing of a roster does beside the people: checks that nothing has changed, makes units and posts. */
import { eq, sql } from 'drizzle-orm'
import { record } from '#app/audit/records.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import type { Tx } from '#db/client.server.ts'
import { posts, rosterImports } from '#db/schema/organisation.ts'
import { newId } from '#db/transact.server.ts'
import type { UnitKind } from '../units/unit.ts'
import { openUnit } from '../units/unit-changes.server.ts'
import { unitOn } from '../units/units.server.ts'
import { rosterBankOn } from './roster-bank.server.ts'
import type { RosterImport } from './roster-imports.server.ts'

export const noteCommitted = async (tx: Tx, importId: string, by: string, now: Instant): Promise<void> => {
  await tx.update(rosterImports).set({ committedAt: now, committedBy: by }).where(eq(rosterImports.id, importId))
}

/** After a failure the import may be asked for again, from a fresh preview. */
export const askAgain = async (tx: Tx, importId: string): Promise<void> => {
  await tx.update(rosterImports).set({ commitJobId: null, previewedAt: null }).where(eq(rosterImports.id, importId))
}

/** Whether the bank is no longer what the preview saw. */
export const isStale = async (tx: Tx, roster: RosterImport): Promise<boolean> => {
  const numbers = await numbersOf(tx, roster.id)
  const { digest } = await rosterBankOn(tx, numbers, roster.unitPath, roster.effectiveOn)
  return digest !== roster.bankDigest
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

/** Opens the units that the file names and the bank lacks; false when the one above them is not open. */
export const makeUnits = async (tx: Tx, actor: Actor, roster: RosterImport, now: Instant): Promise<boolean> => {
  const parent = await unitOn(tx, roster.unitId, roster.effectiveOn)
  if (!parent) return false
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
    if (!opened.ok) throw new Error(`unit ${code} could not be opened: ${opened.error.code}`)
  }
  return true
}

/** A post that a file names begins empty: HR fills in what it is. */
export const makePosts = async (tx: Tx, actor: Actor, roster: RosterImport, now: Instant): Promise<void> => {
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
