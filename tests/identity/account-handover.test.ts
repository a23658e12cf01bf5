import { describe, expect, it } from 'vitest'
import { changePassword, findAccount } from '#app/identity/accounts.server.ts'
import { signIn } from '#app/identity/sign-ins.server.ts'
import { handOverAccount, openEmployeeAccount } from '#app/organisation/accounts/account-openings.server.ts'
import { account, hr, openBank, person } from '../organisation/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { admin, from, here } from './sign-in.ts'

describe('an account', () => {
  it('is opened with a password to hand over, which must be changed at the first sign-in', async () => {
    const db = await freshDb()
    await openBank(db)
    const id = await person(db, { number: 'E1' })
    const opened = await openEmployeeAccount(db, admin, id, clock.now)
    if (!opened.ok) throw new Error(opened.error.code)
    const { password } = opened.value
    const entered = await signIn(db, { name: 'e1', password }, from, clock.now)
    expect(entered).toMatchObject({ ok: true, value: { mustChangePassword: true } })
    const own = { ...hr, id: opened.value.id }
    const short = await changePassword(db, own, here, { current: password, password: 'short' }, clock.now)
    expect(short).toMatchObject({ error: { code: 'password-short' } })
    const changed = await changePassword(db, own, here, { current: password, password: 'a longer sentence' }, clock.now)
    expect(changed).toMatchObject({ ok: true })
    expect((await findAccount(db, opened.value.id))?.mustChangePassword).toBe(false)
    // Whoever tries again is shown the way to the account that there is.
    expect(await openEmployeeAccount(db, admin, id, clock.now)).toMatchObject({
      error: { code: 'has-account', detail: { accountId: opened.value.id } },
    })
  })

  it('is nobody’s to hand over but an administrator’s', async () => {
    const db = await freshDb()
    await openBank(db)
    await account(db, 'acc_1', 'one')
    expect(await handOverAccount(db, hr, 'acc_1', clock.now)).toMatchObject({ error: { code: 'no-such-account' } })
  })
})
