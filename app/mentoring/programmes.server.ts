/** Mentoring programmes: opened by HR for a part of the bank, revised while they run, closed. */

import { and, desc, eq, gte, isNull } from 'drizzle-orm'
import type * as z from 'zod/mini'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { record } from '#app/audit/records.server.ts'
import { can, scopeOf } from '#app/identity/policy.ts'
import { withinScope } from '#app/identity/scope.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day, Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import { isWithin } from '#app/kernel/tree-path.ts'
import { standingOn } from '#app/organisation/assignments/assignments.server.ts'
import { unitPathColumn } from '#app/organisation/units/unit-paths.server.ts'
import { pathOfUnit } from '#app/organisation/units/units.server.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { pairings, programmeMentees, programmeMentors, programmes } from '#db/schema/mentoring.ts'
import { newId, transact } from '#db/transact.server.ts'
import type { openProgrammeForm, reviseProgrammeForm } from './mentoring.form.ts'

export type Programme = typeof programmes.$inferSelect & { unitPath: string }

const counted = (db: Reader) => ({
  id: programmes.id,
  code: programmes.code,
  name: programmes.name,
  kind: programmes.kind,
  fromOn: programmes.fromOn,
  toOn: programmes.toOn,
  closedAt: programmes.closedAt,
  matchedAt: programmes.matchedAt,
  mentors: db.$count(programmeMentors, eq(programmeMentors.programmeId, programmes.id)),
  mentees: db.$count(programmeMentees, eq(programmeMentees.programmeId, programmes.id)),
  pairs: db.$count(pairings, and(eq(pairings.programmeId, programmes.id), isNull(pairings.endedOn))),
})

/** Programmes of the part of the bank that the actor looks after, the newest first, with how many take part. */
export const programmesOverseen = async (db: Reader, actor: Actor) =>
  db
    .select(counted(db))
    .from(programmes)
    .where(withinScope(scopeOf(actor, 'programmes'), unitPathColumn(programmes.unitId, actor.today)))
    .orderBy(desc(programmes.fromOn), desc(programmes.id))

/** Open programmes that this person may join or has joined. */
export const programmesFor = async (db: Reader, actor: Actor) => {
  if (actor.employeeId === null) return []
  const standing = (await standingOn(db, [actor.employeeId], actor.today)).get(actor.employeeId)
  if (!standing) return []
  const rows = await db
    .select({ ...counted(db), rules: programmes.rules, unitPath: unitPathColumn(programmes.unitId, actor.today) })
    .from(programmes)
    .where(and(isNull(programmes.closedAt), gte(programmes.toOn, actor.today)))
    .orderBy(desc(programmes.fromOn))
  return rows.filter(({ unitPath }) => unitPath !== '' && isWithin(standing.unitPath, unitPath))
}

/** Nobody is asked who looks; commands and screens do. */
export const programmeOn = async (db: Reader, id: string, day: Day): Promise<Programme | null> => {
  const [row] = await db
    .select({ programme: programmes, unitPath: unitPathColumn(programmes.unitId, day) })
    .from(programmes)
    .where(eq(programmes.id, id))
  return row ? { ...row.programme, unitPath: row.unitPath || '/' } : null
}

/** A programme within the actor's reach, or null. */
export const findProgramme = async (db: Reader, actor: Actor, id: string): Promise<Programme | null> => {
  const programme = await programmeOn(db, id, actor.today)
  return programme && can(actor, 'programme.run', programme) ? programme : null
}

type Terms = Omit<z.output<typeof reviseProgrammeForm>, 'revision'>
const columnsOf = ({ name, kind, fromOn, toOn, ...rules }: Terms) => ({ name, kind, fromOn, toOn, rules })
export const subjectOf = ({ id, unitPath }: { id: string; unitPath: string }) => ({ kind: 'programme', id, unitPath })

/** Opens a programme for a unit and all below it. */
export const openProgramme = (db: Db | Tx, actor: Actor, input: z.output<typeof openProgrammeForm>, now: Instant) =>
  transact(db, async (tx) => {
    const { code, unitId, ...terms } = input
    const unitPath = await pathOfUnit(tx, unitId, actor.today)
    if (!unitPath) return refused('no-such-unit')
    if (!can(actor, 'programme.run', { unitPath })) return refused('not-allowed')
    if (input.toOn < input.fromOn) return refused('ends-before-it-begins')
    const [taken] = await tx.select({ id: programmes.id }).from(programmes).where(eq(programmes.code, code))
    if (taken) return refused('code-taken')
    const id = newId(tx, 'mpg', now)
    const columns = columnsOf(terms)
    await tx.insert(programmes).values({ id, code, unitId, ...columns, openedBy: actor.id, openedAt: now })
    await record(tx, actor, 'programme.opened', subjectOf({ id, unitPath }), { after: { code, ...columns } }, now)
    return done({ id })
  })

/** Changes the terms of an open programme; pairings that were made under the old ones stay. */
export const reviseProgramme = (
  db: Db | Tx,
  actor: Actor,
  id: string,
  input: z.output<typeof reviseProgrammeForm>,
  now: Instant,
) =>
  transact(db, async (tx) => {
    const programme = await findProgramme(tx, actor, id)
    if (!programme) return refused('no-such-programme')
    const { revision, ...terms } = input
    if (programme.revision !== revision) return changedMeanwhile(tx, subjectOf(programme))
    if (programme.closedAt !== null) return refused('programme-closed')
    if (input.toOn < input.fromOn) return refused('ends-before-it-begins')
    const columns = columnsOf(terms)
    await tx
      .update(programmes)
      .set({ ...columns, revision: revision + 1 })
      .where(eq(programmes.id, id))
    const { name, kind, fromOn, toOn, rules } = programme
    const before = { name, kind, fromOn, toOn, rules }
    await record(tx, actor, 'programme.revised', subjectOf(programme), { before, after: columns }, now)
    return done({ id })
  })

/** Closes a programme: nobody joins any more, and no pair is made; pairings that run go on until they are ended. */
export const closeProgramme = (db: Db | Tx, actor: Actor, id: string, revision: number, now: Instant) =>
  transact(db, async (tx) => {
    const programme = await findProgramme(tx, actor, id)
    if (!programme) return refused('no-such-programme')
    if (programme.revision !== revision) return changedMeanwhile(tx, subjectOf(programme))
    if (programme.closedAt !== null) return refused('programme-closed')
    await tx
      .update(programmes)
      .set({ closedAt: now, revision: revision + 1 })
      .where(eq(programmes.id, id))
    await record(tx, actor, 'programme.closed', subjectOf(programme), {}, now)
    return done({ id })
  })
