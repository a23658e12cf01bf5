import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import {
  announceImprovement,
  improvementsAnnounced,
  openTheme,
  proposeImprovement,
} from '#app/feedback/improvements.server.ts'
import { answerPulse, closePulse, openPulse, pulseResults, pulsesFor } from '#app/feedback/pulses.server.ts'
import { sortSuggestion, suggest, suggestionsOf, suggestionsOverseen } from '#app/feedback/suggestions.server.ts'
import { addDays, type Day } from '#app/kernel/day.ts'
import { openCycle } from '#app/performance/cycles.server.ts'
import type { Db } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { pulseAnswers, suggestions } from '#db/schema/feedback.ts'
import { accounts } from '#db/schema/identity.ts'
import { notices } from '#db/schema/notices.ts'
import { assignments, employees } from '#db/schema/organisation.ts'
import { templateVersions } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { hr, openBank, person, quarter } from '../performance/bank.ts'
import { clock, eachEngine } from '../support/database.ts'
import { must } from '../support/outcome.ts'

const everyone = 16
const asked = async (db: Db) => {
  await openBank(db, { count: everyone })
  const given = {
    name: { en: 'After Q3' },
    unitId: 'unt_ho',
    cycleId: null,
    runId: null,
    opensOn: clock.today,
    closesOn: '2026-10-14',
  }
  return must(await openPulse(db, hr, given, clock.now)).id
}
const answer = (db: Db, n: number, pulseId: string) =>
  answerPulse(
    db,
    person(n),
    { pulseId, answers: { fairness: 4, clarity: 5, usefulness: 3 }, comment: n === 1 ? 'Well explained' : null },
    clock.now,
  )

/** How many answers can be read, and of how many branches. */
const shown = async (db: Db, pulseId: string) => {
  const results = await pulseResults(db, hr, pulseId)
  return { answers: results?.whole[0]?.n ?? 0, groups: results?.groups.length ?? 0 }
}

eachEngine('a pulse', (freshDb) => {
  it('shows nothing below five answers, closed or not', async () => {
    const db = await freshDb()
    const id = await asked(db)
    for (let n = 1; n <= 4; n++) must(await answer(db, n, id))
    must(await closePulse(db, hr, id, clock.now))
    expect(await shown(db, id)).toEqual({ answers: 0, groups: 0 })
  })

  it('tells no answer by what is shown before and after it: it grows by five or more, the last time too', async () => {
    const db = await freshDb()
    const id = await asked(db)
    const steps: number[] = []
    for (let n = 1; n <= 16; n++) {
      must(await answer(db, n, id))
      steps.push((await shown(db, id)).answers)
    }
    expect(steps).toEqual([...Array(9).fill(0), ...Array(5).fill(5), 10, 10])
    must(await closePulse(db, hr, id, clock.now))
    expect((await shown(db, id)).answers).toBe(16)
  })

  it('that five answered shows all five once it is closed', async () => {
    const db = await freshDb()
    const id = await asked(db)
    for (let n = 1; n <= 5; n++) must(await answer(db, n, id))
    expect((await shown(db, id)).answers).toBe(0)
    must(await closePulse(db, hr, id, clock.now))
    const results = await pulseResults(db, hr, id)
    expect(results?.whole[0]).toMatchObject({ n: 5, mean: '4.00' })
    expect(results?.comments).toEqual(['Well explained'])
  })

  it('compares branches once it is closed: until then one might grow by a single answer', async () => {
    const db = await freshDb()
    const id = await asked(db)
    for (let n = 1; n <= 10; n++) must(await answer(db, n, id))
    expect(await shown(db, id)).toEqual({ answers: 5, groups: 0 })
    must(await closePulse(db, hr, id, clock.now))
    expect(await shown(db, id)).toEqual({ answers: 10, groups: 1 })
  })

  it('takes one answer a person, and keeps nothing that joins the two', async () => {
    const db = await freshDb()
    const id = await asked(db)
    expect(await pulsesFor(db, person(1), clock.today)).toHaveLength(1)
    must(await answer(db, 1, id))
    expect(await answer(db, 1, id)).toMatchObject({ ok: false, error: { code: 'answered-already' } })
    const [row] = await db.select().from(pulseAnswers)
    expect(Object.keys(row ?? {}).sort()).toEqual(['answers', 'batch', 'comment', 'groupPath', 'id', 'pulseId'])
    const acts = (await db.select({ act: auditRecords.act }).from(auditRecords)).map(({ act }) => act)
    expect(acts).not.toContain('pulse.answered')
  })
})

eachEngine('a pulse on a cycle', (freshDb) => {
  it('asks whoever was employed during it, and nobody who joined later', async () => {
    const db = await freshDb()
    await openBank(db)
    const { id: cycleId } = must(await openCycle(db, hr, quarter, clock.now))
    const given = { name: { en: 'After Q3' }, unitId: 'unt_ho', cycleId, runId: null }
    const days = { opensOn: clock.today, closesOn: '2026-10-14' }
    expect(await openPulse(db, hr, { ...given, ...days, cycleId: 'cyc_0' }, clock.now)).toMatchObject({
      error: { code: 'no-such-cycle' },
    })
    const { id } = must(await openPulse(db, hr, { ...given, ...days }, clock.now))
    const joins = (fromOn: Day) =>
      transact(db, (tx) => tx.update(assignments).set({ fromOn }).where(eq(assignments.employeeId, 'emp_2')))
    await joins(addDays(quarter.toOn, 1))
    const later = { ...person(2), today: addDays(quarter.toOn, 2) }
    expect(await pulsesFor(db, person(1), later.today)).toHaveLength(1)
    expect(await pulsesFor(db, later, later.today)).toEqual([])
    const answers = { fairness: 4, clarity: 5, usefulness: 3 }
    expect(await answerPulse(db, later, { pulseId: id, answers, comment: null }, clock.now)).toMatchObject({
      error: { code: 'no-such-pulse' },
    })
    // On its last day one has still been there.
    await joins(quarter.toOn)
    expect(await pulsesFor(db, later, later.today)).toHaveLength(1)
  })
})

eachEngine('a suggestion', (freshDb) => {
  it('that is anonymous has neither author nor day nor audit record', async () => {
    const db = await freshDb()
    await openBank(db)
    must(await suggest(db, person(1), { text: 'The complaint KPI is unfair', isAnonymous: true }, clock.now))
    must(await suggest(db, person(1), { text: 'Publish the curve', isAnonymous: false }, clock.now))
    const rows = await db.select().from(suggestions)
    expect(rows.find((row) => row.text.startsWith('The'))).toMatchObject({
      authorId: null,
      saidOn: null,
      groupPath: '/',
    })
    expect(await suggestionsOf(db, 'emp_1')).toHaveLength(1)
    expect(await suggestionsOverseen(db, hr, 'none')).toHaveLength(2)
    expect(await suggestionsOverseen(db, person(2), 'none')).toHaveLength(0)
    const records = await db.select({ act: auditRecords.act }).from(auditRecords)
    expect(records.filter(({ act }) => act === 'suggestion.made')).toHaveLength(1)
  })

  it('leads to an improvement in a template version that is announced to all', async () => {
    const db = await freshDb()
    await openBank(db)
    const theme = must(
      await openTheme(db, hr, { name: { en: 'Fairness' }, description: { en: 'Is it fair' } }, clock.now),
    )
    const [version] = await db.select({ id: templateVersions.id }).from(templateVersions)
    const given = { themeId: theme.id, said: { en: 'Unfair' }, did: { en: 'Changed' }, planVersionId: null }
    expect(await proposeImprovement(db, hr, { ...given, templateVersionId: null }, clock.now)).toMatchObject({
      ok: false,
      error: { code: 'version-required' },
    })
    const { id } = must(
      await proposeImprovement(db, hr, { ...given, templateVersionId: version?.id ?? null }, clock.now),
    )
    expect(await improvementsAnnounced(db, 5)).toHaveLength(0)
    must(await announceImprovement(db, hr, { id, revision: 1 }, clock.now))
    expect(await improvementsAnnounced(db, 5)).toHaveLength(1)
  })
})

eachEngine('an answer to a suggestion', (freshDb) => {
  it('is told to whoever put a name to it, once, and to nobody where it is anonymous', async () => {
    const db = await freshDb()
    await openBank(db, { count: 1 })
    await transact(db, async (tx) => {
      await tx.insert(accounts).values({ id: 'acc_1', signInName: 'one', displayName: 'One', createdAt: clock.now })
      await tx.update(employees).set({ accountId: 'acc_1' }).where(eq(employees.id, 'emp_1'))
    })
    must(await suggest(db, person(1), { text: 'Publish the curve', isAnonymous: false }, clock.now))
    must(await suggest(db, person(1), { text: 'Pay earlier', isAnonymous: true }, clock.now))
    for (const { id, revision } of await suggestionsOverseen(db, hr, null))
      must(await sortSuggestion(db, hr, { id, revision, themeId: null, answer: 'From next quarter' }, clock.now))
    for (const { id, revision } of await suggestionsOverseen(db, hr, null))
      must(await sortSuggestion(db, hr, { id, revision, themeId: null, answer: 'From next quarter' }, clock.now))
    expect(await db.select().from(notices)).toMatchObject([
      { accountId: 'acc_1', kind: 'suggestion-answered', link: '/voice' },
    ])
  })
})
