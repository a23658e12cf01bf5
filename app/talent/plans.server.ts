/** Development plans: proposed by the person or their manager, agreed by the other; a change asks for agreement again. */

import { and, desc, eq, exists, gt, isNotNull, isNull, lt, notInArray, or, sql } from 'drizzle-orm'
import type * as z from 'zod/mini'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { record } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import { type Actor, accountsBehind } from '#app/kernel/actor.ts'
import type { Day, Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import { notifyDoer } from '#app/notices/notices.server.ts'
import { accountsOfEmployees } from '#app/organisation/employees/employee-accounts.server.ts'
import { personOn } from '#app/organisation/employees/people.server.ts'
import { findPost } from '#app/organisation/posts/posts.server.ts'
import { paths } from '#app/paths.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { developmentActions, developmentPlans } from '#db/schema/talent.ts'
import { newId, transact } from '#db/transact.server.ts'
import type { changePlanForm, planForm } from './talent.form.ts'

type Plan = typeof developmentPlans.$inferSelect
type Person = { id: string; name: string }

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

/** The person and their open plan with what the policy asks: who proposed it. */
export const planOf = async (db: Reader, actor: Actor, employeeId: string) => {
  const person = await personOn(db, employeeId, actor.today)
  if (!person || !can(actor, 'growth.read', person)) return null
  const plan = await openPlan(db, employeeId)
  const account = (await accountsOfEmployees(db, [employeeId])).get(employeeId)
  const facts = { employeeId, unitPath: person.unitPath }
  const hasActions = plan !== null && (await db.$count(developmentActions, eq(developmentActions.planId, plan.id))) > 0
  const agreeing = plan && { ...facts, draftedBy: plan.draftedBy, draftedByEmployee: plan.draftedBy === account }
  const isOther = agreeing !== null && can(actor, 'development.agree', agreeing)
  return {
    person,
    plan,
    facts,
    isOther,
    hasActions,
    mayPropose: can(actor, 'development.propose', facts),
    mayAgree: isOther && hasActions && plan?.agreedAt === null,
    mayTick: can(actor, 'development.tick', facts),
  }
}

/**
 * Plans that wait for the actor's agreement: the own one, and those of the people whose manager they are. One without
 * an action says nothing that could be agreed to yet.
 */
export const plansToAgree = async (db: Reader, actor: Actor) => {
  const people = [...(actor.employeeId ? [actor.employeeId] : []), ...actor.manages]
  if (people.length === 0) return []
  const waiting = await db
    .select({ employeeId: developmentPlans.employeeId })
    .from(developmentPlans)
    .where(
      and(
        anyOf(developmentPlans.employeeId, people),
        isNull(developmentPlans.closedAt),
        isNull(developmentPlans.agreedAt),
        notInArray(developmentPlans.draftedBy, accountsBehind(actor)),
        exists(db.select().from(developmentActions).where(eq(developmentActions.planId, developmentPlans.id))),
      ),
    )
    .limit(50)
  const found = await Promise.all(waiting.map(({ employeeId }) => planOf(db, actor, employeeId)))
  return found.flatMap((each) =>
    each?.mayAgree ? [{ employeeId: each.facts.employeeId, name: each.person.name }] : [],
  )
}

export const subjectOf = (id: string, unitPath: string) => ({ kind: 'development', id, unitPath })

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
export const changeable = async (tx: Tx, actor: Actor, employeeId: string, revision: number) => {
  const found = await proposable(tx, actor, employeeId)
  if (!found.ok) return found
  const { plan, person } = found.value
  if (!plan) return refused('no-such-plan')
  const subject = subjectOf(plan.id, person.unitPath)
  return plan.revision === revision ? done({ plan, person, subject }) : changedMeanwhile(tx, subject)
}

/** What was agreed is no longer what stands there: whoever changed it proposes, and the other agrees again. */
export const proposeAnew = (tx: Tx, actor: Actor, planId: string, now: Instant) =>
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

/** How many actions of a plan would be due outside of other days. */
const actionsOutside = (tx: Tx, planId: string, { fromOn, toOn }: { fromOn: Day; toOn: Day }): Promise<number> =>
  tx.$count(
    developmentActions,
    and(
      eq(developmentActions.planId, planId),
      or(lt(developmentActions.dueOn, fromOn), gt(developmentActions.dueOn, toOn)),
    ),
  )

/** Turns the plan to another post or other days, its actions kept; what was agreed is then agreed again. */
export const changePlan = (
  db: Db | Tx,
  actor: Actor,
  employeeId: string,
  { revision, ...input }: z.output<typeof changePlanForm>,
  now: Instant,
) =>
  transact(db, async (tx) => {
    const found = await changeable(tx, actor, employeeId, revision)
    if (!found.ok) return found
    const { plan, subject } = found.value
    const before = { targetPostId: plan.targetPostId, fromOn: plan.fromOn, toOn: plan.toOn }
    if (JSON.stringify(before) === JSON.stringify(input)) return done({ id: plan.id })
    if (!(await findPost(tx, input.targetPostId))) return refused('no-such-post')
    const left = await actionsOutside(tx, plan.id, input)
    if (left > 0) return refused('leaves-actions-out', { count: left })
    await tx.update(developmentPlans).set(input).where(eq(developmentPlans.id, plan.id))
    await proposeAnew(tx, actor, plan.id, now)
    await record(tx, actor, 'development.changed', subject, { before, after: input }, now)
    return done({ id: plan.id })
  })

/** Agrees to the plan as it stands on the page: by the other of the two. */
export const agreePlan = (db: Db | Tx, actor: Actor, given: { employeeId: string; revision: number }, now: Instant) =>
  transact(db, async (tx) => {
    const found = await planOf(tx, actor, given.employeeId)
    if (!found?.plan) return refused('no-such-plan')
    const { plan, person } = found
    if (plan.revision !== given.revision) return changedMeanwhile(tx, subjectOf(plan.id, person.unitPath))
    if (plan.agreedAt !== null) return refused('agreed-already')
    if (!found.isOther) return refused('maker-is-checker')
    if (!found.hasActions) return refused('no-actions')
    await tx
      .update(developmentPlans)
      .set({ agreedBy: actor.id, agreedAt: now, revision: plan.revision + 1 })
      .where(eq(developmentPlans.id, plan.id))
    await record(tx, actor, 'development.agreed', subjectOf(plan.id, person.unitPath), {}, now)
    const news = { kind: 'development-agreed', params: { name: person.name }, link: paths.developmentPlan(person.id) }
    await notifyDoer(tx, plan.draftedBy, { ...news, onceKey: `${news.kind} ${plan.id} ${plan.revision}` }, now)
    return done({ id: plan.id })
  })

/** Everyone who has proposed or agreed, and whose plan it is, hears that it is over; but not who has ended it. */
const tellOthers = async (tx: Tx, actor: Actor, of: { plan: Plan; person: Person }, now: Instant): Promise<void> => {
  const { plan, person } = of
  const own = (await accountsOfEmployees(tx, [person.id])).get(person.id)
  const told = new Set(
    [own, plan.draftedBy, plan.agreedBy].flatMap((each) => (each && each !== actor.id ? [each] : [])),
  )
  const news = { kind: 'development-closed', params: { name: person.name }, link: paths.developmentPlan(person.id) }
  for (const account of told) await notifyDoer(tx, account, { ...news, onceKey: `${news.kind} ${plan.id}` }, now)
}

/** Plans of a person that are over, the newest first; whoever calls has found the person. */
export const earlierPlans = (db: Reader, employeeId: string) =>
  db
    .select()
    .from(developmentPlans)
    .where(and(eq(developmentPlans.employeeId, employeeId), isNotNull(developmentPlans.closedAt)))
    .orderBy(desc(developmentPlans.closedAt))
    .limit(10)

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
    await tellOthers(tx, actor, found.value, now)
    return done({ id: plan.id })
  })
