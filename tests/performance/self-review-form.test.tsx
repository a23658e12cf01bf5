import { eq } from 'drizzle-orm'
import { beforeEach, expect, it } from 'vitest'
import { appraisalOf } from '#app/performance/appraisals/appraisals.server.ts'
import { openCycle } from '#app/performance/cycles.server.ts'
import { makeSheets } from '#app/performance/goals/make-sheets.server.ts'
import * as appraisal from '#app/performance/screens/appraisal.tsx'
import type { Db } from '#db/client.server.ts'
import { employees } from '#db/schema/organisation.ts'
import { goalLines, goalSheets, marksGiven } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { cookieOf } from '../access/visit.ts'
import { account } from '../organisation/bank.ts'
import { clock, freshDb, now } from '../support/database.ts'
import { type Screen, sendForm } from '../support/form-post.tsx'
import { must } from '../support/outcome.ts'
import { standsIn } from '../support/page.tsx'
import { hr, openBank, quarter } from './bank.ts'

let db: Db
let appraisalId: string
let cycleId: string
let lineId: string
beforeEach(async () => {
  db = await freshDb()
  await openBank(db, { post: 'teller' })
  await account(db, 'acc_1', 'teller')
  await transact(db, (tx) => tx.update(employees).set({ accountId: 'acc_1' }).where(eq(employees.id, 'emp_1')))
  cycleId = must(await openCycle(db, hr, quarter, now)).id
  must(await makeSheets(db, hr, cycleId, now))
  appraisalId = (await appraisalOf(db, cycleId, 'emp_1'))?.id ?? ''
  const lines = await db
    .select({ id: goalLines.id, kpi: goalLines.kpiCode })
    .from(goalLines)
    .innerJoin(goalSheets, eq(goalSheets.id, goalLines.sheetId))
    .where(eq(goalSheets.employeeId, 'emp_1'))
  lineId = lines.find(({ kpi }) => kpi === 'teamwork')?.id ?? ''
})

const sending = async (act: 'save' | 'submit', typed: Record<string, string>) =>
  sendForm(
    appraisal as unknown as Screen,
    {
      ...{ db, now, cookie: await cookieOf(db, 'teller', clock.now) },
      ...{ path: `/appraisals/${appraisalId}`, params: { appraisalId } },
    },
    { words: ['performance'], act, typed },
  )

it.each(['save', 'submit'] as const)(
  'an example without a mark is said at its line, which keeps it: %s',
  async (act) => {
    const typed = { [`comments.${lineId}`]: 'by the book', comment: 'A good quarter' }
    const { status, html } = await sending(act, typed)
    expect(status).toBe(422)
    expect(html).toContain('Give a mark too: your example is kept with it')
    expect(standsIn(html, `comments.${lineId}`)).toBe('by the book')
    expect(standsIn(html, 'comment')).toBe('A good quarter')
    expect(await db.select().from(marksGiven)).toEqual([])
  },
)

it('what is saved for now comes back with everything that was typed', async () => {
  const typed = { [`marks.${lineId}`]: '4', [`comments.${lineId}`]: 'by the book', comment: 'A good quarter' }
  const { status } = await sending('save', typed)
  expect(status).toBe(302)
  expect(await db.select().from(marksGiven)).toMatchObject([{ goalLineId: lineId, mark: '4', comment: 'by the book' }])
  expect((await appraisalOf(db, cycleId, 'emp_1'))?.selfComment).toBe('A good quarter')
})
