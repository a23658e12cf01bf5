import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { signIn } from '#app/identity/sign-ins.server.ts'
import { reachOf } from '#app/organisation/accounts/reach.server.ts'
import { firstRun } from '#app/organisation/settings/first-run.server.ts'
import { settingsOn } from '#app/organisation/settings/settings.server.ts'
import { unitsOn } from '#app/organisation/units/units.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { accounts } from '#db/schema/identity.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { from } from './sign-in.ts'

describe('the first run', () => {
  const given = {
    bankName: { 'zh-CN': '澜川银行' },
    entityName: { 'zh-CN': '澜川银行' },
    entityCode: 'LAN',
    unitName: { 'zh-CN': '总行' },
    unitCode: 'HO',
    openedOn: '2026-01-01',
    signInName: 'first',
    displayName: '首任',
    email: null,
    password: 'a longer sentence',
    language: 'zh-CN' as const,
  }

  it('makes the bank and its administrator once', async () => {
    const db = await freshDb()
    expect(await firstRun(db, given, clock.today, clock.now)).toMatchObject({ ok: true })
    expect(await signIn(db, { name: 'first', password: given.password }, from, clock.now)).toMatchObject({ ok: true })
    expect(await firstRun(db, { ...given, signInName: 'second' }, clock.today, clock.now)).toMatchObject({
      error: { code: 'begun-already' },
    })
  })

  it('is refused with a password that does not do, and a second by anybody', async () => {
    const db = await freshDb()
    const begin = (more: Partial<typeof given>) => firstRun(db, { ...given, ...more }, clock.today, clock.now)
    expect(await begin({ password: 'short' })).toMatchObject({ error: { code: 'password-short' } })
    expect(await begin({ password: 'first' })).toMatchObject({ ok: false })
    expect(await db.$count(accounts)).toBe(0)
    // Two at the same moment: one of them is late.
    const both = await Promise.all([begin({}), begin({ signInName: 'second' })])
    expect(both.map((each) => (each.ok ? 'done' : each.error.code)).sort()).toEqual(['begun-already', 'done'])
    expect(await db.$count(accounts)).toBe(1)
  })

  it('leaves a head office of the day, its settings, an administrator over it, and a word in the trail', async () => {
    const db = await freshDb()
    const { accountId } = must(await firstRun(db, given, clock.today, clock.now))
    expect(await unitsOn(db, given.openedOn)).toMatchObject([{ code: 'HO', path: '/HO/', name: given.unitName }])
    expect(await settingsOn(db, given.openedOn)).toMatchObject({ name: given.bankName, language: 'zh-CN' })
    const { grants } = await reachOf(db, accountId, clock.today)
    expect(grants.length).toBeGreaterThan(0)
    expect(grants.every(({ path }) => path === '/')).toBe(true)
    expect(grants.map(({ role }) => role)).toContain('administrator')
    expect(await db.$count(auditRecords, eq(auditRecords.act, 'bank.begun'))).toBe(1)
  })
})
