import type { LoaderFunctionArgs } from '@remix-run/node'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { loader as trailExport } from '#app/audit/screens/trail-export.ts'
import { documentLoader } from '#app/shell/document.server.ts'
import { anyone, signedIn } from '#app/shell/guard.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { transact } from '#db/transact.server.ts'
import { contextFor, cookieOf } from '../access/visit.ts'
import { account, openBank } from '../organisation/bank.ts'
import { clock, freshDb } from '../support/database.ts'

const reader = async (language: 'zh-CN' | 'en' | null) => {
  const db = await freshDb()
  await openBank(db)
  await account(db, 'acc_1', 'one', 'auditor')
  await transact(db, (tx) => tx.update(accounts).set({ language }).where(eq(accounts.id, 'acc_1')))
  const session = await cookieOf(db, 'one', clock.now)
  return (path: string, headers: Record<string, string>): LoaderFunctionArgs => ({
    request: new Request(`http://127.0.0.1:3000${path}`, {
      headers: { ...headers, cookie: [session, headers.cookie].filter(Boolean).join('; ') },
    }),
    params: {},
    context: contextFor(db, clock.now),
  })
}

describe.each([
  ['what this browser chose, before all', 'en', { cookie: 'language=zh-CN', 'accept-language': 'en' }, 'zh-CN'],
  ['the account’s own, whatever the browser accepts', 'en', { 'accept-language': 'zh-CN' }, 'en'],
  ['the account’s own, where the browser says nothing', 'en', {}, 'en'],
  ['what the browser accepts', null, { 'accept-language': 'en-GB' }, 'en'],
  ['the bank’s, where nobody said', null, {}, 'zh-CN'],
] as const)('the language is %s', (_, language, headers, expected) => {
  it('for the document, for a screen of one’s own, and for one that strangers see as well', async () => {
    const visit = await reader(language)
    const own = signedIn(async ({ locale }) => locale)
    const open = anyone(async ({ locale }) => locale)
    const page = () => visit('/audit', headers)
    const document = await documentLoader(page())
    expect([document.locale, await own(page()), await open(page())]).toEqual(Array(3).fill(expected))
  })

  it('for a file', async () => {
    const visit = await reader(language)
    const answer = await trailExport(visit('/audit/export', headers))
    expect(await answer.text()).toContain(expected === 'en' ? 'Who' : '操作人')
  })
})
