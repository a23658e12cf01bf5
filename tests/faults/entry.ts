/** Accounts of a small bank that sign in at a real server, and what they do there until that server is gone. */
import { join } from 'node:path'
import { inArray } from 'drizzle-orm'
import { hashPassword } from '#app/identity/passwords.server.ts'
import { paths } from '#app/paths.ts'
import { type Db, openDb } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { transact } from '#db/transact.server.ts'
import { account, openBank } from '../organisation/bank.ts'
import { freshFile } from '../support/database.ts'
import { type Server, signInByPost } from '../support/server.ts'

const password = 'a long password of mine'

export const givePasswords = async (db: Db, accountIds: readonly string[]): Promise<void> => {
  const passwordHash = await hashPassword(password)
  await transact(db, (tx) =>
    tx
      .update(accounts)
      .set({ passwordHash })
      .where(inArray(accounts.id, [...accountIds])),
  )
}

/** A bank of units and posts whose HR officer may sign in, as hr. */
export const bankOfHr = async (): Promise<{ path: string; varDir: string }> => {
  const path = await freshFile()
  const db = openDb({ url: path })
  await openBank(db)
  await account(db, 'acc_hr', 'hr', 'hr-officer')
  await givePasswords(db, ['acc_hr'])
  db.engine.close()
  return { path, varDir: join(path, '..') }
}

/** The cookie of a session that outlives the server, since it is a row. */
export const enter = (server: Server, name: string): Promise<string> => signInByPost(server.address, name, password)

/** An answer, or null when the server was gone before it came. */
export const answered = (asked: Promise<Response>): Promise<Response | null> => asked.catch(() => null)

/** Signs lin in by the form, in English; the answer as it is. */
export const signIn = (server: Server): Promise<Response> =>
  fetch(`${server.address}${paths.signIn()}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: server.address, Accept: 'text/html', 'Accept-Language': 'en' },
    body: new URLSearchParams({ name: 'lin', password }),
  })

/** What an act says that could not be written. */
export const sentence =
  /This was not saved: the server cannot write anything at the moment\. What you saved before is safe\./

/** Sends a roster in; gives the id of the import. */
export const uploadRoster = async (server: Server, cookie: string, text: string): Promise<string> => {
  const form = new FormData()
  form.set('act', 'upload')
  form.set('file', new File([text], 'roster.csv', { type: 'text/csv' }))
  const headers = { Origin: server.address, Cookie: cookie }
  const sent = { method: 'POST', redirect: 'manual', headers, body: form } as const
  const answer = await fetch(`${server.address}${paths.rosters()}`, sent)
  if (answer.status !== 302) throw new Error(`the roster was answered with ${answer.status}`)
  return answer.headers.get('location')?.split('/').at(-1) ?? ''
}
