import { expect, it } from 'vitest'
import { postNames } from '#app/organisation/code-names.server.ts'
import { openBank } from '../performance/bank.ts'
import { freshDb } from '../support/database.ts'

it('a post is read by its name, and one that the bank never had is said to be none of its', async () => {
  const db = await freshDb()
  await openBank(db)
  expect(await postNames(db, ['teller', 'stoker'])).toEqual({
    teller: { en: 'teller' },
    stoker: { en: 'stoker (no such post in this bank)', 'zh-CN': 'stoker（本行未设此岗位）' },
  })
  expect(await postNames(db, [])).toEqual({})
})
