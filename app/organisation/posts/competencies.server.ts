/** Competencies with their five described levels, and what people were assessed at. */

import { and, asc, desc, eq } from 'drizzle-orm'
import type * as z from 'zod/mini'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { record } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { competencies, competencyAssessments } from '#db/schema/organisation.ts'
import { newId, transact } from '#db/transact.server.ts'
import type { assessForm } from '../assignments/assignment.form.ts'
import { standingOn } from '../assignments/assignments.server.ts'
import { findPerson } from '../employees/people.server.ts'
import type { competencyForm } from './post.form.ts'
import { profileOf } from './posts.server.ts'

export const listCompetencies = (db: Reader) => db.select().from(competencies).orderBy(asc(competencies.code))

export const findCompetency = async (db: Reader, id: string) => {
  const [row] = await db.select().from(competencies).where(eq(competencies.id, id))
  return row ?? null
}

export const keepCompetency = (
  db: Db | Tx,
  actor: Actor,
  id: string | null,
  input: z.output<typeof competencyForm>,
  now: Instant,
) =>
  transact(db, async (tx) => {
    if (!can(actor, 'post.change')) return refused('not-allowed')
    const before = id ? await findCompetency(tx, id) : null
    if (id && !before) return refused('no-such-competency')
    if (before && before.revision !== input.revision) return changedMeanwhile(tx, { kind: 'competency', id: before.id })
    const { revision: _, ...facts } = input
    const [taken] = await tx.select({ id: competencies.id }).from(competencies).where(eq(competencies.code, facts.code))
    if (taken && taken.id !== id) return refused('code-taken')
    const kept = before?.id ?? newId(tx, 'cmp', now)
    if (before)
      await tx
        .update(competencies)
        .set({ ...facts, revision: before.revision + 1 })
        .where(eq(competencies.id, kept))
    else await tx.insert(competencies).values({ ...facts, id: kept })
    const subject = { kind: 'competency', id: kept, unitPath: '/' }
    const change = before ? { before: { ...before }, after: facts } : { after: facts }
    await record(tx, actor, before ? 'competency.changed' : 'competency.added', subject, change, now)
    return done({ id: kept })
  })

/** Every assessment of a person, newest first. */
export const assessmentsOf = (db: Reader, employeeId: string) =>
  db
    .select({
      id: competencyAssessments.id,
      competencyId: competencyAssessments.competencyId,
      name: competencies.name,
      level: competencyAssessments.level,
      assessedOn: competencyAssessments.assessedOn,
      assessedBy: competencyAssessments.assessedBy,
      evidence: competencyAssessments.evidence,
    })
    .from(competencyAssessments)
    .innerJoin(competencies, eq(competencies.id, competencyAssessments.competencyId))
    .where(eq(competencyAssessments.employeeId, employeeId))
    .orderBy(desc(competencyAssessments.assessedOn), desc(competencyAssessments.id))

/** What the post asks of its holder beside what they were last assessed at; `has` null is not assessed. */
export const gapsOf = async (db: Reader, employeeId: string, day: string) => {
  const standing = (await standingOn(db, [employeeId], day)).get(employeeId)
  const asked = standing ? await profileOf(db, standing.postId) : []
  const assessed = await assessmentsOf(db, employeeId)
  const newest = (id: string) =>
    assessed.find((each) => each.competencyId === id && each.assessedOn <= day)?.level ?? null
  const others = [...new Map(assessed.map((each) => [each.competencyId, each])).values()]
    .filter((each) => !asked.some(({ id }) => id === each.competencyId))
    .map((each) => ({ id: each.competencyId, name: each.name, needs: null, has: newest(each.competencyId) }))
  return [
    ...asked.map(({ id, name, level }) => ({ id, name, needs: level as number | null, has: newest(id) })),
    ...others,
  ]
}

/** Notes at which level a person works. The same day's assessment of the same competency is put right by it. */
export const assess = (
  db: Db | Tx,
  actor: Actor,
  employeeId: string,
  input: z.output<typeof assessForm>,
  now: Instant,
) =>
  transact(db, async (tx) => {
    const person = await findPerson(tx, actor, employeeId)
    if (!person) return refused('no-such-employee')
    if (!can(actor, 'competency.assess', person)) return refused('not-allowed')
    if (input.assessedOn > actor.today) return refused('not-yet')
    if (!(await findCompetency(tx, input.competencyId))) return refused('no-such-competency')
    await tx
      .delete(competencyAssessments)
      .where(
        and(
          eq(competencyAssessments.employeeId, employeeId),
          eq(competencyAssessments.competencyId, input.competencyId),
          eq(competencyAssessments.assessedOn, input.assessedOn),
        ),
      )
    await tx
      .insert(competencyAssessments)
      .values({ ...input, id: newId(tx, 'cas', now), employeeId, assessedBy: actor.id })
    const subject = { kind: 'employee', id: employeeId, unitPath: person.unitPath }
    await record(tx, actor, 'employee.assessed', subject, { after: input }, now)
    return done({ employeeId })
  })
