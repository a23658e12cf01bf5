import type { ComponentType } from 'react'
import { beforeEach, expect, it } from 'vitest'
import { commitImport, uploadActuals } from '#app/performance/actuals/actual-imports.server.ts'
import { openCycle } from '#app/performance/cycles.server.ts'
import { makeSheets } from '#app/performance/goals/make-sheets.server.ts'
import * as importScreen from '#app/performance/screens/actual-import.tsx'
import type { Db } from '#db/client.server.ts'
import { cookieOf, dataOf, type RouteModule } from '../access/visit.ts'
import { account } from '../organisation/bank.ts'
import { clock, freshDb, now } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { pageOf, textOf } from '../support/page.tsx'
import { hr as officer, openBank, quarter } from './bank.ts'

const hr = { ...officer, id: 'acc_hr' }
let db: Db
let cycleId: string
beforeEach(async () => {
  db = await freshDb()
  await openBank(db)
  await account(db, 'acc_hr', 'hr', 'hr-officer')
  cycleId = must(await openCycle(db, hr, quarter, now)).id
  must(await makeSheets(db, hr, cycleId, now))
})

const upload = async (csv: string) => {
  const given = { cycleId, fileName: 'q3.csv', bytes: new TextEncoder().encode(csv) }
  return must(await uploadActuals(db, hr, given, now)).id
}
const previewed = async (csv: string) => {
  const importId = await upload(csv)
  const screen = importScreen as RouteModule & { default: ComponentType }
  const cookie = await cookieOf(db, 'hr', clock.now)
  const visit = { db, now, cookie, path: `/actual-imports/${importId}`, params: { importId } }
  const html = await pageOf(screen.default, { words: ['performance'], loaded: await dataOf(screen, visit) })
  const [mapping = ''] = /<details[^>]*>(?:(?!<details).)*Which column is which/.exec(html) ?? []
  return { text: textOf(html), mayWrite: html.includes('value="write"'), isAsked: mapping.includes('open') }
}

it('a file of which something can be written is written, and its columns are no question', async () => {
  const { text, mayWrite, isAsked } = await previewed('number,sales,region\nS-001,8,North\nS-999,9,West\n')
  expect([mayWrite, isAsked]).toEqual([true, false])
  expect(text).toContain('Write 1 value')
  expect(text).toContain('Not read: region')
  expect(text).not.toContain('nothing to write')
})

it('a file with faults alone has no button that writes nothing, but the reason, and its columns are no question', async () => {
  const { text, mayWrite, isAsked } = await previewed('number,sales\nS-001,abc\nS-999,9\n')
  expect([mayWrite, isAsked]).toEqual([false, false])
  expect(text).toContain('There is nothing to write')
  expect(text).toContain('correct the file and upload it again')
  expect(text).not.toContain('Write 0')
})

it('a file that does not say which column is which asks, with all that one may answer', async () => {
  const { text, mayWrite, isAsked } = await previewed('a,b\nS-001,8\n')
  expect([mayWrite, isAsked]).toEqual([false, true])
  expect(text).toContain('The file does not say which column is which.')
  expect(text).toContain('Not read: a, b')
  expect(text).toMatch(/Row Column Value Why 2 Employee number — Empty/)
})

it('a file that says what is there already changes nothing', async () => {
  must(await commitImport(db, hr, { id: await upload('number,sales\nS-001,8\n'), revision: 1 }, now))
  const { text, mayWrite } = await previewed('number,sales\nS-001,8\n')
  expect(mayWrite).toBe(false)
  expect(text).toContain('Every value that can be read is there already.')
})
