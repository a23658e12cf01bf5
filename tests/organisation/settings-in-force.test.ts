import { eq, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type * as z from 'zod/mini'
import type { Actor } from '#app/kernel/actor.ts'
import { addEntity, changeSettings, settingsHistory } from '#app/organisation/settings/setting-changes.server.ts'
import type { settingsForm } from '#app/organisation/settings/settings.form.ts'
import { currentSettings, settingsAt, settingsOn } from '#app/organisation/settings/settings.server.ts'
import type { Db } from '#db/client.server.ts'
import { auditContents, auditRecords } from '#db/schema/audit.ts'
import { bankSettings, legalEntities } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
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
  await change(db, { timeZone: 'America/New_York', currency: 'JPY' })
  await change(db, { timeZone: 'America/New_York', fromOn: '2026-10-01', currency: 'USD' })
  await change(db, { timeZone: 'America/New_York', fromOn: '2026-10-02', currency: 'EUR' })
  expect(await currencyAt(db, '2026-10-01T03:59:59Z')).toBe('JPY')
  expect(await currencyAt(db, '2026-10-01T04:00:00Z')).toBe('USD')
})

it('hold from their day on until others do, however many are to come', async () => {
  const db = await freshDb()
  const days = ['2026-07-01', '2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04']
  for (const [at, fromOn] of days.entries())
    await change(db, { fromOn, currency: ['USD', 'EUR', 'JPY', 'GBP', 'HKD'][at] })
  const on = async (day: string) => (await settingsOn(db, day)).currency
  expect([await on('2026-06-30'), await on('2026-07-01'), await on('2026-09-30'), await on('2026-10-01')]).toEqual([
    'CNY',
    'USD',
    'USD',
    'EUR',
  ])
  expect(await currencyAt(db, '2026-09-20T00:00:00Z')).toBe('USD')
  expect(await currencyAt(db, '2026-06-30T15:59:59Z')).toBe('CNY')
  expect((await settingsHistory(db)).map(({ fromOn }) => fromOn)).toEqual(days.toReversed())
})

it('are changed by an administrator alone, and the trail keeps what they were of that day', async () => {
  const db = await freshDb()
  await change(db, { fromOn: '2019-01-01', currency: 'USD' })
  await change(db, {})
  await change(db, { currency: 'EUR' })
  const given = { fromOn: '2020-01-01', name: { en: 'Bank' }, timeZone: 'Asia/Shanghai', currency: 'JPY' }
  const rest = { language: 'en' as const, fiscalYearStart: 1, workdays: [1], holidays: [], workingDays: [] }
  expect(await changeSettings(db, actorOf(null, ['hr-officer']), { ...given, ...rest }, clock.now)).toMatchObject({
    error: { code: 'not-allowed' },
  })
  const kept = await db
    .select({ before: sql<string | null>`${auditContents.content} ->> '$.before.currency'` })
    .from(auditRecords)
    .innerJoin(auditContents, eq(auditContents.seq, auditRecords.seq))
    .where(eq(auditRecords.act, 'settings.changed'))
    .orderBy(auditRecords.seq)
  expect(kept.map(({ before }) => before)).toEqual([null, null, 'CNY'])
})

it('whoever changes them sees it on the next page', async () => {
  const db = await freshDb()
  expect((await currentSettings(db, clock.now)).currency).toBe('CNY')
  await change(db, { currency: 'USD' })
  expect((await currentSettings(db, clock.now)).currency).toBe('USD')
})

it('whoever has not changed them sees it two seconds later', async () => {
  const db = await freshDb()
  const seen = async (ms: number) => (await currentSettings(db, clock.now + ms)).currency
  expect(await seen(0)).toBe('CNY')
  // As another process changes them.
  await change(db, { currency: 'USD' })
  await seen(0)
  await transact(db, (tx) => tx.update(bankSettings).set({ currency: 'EUR' }))
  expect([await seen(0), await seen(1_999), await seen(2_000)]).toEqual(['USD', 'USD', 'EUR'])
  await transact(db, (tx) => tx.update(bankSettings).set({ currency: 'JPY' }))
  expect(await seen(-1)).toBe('JPY')
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
