import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { askReset, resetPassword } from '#app/identity/accounts.server.ts'
import { signIn } from '#app/identity/sign-ins.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { changeAccountAddress } from '#app/organisation/accounts/account-openings.server.ts'
import { transact } from '#db/transact.server.ts'
import { account, hr, openBank } from '../organisation/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { admin, from } from './sign-in.ts'

describe('an account', () => {
  it('is written to at another address once an administrator says so, and a link to the old one opens nothing', async () => {
    const db = await freshDb()
    await openBank(db)
    await account(db, 'acc_1', 'one')
    const links = async () =>
      (await db.all<{ body: string }>(sql`select body from mails order by rowid`)).map(
        ({ body }) => /\/reset\/([\w-]+)/.exec(body)?.[1] ?? '',
      )
    const write = (email: string | null, revision: number, actor: Actor = admin) =>
      changeAccountAddress(db, actor, 'acc_1', { email, revision }, clock.now)
    expect(await write('evil@bank.example', 1, hr)).toMatchObject({ error: { code: 'no-such-account' } })
    await askReset(db, 'one', 'Asia/Shanghai', 'en', clock.now)
    expect(await links()).toEqual([])
    expect(await write('one@bank.example', 1)).toMatchObject({ ok: true })
    expect(await write('other@bank.example', 1)).toMatchObject({ error: { code: 'changed-meanwhile' } })
    await askReset(db, 'one', 'Asia/Shanghai', 'en', clock.now)
    expect(await write('new@bank.example', 2)).toMatchObject({ ok: true })
    await askReset(db, 'one', 'Asia/Shanghai', 'en', clock.now)
    const [old = '', current = ''] = await links()
    expect(await resetPassword(db, old, 'a longer sentence', clock.now)).toMatchObject({
      error: { code: 'link-ended' },
    })
    expect(await resetPassword(db, current, 'a longer sentence', clock.now)).toMatchObject({ ok: true })
  })

  it('gets its password reset by a link that opens once and for an hour', async () => {
    const db = await freshDb()
    await openBank(db)
    await account(db, 'acc_1', 'one')
    await db.engine.transaction(
      (tx) => Promise.resolve(tx.run(sql`update accounts set email = 'one@bank.example' where id = 'acc_1'`)),
      () => true,
    )
    await askReset(db, 'nobody', 'Asia/Shanghai', 'en', clock.now)
    await askReset(db, 'one', 'Asia/Shanghai', 'en', clock.now)
    const mails = await db.all<{ body: string }>(sql`select body from mails`)
    expect(mails).toHaveLength(1)
    const token = /\/reset\/(\S+)/.exec(mails[0]?.body ?? '')?.[1] ?? ''
    const late = await resetPassword(db, token, 'a longer sentence', clock.minutes(61))
    expect(late).toMatchObject({ error: { code: 'link-ended' } })
    expect(await resetPassword(db, token, 'a longer sentence', clock.minutes(59))).toMatchObject({ ok: true })
    expect(await resetPassword(db, token, 'another sentence', clock.minutes(59))).toMatchObject({
      error: { code: 'link-ended' },
    })
    expect(await signIn(db, { name: 'one', password: 'a longer sentence' }, from, clock.now)).toMatchObject({
      ok: true,
    })
  })

  it('gets it reset once where the link is used twice at the same moment', async () => {
    const db = await freshDb()
    await account(db, 'acc_1', 'one')
    await transact(db, async (tx) => tx.run(sql`update accounts set email = 'one@bank.example'`))
    await askReset(db, 'one', 'Asia/Shanghai', 'en', clock.now)
    const [mail] = await db.all<{ body: string }>(sql`select body from mails`)
    const token = /\/reset\/(\S+)/.exec(mail?.body ?? '')?.[1] ?? ''
    const both = await Promise.all(
      ['a longer sentence', 'another sentence'].map((password) => resetPassword(db, token, password, clock.now)),
    )
    expect(both.map((each) => (each.ok ? 'done' : each.error.code)).sort()).toEqual(['done', 'link-ended'])
  })
})
