/** A bank that sells: an active plan pays for loans and cards, a draft would pay for funds. */
import type { Db } from '#db/client.server.ts'
import { plans, planVersions } from '#db/schema/incentives.ts'
import { transact } from '#db/transact.server.ts'
import { openBank } from '../performance/bank.ts'
import { clock } from '../support/database.ts'
import { plan } from './plans.ts'

export const openSellingBank = async (db: Db): Promise<void> => {
  await openBank(db)
  const rate = (product: string, zh: string) => ({
    product,
    name: { en: product, 'zh-CN': zh },
    mode: 'marginal' as const,
    basis: 'volume' as const,
    tiers: [{ from: '0', price: '1' }],
  })
  const paying = (...products: ReturnType<typeof rate>[]) =>
    plan({ components: [{ kind: 'piece-rate', code: 'sales', name: { en: 'Sales' }, products }] })
  await transact(db, async (tx) => {
    await tx.insert(plans).values({ id: 'pln_1', code: 'sales', name: { en: 'Sales' }, unitId: 'unt_ho' })
    const drafted = { planId: 'pln_1', draftedBy: 'acc_x', draftedAt: clock.now }
    await tx.insert(planVersions).values([
      {
        ...drafted,
        id: 'plv_1',
        version: 1,
        state: 'active',
        definition: paying(rate('loan', '小微贷款'), rate('card', '信用卡')),
      },
      { ...drafted, id: 'plv_2', version: 2, state: 'draft', definition: paying(rate('fund', '基金')) },
    ])
  })
}
