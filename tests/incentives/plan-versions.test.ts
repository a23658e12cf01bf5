import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { contentPlans } from '#app/incentives/plans/plan-content.server.ts'
import { submitTyped, takeBackPlan } from '#app/incentives/plans/plan-handover.server.ts'
import { findPlanVersion, planVersionBefore } from '#app/incentives/plans/plan-versions.server.ts'
import { decidePlan, draftPlan, reviseDraft, saveDraft, submitPlan } from '#app/incentives/plans/plans.server.ts'
import type { Db } from '#db/client.server.ts'
import { planVersions } from '#db/schema/incentives.ts'
import { notices } from '#db/schema/notices.ts'
import { transact } from '#db/transact.server.ts'
import { account } from '../organisation/bank.ts'
import { actorOf, openBank } from '../performance/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'

const officer = { ...actorOf(null, ['incentive-officer']), id: 'acc_officer' }
const colleague = { ...officer, id: 'acc_colleague', name: 'colleague' }
const approver = { ...actorOf(null, ['incentive-approver']), id: 'acc_approver' }

const drafted = async () => {
  const db = await freshDb()
  await openBank(db, { count: 1 })
  const definition = contentPlans().find((plan) => plan.code === 'shared-pool')
  if (!definition) throw new Error('content/plans has no shared-pool')
  const given = { definition, unitId: 'unt_ho', unitPath: '/HO/' }
  const { id, revision } = must(await draftPlan(db, officer, given, clock.now))
  return { db, definition, looked: { versionId: id, revision } }
}
const stateOf = async (db: Db, versionId: string) => (await findPlanVersion(db, officer, versionId))?.state

it('a plan is handed in and decided as it was looked at, not as somebody has changed it since', async () => {
  const { db, definition, looked } = await drafted()
  const { versionId } = looked
  const changed = must(await saveDraft(db, colleague, { ...looked, definition }, clock.now))
  expect(await submitPlan(db, officer, looked, clock.now)).toMatchObject({
    error: { code: 'changed-meanwhile', detail: { by: 'colleague' } },
  })
  const seen = must(await submitPlan(db, officer, { versionId, revision: changed.revision }, clock.now))
  const { revision } = seen
  must(await decidePlan(db, approver, { versionId, revision, decision: 'returned', reason: 'Cap it' }, clock.now))
  const again = must(await saveDraft(db, officer, { versionId, revision: revision + 1, definition }, clock.now))
  const handed = must(await submitPlan(db, officer, { versionId, revision: again.revision }, clock.now))
  const approval = { versionId, decision: 'approved', reason: null } as const
  expect(await decidePlan(db, approver, { ...approval, revision }, clock.now)).toMatchObject({
    error: { code: 'changed-meanwhile' },
  })
  must(await decidePlan(db, approver, { ...approval, revision: handed.revision }, clock.now))
  expect(await stateOf(db, versionId)).toBe('active')
})

it('a plan is approved by neither who drafted it nor who handed it in, be they an approver too', async () => {
  const { db, looked } = await drafted()
  const { revision } = must(await submitPlan(db, colleague, looked, clock.now))
  const approval = { versionId: looked.versionId, revision, decision: 'approved', reason: null } as const
  for (const { id } of [officer, colleague])
    expect(await decidePlan(db, { ...approver, id }, approval, clock.now)).toMatchObject({
      error: { code: 'maker-is-checker' },
    })
  must(await decidePlan(db, approver, approval, clock.now))
})

it('a plan that a deputy drafted or handed in is not approved by whom they stood in for, nor told them', async () => {
  const { db, definition, looked } = await drafted()
  const { versionId } = looked
  for (const each of ['acc_lender', 'acc_approver']) await account(db, each, each, 'incentive-approver')
  const lender = { ...approver, id: 'acc_lender' }
  const deputy = { ...colleague, onBehalfOf: lender.id }
  const saved = must(await saveDraft(db, deputy, { ...looked, definition }, clock.now))
  const handed = must(await submitPlan(db, officer, { versionId, revision: saved.revision }, clock.now))
  const approval = { versionId, decision: 'approved', reason: null } as const
  const decide = (actor: typeof approver, { revision }: { revision: number }) =>
    decidePlan(db, actor, { ...approval, revision }, clock.now)
  expect(await decide(lender, handed)).toMatchObject({ error: { code: 'maker-is-checker' } })
  must(await takeBackPlan(db, officer, { versionId, revision: handed.revision }, clock.now))
  const own = must(await saveDraft(db, officer, { versionId, revision: handed.revision + 1, definition }, clock.now))
  const again = must(await submitPlan(db, deputy, { versionId, revision: own.revision }, clock.now))
  expect(await decide(lender, again)).toMatchObject({ error: { code: 'maker-is-checker' } })
  const told = await db.select().from(notices).where(eq(notices.kind, 'plan-to-approve'))
  expect(new Set(told.map(({ accountId }) => accountId))).toEqual(new Set(['acc_approver']))
  must(await decide(approver, again))
})

it('a plan is handed in with what was typed in its document and not saved before', async () => {
  const { db, definition, looked } = await drafted()
  const typed = { ...definition, payment: { ...definition.payment, day: 11 } }
  const unsound = { ...typed, components: [] }
  expect(await submitTyped(db, officer, { ...looked, definition: unsound }, clock.now)).toMatchObject({
    error: { code: 'lint-error' },
  })
  // A refusal keeps nothing of it, and the draft can be handed in as it was looked at.
  expect((await findPlanVersion(db, officer, looked.versionId))?.definition).toEqual(definition)
  const { revision } = must(await submitTyped(db, officer, { ...looked, definition: typed }, clock.now))
  expect(await findPlanVersion(db, officer, looked.versionId)).toMatchObject({
    state: 'submitted',
    revision,
    definition: { payment: { day: 11 } },
  })
})

it('a plan that was handed in is taken back by those who draft, until it is decided', async () => {
  const { db, definition, looked } = await drafted()
  const { versionId } = looked
  expect(await takeBackPlan(db, officer, looked, clock.now)).toMatchObject({ error: { code: 'not-submitted' } })
  const handed = { versionId, revision: must(await submitPlan(db, officer, looked, clock.now)).revision }
  expect(await takeBackPlan(db, approver, handed, clock.now)).toMatchObject({ error: { code: 'not-allowed' } })
  expect(await takeBackPlan(db, officer, looked, clock.now)).toMatchObject({ error: { code: 'changed-meanwhile' } })
  const back = { versionId, revision: must(await takeBackPlan(db, colleague, handed, clock.now)).revision }
  expect(await stateOf(db, versionId)).toBe('draft')
  // Whoever was about to approve it looks at it anew.
  const approval = { decision: 'approved', reason: null } as const
  expect(await decidePlan(db, approver, { ...handed, ...approval }, clock.now)).toMatchObject({
    error: { code: 'not-submitted' },
  })
  const again = must(await submitTyped(db, officer, { ...back, definition }, clock.now))
  must(await decidePlan(db, approver, { versionId, revision: again.revision, ...approval }, clock.now))
  expect(await takeBackPlan(db, officer, { versionId, revision: again.revision + 1 }, clock.now)).toMatchObject({
    error: { code: 'not-submitted' },
  })
})

it('the next version of a plan is the draft that stands, for whoever asks for it again', async () => {
  const { db, definition, looked } = await drafted()
  const { versionId } = looked
  const { revision } = must(await submitPlan(db, officer, looked, clock.now))
  must(await decidePlan(db, approver, { versionId, revision, decision: 'approved', reason: null }, clock.now))
  const next = must(await reviseDraft(db, officer, versionId, clock.now))
  const typed = { ...definition, payment: { ...definition.payment, day: 11 } }
  must(await saveDraft(db, officer, { versionId: next.id, revision: 1, definition: typed }, clock.now))
  expect(must(await reviseDraft(db, colleague, versionId, clock.now))).toEqual(next)
  expect(await findPlanVersion(db, officer, next.id)).toMatchObject({
    version: 2,
    definition: { payment: { day: 11 } },
  })
  expect(await db.select().from(planVersions).where(eq(planVersions.state, 'draft'))).toHaveLength(1)
})

it('a plan that breaks what the regulator asks by the day of its approval does not become active', async () => {
  const { db, definition, looked } = await drafted()
  const { versionId } = looked
  const { revision } = must(await submitPlan(db, officer, looked, clock.now))
  const broken = { ...definition, components: [] }
  await transact(db, (tx) => tx.update(planVersions).set({ definition: broken }).where(eq(planVersions.id, versionId)))
  const approval = { versionId, revision, decision: 'approved', reason: null } as const
  expect(await decidePlan(db, approver, approval, clock.now)).toMatchObject({ error: { code: 'lint-error' } })
  expect(await stateOf(db, versionId)).toBe('submitted')
  must(await decidePlan(db, approver, { ...approval, decision: 'returned', reason: 'No component' }, clock.now))
})

it('whoever handed a plan in is told what became of it, each time', async () => {
  const { db, looked } = await drafted()
  await account(db, 'acc_officer', 'officer', 'incentive-officer')
  const { versionId } = looked
  const told = async () => (await db.select().from(notices)).map(({ kind, link }) => [kind, link])
  const first = must(await submitPlan(db, officer, looked, clock.now))
  const back = { versionId, revision: first.revision, decision: 'returned', reason: 'Too much' } as const
  must(await decidePlan(db, approver, back, clock.now))
  expect(await told()).toEqual([['plan-returned', `/plans/${versionId}`]])
  const revision = (await findPlanVersion(db, officer, versionId))?.revision ?? 0
  const again = must(await submitPlan(db, officer, { versionId, revision }, clock.now))
  const yes = { versionId, revision: again.revision, decision: 'approved', reason: null } as const
  must(await decidePlan(db, approver, yes, clock.now))
  expect((await told()).map(([kind]) => kind).sort()).toEqual(['plan-approved', 'plan-returned'])
})

it('a version is compared with the one that it was begun after', async () => {
  const { db, definition, looked } = await drafted()
  const version = (id: string) => findPlanVersion(db, officer, id)
  const first = await version(looked.versionId)
  const { id } = first ?? { id: '' }
  const next = { ...definition, roundingMinor: 7 }
  await transact(db, async (tx) => {
    await tx.update(planVersions).set({ state: 'retired' })
    const planId = first?.planId ?? ''
    for (const no of [2, 3])
      await tx.insert(planVersions).values({
        ...{ id: `plv_${no}`, planId, version: no, definition: no === 2 ? next : definition },
        ...{ state: 'retired', draftedBy: officer.id, draftedAt: clock.now },
      })
  })
  const beforeOf = async (each: string) => {
    const found = await version(each)
    return found && (await planVersionBefore(db, officer, found))
  }
  expect([await beforeOf(id), (await beforeOf('plv_2'))?.version]).toEqual([null, 1])
  expect(await beforeOf('plv_3')).toEqual({ version: 2, definition: next })
})
