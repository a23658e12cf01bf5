/** What is changed about agreed goals once goal setting is over. */
import { expect, it } from 'vitest'
import { openCycle } from '#app/performance/cycles.server.ts'
import {
  answerChange,
  changesOf,
  findSheet,
  proposeChange,
  sheetsOf,
} from '#app/performance/goals/goal-sheets.server.ts'
import { makeSheets } from '#app/performance/goals/make-sheets.server.ts'
import { freshDb, now } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { hr, manager, openBank, openWindows, person, quarter } from './bank.ts'

const windows = openWindows.map((window) =>
  window.phase === 'goal-setting' ? { ...window, closesOn: '2026-09-10' } : window,
)

it('is proposed upon the goals as they stand, so that nobody takes back what was agreed meanwhile', async () => {
  const db = await freshDb()
  await openBank(db)
  const { id } = must(await openCycle(db, hr, { ...quarter, windows }, now))
  must(await makeSheets(db, hr, id, now))
  const [sheet] = await sheetsOf(db, 'emp_1')
  const sheetId = sheet?.id ?? ''
  const lines = (await findSheet(db, person(1), sheetId))?.lines ?? []
  const propose = (by: typeof hr, target: string, revision: number) => {
    const targets = lines.map(({ id: lineId, weightBp }) => ({ lineId, weightBp, target }))
    return proposeChange(db, by, { sheetId, revision, reason: 'Two are on leave', targets }, now)
  }
  must(await propose(person(1), '9', 1))
  const [change] = await changesOf(db, sheetId)
  must(await answerChange(db, manager, { changeId: change?.id ?? '', agrees: true }, now))
  // Whoever opened the page before sends the targets that it showed with their own.
  expect(await propose(person(1), '10', 1)).toMatchObject({ error: { code: 'changed-meanwhile' } })
  must(await propose(person(1), '10', 2))
})
