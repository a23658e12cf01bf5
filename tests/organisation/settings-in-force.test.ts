import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type * as z from 'zod/mini'
import type { Actor } from '#app/kernel/actor.ts'
import { addEntity, changeSettings } from '#app/organisation/settings/setting-changes.server.ts'
import type { settingsForm } from '#app/organisation/settings/settings.form.ts'
import { currentSettings, settingsAt } from '#app/organisation/settings/settings.server.ts'
import type { Db } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { legalEntities } from '#db/schema/organisation.ts'
import { actorOf } from '../performance/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'

const administrator = actorOf(null, ['administrator'])
const change = async (db: Db, given: Partial<z.output<typeof settingsForm>>) =>
  must(
    await changeSettings(
      db,
      administrator,
      {
        fromOn: '2020-01-01',
        name: { en: 'Bank' },
        timeZone: 'Asia/Shanghai',
        currency: 'CNY',
        language: 'en',
        fiscalYearStart: 1,
        workdays: [1],
        holidays: [],
        workingDays: [],
        ...given,
      },
      clock.now,
    ),
  )
const currencyAt = async (db: Db, text: string) => (await settingsAt(db, Date.parse(text))).currency

it('settings begin at midnight of the bank, not of Greenwich', async () => {
  const db = await freshDb()
  await change(db, {})
  await change(db, { fromOn: '2026-10-01', currency: 'USD' })
  expect(await currencyAt(db, '2026-09-30T15:59:59Z')).toBe('CNY')
  expect(await currencyAt(db, '2026-09-30T16:00:00Z')).toBe('USD')
})

it('west of Greenwich as well, where the day begins later', async () => {
  const db = await freshDb()
  await change(db, { timeZone: 'America/New_York' })
  await change(db, { timeZone: 'America/New_York', fromOn: '2026-10-01', currency: 'USD' })
  await change(db, { timeZone: 'America/New_York', fromOn: '2026-10-02', currency: 'EUR' })
  expect(await currencyAt(db, '2026-10-01T03:59:59Z')).toBe('CNY')
  expect(await currencyAt(db, '2026-10-01T04:00:00Z')).toBe('USD')
})

it('whoever changes them sees it on the next page', async () => {
  const db = await freshDb()
  expect((await currentSettings(db, clock.now)).currency).toBe('CNY')
  await change(db, { currency: 'USD' })
  expect((await currentSettings(db, clock.now)).currency).toBe('USD')
})

it('a legal entity is added under a code of its own, by who may change the settings', async () => {
  const db = await freshDb()
  const add = (actor: Actor, code: string) => addEntity(db, actor, { code, name: { en: code } }, clock.now)
  expect(await add(actorOf(null, ['hr-officer']), 'BANK')).toMatchObject({ error: { code: 'not-allowed' } })
  must(await add(administrator, 'BANK'))
  must(await add(administrator, 'LEASING'))
  expect(await add(administrator, 'BANK')).toMatchObject({ error: { code: 'code-taken' } })
  expect(await db.select({ code: legalEntities.code }).from(legalEntities)).toEqual([
    { code: 'BANK' },
    { code: 'LEASING' },
  ])
  expect(await db.$count(auditRecords, eq(auditRecords.act, 'legal-entity.added'))).toBe(2)
})
