/** A draft is submitted as it stands in its document: what was typed there is saved with it, or neither is done. */
import type { Actor } from '#app/kernel/actor.ts'
import { canonical } from '#app/kernel/canonical.ts'
import type { Instant } from '#app/kernel/day.ts'
import { done } from '#app/kernel/result.ts'
import type { Db, Tx } from '#db/client.server.ts'
import { transact } from '#db/transact.server.ts'
import type { IncentivePlan } from './plan.ts'
import { asJson, findPlanVersion, saveDraft, submitPlan } from './plans.server.ts'

type Typed = { versionId: string; revision: number; definition: IncentivePlan }

export const submitTyped = (db: Db | Tx, actor: Actor, given: Typed, now: Instant) =>
  transact(db, async (tx) => {
    const { versionId, revision } = given
    const version = await findPlanVersion(tx, actor, versionId)
    const isSaved = version && canonical(asJson(version.definition)) === canonical(asJson(given.definition))
    const saved = isSaved ? done({ revision }) : await saveDraft(tx, actor, given, now)
    return saved.ok ? submitPlan(tx, actor, { versionId, revision: saved.value.revision }, now) : saved
  })
