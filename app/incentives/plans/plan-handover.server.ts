/**
 * A draft is submitted as it stands in its document: what was typed there is saved with it, or neither is done. Until
 * somebody has decided, it can be taken back.
 */
import { eq } from 'drizzle-orm'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { record, recordDecision } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { canonical } from '#app/kernel/canonical.ts'
import type { Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import type { Db, Tx } from '#db/client.server.ts'
import { planVersions } from '#db/schema/incentives.ts'
import { transact } from '#db/transact.server.ts'
import type { IncentivePlan } from './plan.ts'
import { findPlanVersion } from './plan-versions.server.ts'
import { asJson, saveDraft, subjectOf, submitPlan } from './plans.server.ts'

type Typed = { versionId: string; revision: number; definition: IncentivePlan }

export const submitTyped = (db: Db | Tx, actor: Actor, given: Typed, now: Instant) =>
  transact(db, async (tx) => {
    const { versionId, revision } = given
    const version = await findPlanVersion(tx, actor, versionId)
    const isSaved = version && canonical(asJson(version.definition)) === canonical(asJson(given.definition))
    const saved = isSaved ? done({ revision }) : await saveDraft(tx, actor, given, now)
    return saved.ok ? submitPlan(tx, actor, { versionId, revision: saved.value.revision }, now) : saved
  })

/** Makes a submitted version a draft again, as whoever takes it back has looked at it. */
export const takeBackPlan = (
  db: Db | Tx,
  actor: Actor,
  { versionId, revision }: { versionId: string; revision: number },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const version = await findPlanVersion(tx, actor, versionId)
    if (!version) return refused('no-such-plan')
    if (!can(actor, 'plan.draft', version)) return refused('not-allowed')
    if (version.state !== 'submitted') return refused('not-submitted')
    const subject = subjectOf(version)
    if (version.revision !== revision) return changedMeanwhile(tx, subject)
    const draft = { state: 'draft', revision: revision + 1 } as const
    await tx.update(planVersions).set(draft).where(eq(planVersions.id, versionId))
    await recordDecision(tx, actor, subject, 'submit', 'cancelled', null, now)
    await record(tx, actor, 'plan.withdrawn', subject, {}, now)
    return done({ id: versionId, revision: draft.revision })
  })
