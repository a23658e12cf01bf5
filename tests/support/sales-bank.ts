/** A bank before its roster comes: a head office, the people who run it with their roles, KPIs, templates and a pool plan. */
import { hashPassword } from '#app/identity/passwords.server.ts'
import type { GrantedRole } from '#app/identity/roles.ts'
import { contentPlans } from '#app/incentives/plans/plan-content.server.ts'
import { decidePlan, draftPlan, submitPlan } from '#app/incentives/plans/plans.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { systemActor } from '#app/kernel/actor.ts'
import { loadKpis } from '#app/performance/kpis/kpis.server.ts'
import { loadTemplates } from '#app/performance/templates/template-versions.server.ts'
import type { Db } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { bankSettings, legalEntities, roleGrants, unitPlacements, units } from '#db/schema/organisation.ts'
import { newId, transact } from '#db/transact.server.ts'

export const password = 'a-long-test-password'
const since = '2020-01-01'

const people: Record<string, GrantedRole> = {
  hr: 'hr-officer',
  officer: 'incentive-officer',
  approver: 'incentive-approver',
  releaser: 'incentive-releaser',
}

/** Opens the bank; sign-in names are hr, officer, approver and releaser. */
export const openSalesBank = async (db: Db, now: number): Promise<void> => {
  const passwordHash = await hashPassword(password)
  const ids = new Map<string, string>()
  await transact(db, async (tx) => {
    const system = systemActor(since)
    await tx.insert(bankSettings).values({
      fromOn: since,
      name: { 'zh-CN': '测试银行', en: 'Test Bank' },
      timeZone: 'Asia/Shanghai',
      currency: 'CNY',
      language: 'en',
      fiscalYearStart: 1,
      calendar: { workdays: [1, 2, 3, 4, 5], holidays: [], workingDays: [] },
      changedAt: now,
    })
    const entity = newId(tx, 'ent', now)
    await tx.insert(legalEntities).values({ id: entity, code: 'TEST', name: { 'zh-CN': '测试银行', en: 'Test Bank' } })
    const head = newId(tx, 'unt', now)
    await tx.insert(units).values({ id: head, code: 'HO', kind: 'head-office', openedOn: since })
    await tx.insert(unitPlacements).values({
      id: newId(tx, 'upl', now),
      unitId: head,
      parentId: null,
      legalEntityId: entity,
      name: { 'zh-CN': '总行', en: 'Head office' },
      path: '/HO/',
      fromOn: since,
    })
    for (const [signInName, role] of Object.entries(people)) {
      const id = newId(tx, 'acc', now)
      ids.set(signInName, id)
      await tx
        .insert(accounts)
        .values({ id, signInName, displayName: signInName, passwordHash, createdAt: now, language: 'en' })
      await tx.insert(roleGrants).values({
        id: newId(tx, 'rgr', now),
        accountId: id,
        role,
        unitId: head,
        fromOn: since,
        grantedBy: 'system',
        grantedAt: now,
      })
    }
    await loadKpis(tx, system, now)
    await loadTemplates(tx, system, now)
    const definition = contentPlans().find((plan) => plan.code === 'shared-pool')
    if (!definition) throw new Error('content/plans has no shared-pool')
    const as = (name: string): Actor => ({
      ...system,
      id: ids.get(name) ?? '',
      name,
      grants: [{ role: people[name] ?? '', path: '/' }],
    })
    const drafted = await draftPlan(tx, as('officer'), { definition, unitId: head, unitPath: '/HO/' }, now)
    if (!drafted.ok) throw new Error(JSON.stringify(drafted.error))
    const submitted = await submitPlan(tx, as('officer'), { ...drafted.value, versionId: drafted.value.id }, now)
    if (!submitted.ok) throw new Error(JSON.stringify(submitted.error))
    const decided = await decidePlan(
      tx,
      as('approver'),
      { ...submitted.value, versionId: drafted.value.id, decision: 'approved', reason: null },
      now,
    )
    if (!decided.ok) throw new Error(JSON.stringify(decided.error))
  })
}
