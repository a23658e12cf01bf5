import { describe, expect, it } from 'vitest'
import { signIn } from '#app/identity/sign-ins.server.ts'
import { firstRun } from '#app/organisation/settings/first-run.server.ts'
import { clock, freshDb } from '../support/database.ts'
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
})
