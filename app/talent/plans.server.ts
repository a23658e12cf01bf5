/** Development plans: proposed by the person or their manager, agreed by the other; a change asks for agreement again. */
import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import type * as z from 'zod/mini'
import { record } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import { courseChoices } from '#app/learning/courses/learners.server.ts'
import { pairingsOf } from '#app/mentoring/pairings.server.ts'
import { findCompetency } from '#app/organisation/competencies.server.ts'
import { accountsOfEmployees } from '#app/organisation/employee-accounts.server.ts'
import { personOn } from '#app/organisation/people.server.ts'
import { findPost } from '#app/organisation/posts.server.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { developmentActions, developmentPlans } from '#db/schema/talent.ts'
import { newId, transact } from '#db/transact.server.ts'
import { isTicked } from './development.ts'
import type { actionForm, correctActionForm, planForm } from './talent.form.ts'

/** The open plan of a person, or null; nobody is asked who looks. */
const openPlan = async (db: Reader, employeeId: string) => {
  const [plan] = await db
    .select()
    .from(developmentPlans)
    .where(and(eq(developmentPlans.employeeId, employeeId), isNull(developmentPlans.closedAt)))
    .orderBy(desc(developmentPlans.draftedAt))
    .limit(1)
  return plan ?? null
}
/** A plan's actions, the earliest due first; whoever calls has found the plan. */
export const actionsOf = (db: Reader, planId: string) =>
  db
    .select()
    .from(developmentActions)
    .where(eq(developmentActions.planId, planId))
    .orderBy(asc(developmentActions.dueOn), asc(developmentActions.id))

/** The person and their open plan with what the policy asks: who proposed it. */
export const planOf = async (db: Reader, actor: Actor, employeeId: string) => {
  const person = await personOn(db, employeeId, actor.today)
  if (!person || !can(actor, 'growth.read', person)) return null
  const plan = await openPlan(db, employeeId)
  const account = (await accountsOfEmployees(db, [employeeId])).get(employeeId)
  const facts = { employeeId, unitPath: person.unitPath }
  const agreeing = plan && { ...facts, draftedBy: plan.draftedBy, draftedByEmployee: plan.draftedBy === account }
  return {
    person,
    plan,
    facts,
    mayPropose: can(actor, 'development.propose', facts),
    mayAgree: agreeing !== null && plan?.agreedAt === null && can(actor, 'development.agree', agreeing),
    mayTick: can(actor, 'development.tick', facts),
  }
}

const subjectOf = (id: string, unitPath: string) => ({ kind: 'development', id, unitPath })

const proposable = async (tx: Tx, actor: Actor, employeeId: string) => {
  const found = await planOf(tx, actor, employeeId)
  if (!found) return refused('no-such-employee')
  return found.mayPropose ? done(found) : refused('not-allowed')
}

/** Begins a plan towards a post; the person or who leads them proposes it, and the other agrees. */
export const proposePlan = (
  db: Db | Tx,
  actor: Actor,
  employeeId: string,
  input: z.output<typeof planForm>,
  now: Instant,
) =>
  transact(db, async (tx) => {
    const found = await proposable(tx, actor, employeeId)
    if (!found.ok) return found
    if (found.value.plan) return refused('plan-runs')
    if (!(await findPost(tx, input.targetPostId))) return refused('no-such-post')
    const id = newId(tx, 'dpl', now)
    await tx.insert(developmentPlans).values({ id, employeeId, ...input, draftedBy: actor.id, draftedAt: now })
    const subject = subjectOf(id, found.value.person.unitPath)
    await record(tx, actor, 'development.proposed', subject, { after: { employeeId, ...input } }, now)
    return done({ id })
  })

/** The open plan, when the actor may change it and their page is of today. */
const changeable = async (tx: Tx, actor: Actor, employeeId: string, revision: number) => {
  const found = await proposable(tx, actor, employeeId)
  if (!found.ok) return found
  const { plan, person } = found.value
  if (!plan) return refused('no-such-plan')
  return plan.revision === revision
    ? done({ plan, person, subject: subjectOf(plan.id, person.unitPath) })
    : refused('changed-meanwhile')
}

/** What was agreed is no longer what stands there: whoever changed it proposes, and the other agrees again. */
const proposeAnew = (tx: Tx, actor: Actor, planId: string, now: Instant) =>
  tx
    .update(developmentPlans)
    .set({
      draftedBy: actor.id,
      draftedAt: now,
      agreedBy: null,
      agreedAt: null,
      revision: sql`${developmentPlans.revision} + 1`,
    })
    .where(eq(developmentPlans.id, planId))

/** Agrees to the plan as it stands on the page: by the other of the two. */
export const agreePlan = (db: Db | Tx, actor: Actor, given: { employeeId: string; revision: number }, now: Instant) =>
  transact(db, async (tx) => {
    const found = await planOf(tx, actor, given.employeeId)
    if (!found?.plan) return refused('no-such-plan')
    const { plan, person } = found
    if (plan.revision !== given.revision) return refused('changed-meanwhile')
    if (plan.agreedAt !== null) return refused('agreed-already')
    if (!found.mayAgree) return refused('maker-is-checker')
    await tx
      .update(developmentPlans)
      .set({ agreedBy: actor.id, agreedAt: now, revision: plan.revision + 1 })
      .where(eq(developmentPlans.id, plan.id))
    await record(tx, actor, 'development.agreed', subjectOf(plan.id, person.unitPath), {}, now)
    return done({ id: plan.id })
  })

/** Ends the plan, so that another may begin. */
export const closePlan = (db: Db | Tx, actor: Actor, given: { employeeId: string; revision: number }, now: Instant) =>
  transact(db, async (tx) => {
    const found = await changeable(tx, actor, given.employeeId, given.revision)
    if (!found.ok) return found
    const { plan, subject } = found.value
    await tx
      .update(developmentPlans)
      .set({ closedAt: now, revision: plan.revision + 1 })
      .where(eq(developmentPlans.id, plan.id))
    await record(tx, actor, 'development.closed', subject, {}, now)
    return done({ id: plan.id })
  })

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
    if (plan.revision !== given.revision) return refused('changed-meanwhile')
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
