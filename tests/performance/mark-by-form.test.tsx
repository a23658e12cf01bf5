import { eq } from 'drizzle-orm'
import { beforeEach, expect, it } from 'vitest'
import { openCycle } from '#app/performance/cycles.server.ts'
import { makeSheets } from '#app/performance/goals/make-sheets.server.ts'
import * as scoreGrid from '#app/performance/screens/score-grid.tsx'
import type { Db } from '#db/client.server.ts'
import { employees } from '#db/schema/organisation.ts'
import { goalLines, goalSheets, marksGiven } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { cookieOf } from '../access/visit.ts'
import { account } from '../organisation/bank.ts'
import { clock, freshDb, now } from '../support/database.ts'
import { type Screen, sendForm } from '../support/form-post.tsx'
import { hr, openBank, quarter } from './bank.ts'

let db: Db
let cycleId: string
let lineId: string
beforeEach(async () => {
  db = await freshDb()
  await openBank(db, { post: 'teller' })
  await account(db, 'acc_manager', 'manager')
  await transact(db, async (tx) => {
    await tx.update(employees).set({ accountId: 'acc_manager' }).where(eq(employees.id, 'emp_manager'))
  })
  const opened = await openCycle(db, hr, quarter, now)
  if (!opened.ok) throw new Error(opened.error.code)
  cycleId = opened.value.id
  await makeSheets(db, hr, cycleId, now)
  const [line] = await db
    .select({ id: goalLines.id })
    .from(goalLines)
    .innerJoin(goalSheets, eq(goalSheets.id, goalLines.sheetId))
    .where(eq(goalLines.kpiCode, 'teamwork'))
  lineId = line?.id ?? ''
})

const typing = async (mark: string) =>
  sendForm(
    scoreGrid as unknown as Screen,
    {
      ...{ db, now, cookie: await cookieOf(db, 'manager', clock.now) },
      ...{ path: `/score/${cycleId}?rows=all`, params: { cycleId } },
    },
    { words: ['performance'], act: 'save', typed: { [`marks.${lineId}`]: mark } },
  )

it('a mark that the scale has not is said at its cell, which keeps it, and is not stored', async () => {
  const { status, html } = await typing('7')
  expect(status).toBe(422)
  const [cell = ''] = new RegExp(`<input[^>]*name="marks\\.${lineId}"[^>]*>`).exec(html) ?? []
  expect(cell).toContain('value="7"')
  expect(cell).toContain('aria-invalid="true"')
  expect(html).toContain('Only 1–5')
  expect(html).toContain('Choose a level of the scale')
  expect(await db.select().from(marksGiven)).toEqual([])
})

it('one that the scale has is stored', async () => {
  const { status, to } = await typing('4')
  expect(status).toBe(302)
  // Back to rows that can be filled in.
  expect(to).toBe(`/score/${cycleId}?rows=all`)
  expect(await db.select().from(marksGiven)).toMatchObject([{ goalLineId: lineId, mark: '4' }])
})
