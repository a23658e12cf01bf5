import { expect, it } from 'vitest'
import { documentNames, planChoices } from '#app/incentives/plans/plan-names.server.ts'
import { certifications } from '#db/schema/learning.ts'
import { transact } from '#db/transact.server.ts'
import { freshDb } from '../support/database.ts'
import { wholePlan } from './whole-plan.ts'

it('what gates look at has a name, and can be chosen by it', async () => {
  const db = await freshDb()
  const name = { 'zh-CN': '反洗钱', en: 'Anti-money laundering' }
  await transact(db, async (tx) => {
    for (const [id, code, its] of [
      ['ctn_1', 'AML', name],
      ['ctn_2', 'CREDIT', { en: 'Credit' }],
    ] as const)
      await tx.insert(certifications).values({ id, code, name: its, renewWindowDays: 30, graceDays: 0 })
  })
  const names = await documentNames(db, wholePlan(), '2026-09-30')
  expect(names).toMatchObject({
    AML: name,
    serious: { 'zh-CN': '严重违规', en: 'serious' },
    cards: { en: 'Cards' },
    star: { en: 'Star' },
  })
  expect(names.CREDIT).toBeUndefined()
  expect((await planChoices(db, '2026-09-30')).certifications.map(({ code }) => code)).toEqual(['AML', 'CREDIT'])
})
