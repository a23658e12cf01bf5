/** Pulses, themes and suggestions: each act is on one that there is, in its order, and stands in the trail. */
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { announceImprovement, openTheme, proposeImprovement } from '#app/feedback/improvements.server.ts'
import { resultsOf, standardQuestions } from '#app/feedback/pulse.ts'
import { answerPulse, closePulse, openPulse, pulseResults, pulsesOverseen } from '#app/feedback/pulses.server.ts'
import { sortSuggestion } from '#app/feedback/suggestions.server.ts'
import type { Db } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { pulses } from '#db/schema/feedback.ts'
import { plans, planVersions } from '#db/schema/incentives.ts'
import { transact } from '#db/transact.server.ts'
import { plan } from '../incentives/plans.ts'
import { hr, openBank, person } from '../performance/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'

const { now } = clock
const code = (outcome: { ok: boolean; error?: { code: string } }) => (outcome.ok ? 'done' : outcome.error?.code)
const acts = (db: Db, act: string) => db.$count(auditRecords, eq(auditRecords.act, act))
const given = {
  ...{ name: { en: 'After Q3' }, unitId: 'unt_b1', cycleId: null, runId: null },
  ...{ opensOn: clock.today, closesOn: '2026-10-14' },
}
const bank = async () => {
  const db = await freshDb()
  await openBank(db)
  return db
}

describe('a pulse', () => {
  it('is opened and closed once, each in the trail, and its page is another since', async () => {
    const db = await bank()
    const { id } = must(await openPulse(db, hr, given, now))
    expect(await acts(db, 'pulse.opened')).toBe(1)
    expect(code(await closePulse(db, hr, 'pls_9', now))).toBe('no-such-pulse')
    must(await closePulse(db, hr, id, now))
    expect(await db.select({ revision: pulses.revision }).from(pulses)).toEqual([{ revision: 2 }])
    expect(await acts(db, 'pulse.closed')).toBe(1)
  })

  it('that there is not has no results and takes no answers, nor from who is not on the roster', async () => {
    const db = await bank()
    const { id } = must(await openPulse(db, hr, given, now))
    expect(await pulseResults(db, hr, 'pls_9')).toBeNull()
    const answer = async (n: number, pulseId: string) =>
      code(await answerPulse(db, person(n), { pulseId, answers: {}, comment: null }, now))
    expect([await answer(1, 'pls_9'), await answer(9, id), await answer(1, id)]).toEqual([
      'no-such-pulse',
      'no-such-pulse',
      'answer-all',
    ])
  })

  it('stands above those that were opened before it', async () => {
    const db = await bank()
    const first = must(await openPulse(db, hr, given, now)).id
    const second = must(await openPulse(db, hr, given, now + 1)).id
    expect((await pulsesOverseen(db, hr)).map(({ id }) => id)).toEqual([second, first])
  })

  it('counts, question by question, those who have answered it', () => {
    const [first] = standardQuestions
    const answers = Array.from({ length: 6 }, (_, at) => ({
      groupPath: '/',
      answers: at === 0 ? {} : { [first?.key ?? '']: 4 },
    }))
    expect(resultsOf(standardQuestions, answers).map(({ n }) => n)).toEqual([5, 0, 0])
  })
})

describe('a theme', () => {
  it('stands in the trail, and what is done about it is in a version of a template or of a plan', async () => {
    const db = await bank()
    await transact(db, async (tx) => {
      await tx.insert(plans).values({ id: 'pln_1', code: 'sales', name: { en: 'Sales' }, unitId: 'unt_ho' })
      const drafted = { planId: 'pln_1', draftedBy: 'acc_x', draftedAt: now, definition: plan() }
      await tx.insert(planVersions).values({ ...drafted, id: 'plv_1', version: 1, state: 'active' })
    })
    const { id: themeId } = must(await openTheme(db, hr, { name: { en: 'Targets' }, description: { en: '' } }, now))
    expect(await acts(db, 'theme.opened')).toBe(1)
    const improvement = { themeId, said: { en: 'Too high' }, did: { en: 'Lowered' }, templateVersionId: null }
    expect(code(await proposeImprovement(db, hr, { ...improvement, planVersionId: null }, now))).toBe(
      'version-required',
    )
    const proposed = await proposeImprovement(db, hr, { ...improvement, planVersionId: 'plv_1' }, now)
    expect(code(await announceImprovement(db, hr, { id: must(proposed).id, revision: 1 }, now))).toBe('done')
  })
})

describe('a suggestion', () => {
  it('that there is not is sorted by nobody', async () => {
    const db = await bank()
    const sorted = await sortSuggestion(db, hr, { id: 9, revision: 1, themeId: null, answer: 'x' }, now)
    expect(code(sorted)).toBe('no-such-suggestion')
  })
})
