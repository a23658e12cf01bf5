/** The actions of a development plan: added, corrected, taken out and, where the portal cannot see it, ticked. */

import { and, asc, eq } from 'drizzle-orm'
import type * as z from 'zod/mini'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { record } from '#app/audit/records.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day, Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import { courseChoices } from '#app/learning/courses/learners.server.ts'
import { pairingsOf } from '#app/mentoring/pairings.server.ts'
import { findCompetency } from '#app/organisation/posts/competencies.server.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { developmentActions } from '#db/schema/talent.ts'
import { newId, transact } from '#db/transact.server.ts'
import { isTicked } from './development.ts'
import { changeable, planOf, proposeAnew, subjectOf } from './plans.server.ts'
import type { actionForm, correctActionForm } from './talent.form.ts'

/** A plan's actions, the earliest due first; whoever calls has found the plan. */
export const actionsOf = (db: Reader, planId: string) =>
  db
    .select()
    .from(developmentActions)
    .where(eq(developmentActions.planId, planId))
    .orderBy(asc(developmentActions.dueOn), asc(developmentActions.id))

/** Adds an action that points at something real: a course that can be taken, a pairing of the person, a competency. */
export const addAction = (
  db: Db | Tx,
  actor: Actor,
  employeeId: string,
  { revision, ...input }: z.output<typeof actionForm>,
  now: Instant,
) =>
  transact(db, async (tx) => {
    const found = await changeable(tx, actor, employeeId, revision)
    if (!found.ok) return found
    const { plan, subject } = found.value
    const fault = dayFault(plan, input.dueOn)
    if (fault) return fault
    const columns = {
      kind: input.kind,
      courseId: input.kind === 'course' ? input.courseId : null,
      pairingId: input.kind === 'mentoring' ? input.pairingId : null,
      competencyId: input.kind === 'competency' ? input.competencyId : null,
      text: input.text,
      wanted: input.kind === 'mentoring' || input.kind === 'competency' ? input.wanted : null,
      dueOn: input.dueOn,
    }
    if (columns.courseId && !(await courseChoices(tx)).some(({ id }) => id === columns.courseId))
      return refused('no-such-course')
    const pairings = columns.pairingId ? await pairingsOf(tx, employeeId) : []
    if (columns.pairingId && !pairings.some(({ id }) => id === columns.pairingId)) return refused('no-such-pairing')
    if (columns.competencyId && !(await findCompetency(tx, columns.competencyId))) return refused('no-such-competency')
    const id = newId(tx, 'dac', now)
    await tx.insert(developmentActions).values({ id, planId: plan.id, ...columns })
    await proposeAnew(tx, actor, plan.id, now)
    await record(tx, actor, 'development.action-added', subject, { after: columns }, now)
    return done({ id })
  })

/** An action is due while its plan runs. */
const dayFault = ({ fromOn, toOn }: { fromOn: Day; toOn: Day }, dueOn: Day) =>
  dueOn < fromOn || dueOn > toOn ? refused('outside-the-plan') : null

const actionIn = async (tx: Tx, planId: string, id: string) => {
  const [action] = await tx
    .select()
    .from(developmentActions)
    .where(and(eq(developmentActions.id, id), eq(developmentActions.planId, planId)))
  return action ?? null
}

/** Changes an action's date, text or what is wanted; its kind and what it points at stay. */
export const correctAction = (
  db: Db | Tx,
  actor: Actor,
  employeeId: string,
  { revision, id, ...input }: z.output<typeof correctActionForm>,
  now: Instant,
) =>
  transact(db, async (tx) => {
    const found = await changeable(tx, actor, employeeId, revision)
    if (!found.ok) return found
    const { plan, subject } = found.value
    const action = await actionIn(tx, plan.id, id)
    if (!action) return refused('no-such-action')
    const fault = input.dueOn === action.dueOn ? null : dayFault(plan, input.dueOn)
    if (fault) return fault
    const columns = isTicked(action.kind)
      ? { text: input.text ?? action.text, dueOn: input.dueOn }
      : { ...input, wanted: action.kind === 'course' ? null : input.wanted }
    await tx
      .update(developmentActions)
      .set({ ...columns, revision: action.revision + 1 })
      .where(eq(developmentActions.id, id))
    await proposeAnew(tx, actor, plan.id, now)
    const before = { text: action.text, wanted: action.wanted, dueOn: action.dueOn }
    await record(tx, actor, 'development.action-corrected', subject, { before, after: { ...columns } }, now)
    return done({ id })
  })

/** Takes an action out of the plan. */
export const removeAction = (
  db: Db | Tx,
  actor: Actor,
  given: { employeeId: string; id: string; revision: number },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const found = await changeable(tx, actor, given.employeeId, given.revision)
    if (!found.ok) return found
    const { plan, subject } = found.value
    const action = await actionIn(tx, plan.id, given.id)
    if (!action) return refused('no-such-action')
    await tx.delete(developmentActions).where(eq(developmentActions.id, given.id))
    await proposeAnew(tx, actor, plan.id, now)
    const { kind, courseId, pairingId, competencyId, text, dueOn } = action
    const before = { kind, courseId, pairingId, competencyId, text, dueOn }
    await record(tx, actor, 'development.action-removed', subject, { before }, now)
    return done({ id: plan.id })
  })

/** The manager says that a project or rotation is done, or takes it back. Nothing else is ticked. */
export const tickAction = (
  db: Db | Tx,
  actor: Actor,
  given: { employeeId: string; id: string; revision: number },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const found = await planOf(tx, actor, given.employeeId)
    if (!found?.plan) return refused('no-such-plan')
    const { plan, person } = found
    if (!found.mayTick) return refused('not-allowed')
    if (plan.revision !== given.revision) return changedMeanwhile(tx, subjectOf(plan.id, person.unitPath))
    const action = await actionIn(tx, plan.id, given.id)
    if (!action) return refused('no-such-action')
    if (!isTicked(action.kind)) return refused('computed')
    const ticked = action.doneAt === null ? { doneAt: now, doneBy: actor.id } : { doneAt: null, doneBy: null }
    await tx
      .update(developmentActions)
      .set({ ...ticked, revision: action.revision + 1 })
      .where(eq(developmentActions.id, action.id))
    const change = { before: { doneAt: action.doneAt }, after: { action: action.text, doneAt: ticked.doneAt } }
    await record(tx, actor, 'development.action-ticked', subjectOf(plan.id, person.unitPath), change, now)
    return done({ id: plan.id })
  })
