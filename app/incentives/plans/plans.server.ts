/** Incentive plans and their versions: draft → submitted → approved → active → retired, never edited once active. */

import { and, eq, max } from 'drizzle-orm'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { record, recordDecision, type Subject } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import { type Actor, deputedBy } from '#app/kernel/actor.ts'
import type { Json } from '#app/kernel/canonical.ts'
import type { Instant } from '#app/kernel/day.ts'
import { lintErrors } from '#app/kernel/lint.ts'
import { done, refused } from '#app/kernel/result.ts'
import { notifyAuthor, notifyThoseWho } from '#app/notices/notices.server.ts'
import { paths } from '#app/paths.ts'
import type { Db, Tx } from '#db/client.server.ts'
import { plans, planVersions } from '#db/schema/incentives.ts'
import { newId, transact } from '#db/transact.server.ts'
import type { IncentivePlan } from './plan.ts'
import { checkPlan } from './plan-check.server.ts'
import { findPlanVersion } from './plan-versions.server.ts'

export const subjectOf = (version: { id: string; unitPath: string }): Subject => ({
  kind: 'plan-version',
  id: version.id,
  unitPath: version.unitPath,
})

/** A new plan with its first draft. */
export const draftPlan = (
  db: Db | Tx,
  actor: Actor,
  given: { definition: IncentivePlan; unitId: string; unitPath: string },
  now: Instant,
) =>
  transact(db, async (tx) => {
    if (!can(actor, 'plan.draft', { unitPath: given.unitPath })) return refused('not-allowed')
    const { code, name } = given.definition
    const [known] = await tx.select({ id: plans.id }).from(plans).where(eq(plans.code, code))
    if (known) return refused('code-taken', { code })
    const planId = newId(tx, 'pln', now)
    await tx.insert(plans).values({ id: planId, code, name, unitId: given.unitId })
    const id = newId(tx, 'plv', now)
    await tx
      .insert(planVersions)
      .values({ id, planId, version: 1, definition: given.definition, draftedBy: actor.id, draftedAt: now })
    await record(
      tx,
      actor,
      'plan.drafted',
      subjectOf({ id, unitPath: given.unitPath }),
      { after: asJson(given.definition) },
      now,
    )
    return done({ id, planId, revision: 1 })
  })

/** The next version of a plan, begun from one that exists. */
export const reviseDraft = (db: Db | Tx, actor: Actor, versionId: string, now: Instant) =>
  transact(db, async (tx) => {
    const from = await findPlanVersion(tx, actor, versionId)
    if (!from) return refused('no-such-plan')
    if (!can(actor, 'plan.draft', from)) return refused('not-allowed')
    const [open] = await tx
      .select({ id: planVersions.id })
      .from(planVersions)
      .where(and(eq(planVersions.planId, from.planId), eq(planVersions.state, 'draft')))
    if (open) return done({ id: open.id })
    const [newest] = await tx
      .select({ version: max(planVersions.version) })
      .from(planVersions)
      .where(eq(planVersions.planId, from.planId))
    const id = newId(tx, 'plv', now)
    await tx.insert(planVersions).values({
      id,
      planId: from.planId,
      version: (newest?.version ?? 0) + 1,
      definition: from.definition,
      draftedBy: actor.id,
      draftedAt: now,
    })
    await record(
      tx,
      actor,
      'plan.drafted',
      subjectOf({ id, unitPath: from.unitPath }),
      { before: from.version, after: (newest?.version ?? 0) + 1 },
      now,
    )
    return done({ id })
  })

/** A draft that the actor may change, as whoever asks has looked at it. */
const draftToChange = async (tx: Tx, actor: Actor, given: Looked) => {
  const version = await findPlanVersion(tx, actor, given.versionId)
  if (!version) return refused('no-such-plan')
  if (!can(actor, 'plan.draft', version)) return refused('not-allowed')
  if (version.state !== 'draft') return refused('not-a-draft')
  if (version.revision !== given.revision) return changedMeanwhile(tx, subjectOf(version))
  return done(version)
}

/** Replaces a draft's content; the plan's code stays what it is. */
export const saveDraft = (
  db: Db | Tx,
  actor: Actor,
  given: { versionId: string; revision: number; definition: IncentivePlan },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const found = await draftToChange(tx, actor, given)
    if (!found.ok) return found
    const version = found.value
    const definition = { ...given.definition, code: version.code }
    await tx
      .update(planVersions)
      .set({ definition, revision: version.revision + 1, draftedBy: actor.id, draftedAt: now })
      .where(eq(planVersions.id, version.id))
    await tx.update(plans).set({ name: definition.name }).where(eq(plans.id, version.planId))
    await record(
      tx,
      actor,
      'plan.changed',
      subjectOf(version),
      { before: asJson(version.definition), after: asJson(definition) },
      now,
    )
    return done({ id: version.id, revision: version.revision + 1 })
  })

/** A plan with faults, failing examples or a lint of severity error neither leaves its drafter nor becomes active. */
const objectionTo = (plan: IncentivePlan) => {
  const { lints, failing } = checkPlan(plan)
  const errors = lintErrors(lints)
  if (errors.length > 0) return refused('lint-error', { paths: errors.map(({ path }) => path) })
  return failing > 0 ? refused('example-fails', { count: failing }) : null
}

/** A version as it was looked at: whoever has another before them decides nothing. */
type Looked = { versionId: string; revision: number }

/** Hands a draft to the approver. */
export const submitPlan = (db: Db | Tx, actor: Actor, given: Looked, now: Instant) =>
  transact(db, async (tx) => {
    const found = await draftToChange(tx, actor, given)
    if (!found.ok) return found
    const version = found.value
    const objection = objectionTo(version.definition)
    if (objection) return objection
    await tx
      .update(planVersions)
      .set({ state: 'submitted', submittedBy: actor.id, submittedAt: now, revision: version.revision + 1 })
      .where(eq(planVersions.id, version.id))
    await recordDecision(tx, actor, subjectOf(version), 'submit', 'submitted', null, now)
    await record(tx, actor, 'plan.submitted', subjectOf(version), {}, now)
    const news = {
      kind: 'plan-to-approve',
      params: { name: actor.name, plan: version.name },
      link: paths.plan(version.id),
    }
    const submitted = { ...deputedBy(actor, version), submittedBy: actor.id }
    await notifyThoseWho(tx, actor.today, (holder) => can(holder, 'plan.approve', submitted), version, news, now)
    return done({ id: version.id, revision: version.revision + 1 })
  })

/** Approves and activates, or returns to the drafter with a reason; never by the drafter or the submitter. */
export const decidePlan = (
  db: Db | Tx,
  actor: Actor,
  given: Looked & { decision: 'approved' | 'returned'; reason: string | null },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const version = await findPlanVersion(tx, actor, given.versionId)
    if (!version) return refused('no-such-plan')
    if (!can(actor, 'plan.approve', version)) return refused('maker-is-checker')
    if (version.state !== 'submitted') return refused('not-submitted')
    if (version.revision !== given.revision) return changedMeanwhile(tx, subjectOf(version))
    if (given.decision === 'returned') {
      if (!given.reason) return refused('reason-required')
      await tx
        .update(planVersions)
        .set({ state: 'draft', revision: version.revision + 1 })
        .where(eq(planVersions.id, version.id))
      await recordDecision(tx, actor, subjectOf(version), 'approve', 'returned', given.reason, now)
      await record(tx, actor, 'plan.returned', subjectOf(version), { after: given.reason }, now)
      await tellAuthor(tx, version, 'plan-returned', now)
      return done({ id: version.id })
    }
    // What the regulator asks may have changed since the plan was submitted.
    const objection = objectionTo(version.definition)
    if (objection) return objection
    await tx
      .update(planVersions)
      .set({ state: 'retired', retiredAt: now })
      .where(and(eq(planVersions.planId, version.planId), eq(planVersions.state, 'active')))
    await tx
      .update(planVersions)
      .set({ state: 'active', approvedBy: actor.id, approvedAt: now, activatedAt: now, revision: version.revision + 1 })
      .where(eq(planVersions.id, version.id))
    await recordDecision(tx, actor, subjectOf(version), 'approve', 'approved', given.reason, now)
    await record(tx, actor, 'plan.activated', subjectOf(version), { after: version.version }, now)
    await tellAuthor(tx, version, 'plan-approved', now)
    return done({ id: version.id })
  })

type Handed = NonNullable<Awaited<ReturnType<typeof findPlanVersion>>>
const tellAuthor = (tx: Tx, version: Handed, kind: 'plan-approved' | 'plan-returned', now: Instant) =>
  notifyAuthor(tx, version, { kind, params: { plan: version.name }, link: paths.plan(version.id) }, now)

export const retirePlan = (db: Db | Tx, actor: Actor, versionId: string, now: Instant) =>
  transact(db, async (tx) => {
    const version = await findPlanVersion(tx, actor, versionId)
    if (!version) return refused('no-such-plan')
    if (!can(actor, 'plan.approve', version)) return refused('maker-is-checker')
    if (version.state !== 'active') return refused('not-active')
    await tx
      .update(planVersions)
      .set({ state: 'retired', retiredAt: now, revision: version.revision + 1 })
      .where(eq(planVersions.id, version.id))
    await record(tx, actor, 'plan.retired', subjectOf(version), {}, now)
    return done({ id: version.id })
  })

/** A plan is plain data: it is its own JSON. */
export const asJson = (definition: IncentivePlan): Json => JSON.parse(JSON.stringify(definition)) as Json
