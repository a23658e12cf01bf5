import { redirect } from '@remix-run/node'
import { expect, it } from 'vitest'
import { acts, signedIn } from '#app/shell/guard.server.ts'
import { act, cookieOf } from '../access/visit.ts'
import { account } from '../organisation/bank.ts'
import { clock, freshDb } from '../support/database.ts'

it('a form that is sent again is one act, though the browser has other cookies by then', async () => {
  const db = await freshDb()
  await account(db, 'acc_1', 'one')
  const session = await cookieOf(db, 'one', clock.now)
  let done = 0
  const action = acts({
    grant: signedIn(async () => {
      done += 1
      return redirect(`/honours?done=${done}`)
    }),
  })
  const send = (cookie: string, formKey: string) =>
    act({ action }, { db, now: clock.now, cookie, path: '/honours', params: {} }, { act: 'grant', formKey })
  expect(await send(session, 'a')).toMatchObject({ leadsTo: '/honours?done=1' })
  expect(await send(`seen=7.abc; ${session}; language=en`, 'a')).toMatchObject({ leadsTo: '/honours?done=1' })
  expect(await send(session, 'b')).toMatchObject({ leadsTo: '/honours?done=2' })
})
