/** Who sees, sorts and answers suggestions, and what becomes of a theme. */

import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import {
  announceImprovement,
  improvementsAnnounced,
  improvementsOfTheme,
  openTheme,
  proposeImprovement,
  themesWithCounts,
  withdrawImprovement,
} from '#app/feedback/improvements.server.ts'
import { sortSuggestion, suggest, suggestionsOf, suggestionsOverseen } from '#app/feedback/suggestions.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Db } from '#db/client.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { improvements, suggestions } from '#db/schema/feedback.ts'
import { notices } from '#db/schema/notices.ts'
import { employees } from '#db/schema/organisation.ts'
import { templateVersions } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { account } from '../organisation/bank.ts'
import { actorOf, hr, openBank, person } from '../performance/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'

const branchHr = actorOf(null, [], { grants: [{ role: 'hr-officer', path: '/HO/B1/' }] })
const elsewhere = actorOf(null, [], { grants: [{ role: 'hr-officer', path: '/HO/B2/' }] })
const code = (outcome: { ok: boolean; error?: { code: string } }) => outcome.error?.code ?? 'done'
const say = async (db: Db, n: number, text: string, isAnonymous = false) =>
  must(await suggest(db, person(n), { text, isAnonymous }, clock.now)).id
const bank = async () => {
  const db = await freshDb()
  await openBank(db, { count: 3 })
  for (const n of [1, 2, 3]) await account(db, `acc_emp_${n}`, `${n}`)
  await transact(db, (tx) =>
    tx
      .update(employees)
      .set({ accountId: sql`'acc_' || ${employees.id}` })
      .where(sql`${employees.id} glob 'emp_[0-9]'`),
  )
  return db
}
const theme = async (db: Db, name: string) =>
  must(await openTheme(db, hr, { name: { en: name }, description: { en: name } }, clock.now)).id
const sort = (db: Db, id: number, themeId: string | null, answer: string | null, revision = 1, actor: Actor = hr) =>
  sortSuggestion(db, actor, { id, revision, themeId, answer }, clock.now)

describe('a suggestion', () => {
  it('is seen by HR of the branch of whoever gave their name, and by HR of the bank where nobody did', async () => {
    const db = await bank()
    await say(db, 1, 'Named')
    const anonymous = await say(db, 2, 'Anonymous', true)
    const texts = async (actor: Actor) => (await suggestionsOverseen(db, actor, null)).map(({ text }) => text)
    expect([await texts(hr), await texts(branchHr), await texts(elsewhere)]).toEqual([
      ...[['Anonymous', 'Named'], ['Named'], []],
    ])
    expect((await suggestionsOverseen(db, hr, null)).map(({ author }) => author)).toEqual([null, 'emp_1'])
    expect(code(await sort(db, anonymous, null, 'Seen', 1, branchHr))).toBe('no-such-suggestion')
    expect(code(await suggest(db, hr, { text: 'x', isAnonymous: true }, clock.now))).toBe('not-allowed')
  })

  it('is shown to its author, with the theme and the answer, and to no colleague', async () => {
    const db = await bank()
    const id = await say(db, 1, 'Publish the curve')
    await say(db, 2, 'Pay earlier')
    must(await sort(db, id, await theme(db, 'Fairness'), 'From next quarter'))
    expect(await suggestionsOf(db, 'emp_1')).toMatchObject([
      { text: 'Publish the curve', theme: { en: 'Fairness' }, answer: 'From next quarter' },
    ])
    expect(await suggestionsOf(db, 'emp_2')).toMatchObject([{ text: 'Pay earlier', theme: null, answer: null }])
  })

  it('stands under its theme, or under none', async () => {
    const db = await bank()
    const [fairness, pay] = [await theme(db, 'Fairness'), await theme(db, 'Pay')]
    const sorted = await say(db, 1, 'Sorted')
    const other = await say(db, 2, 'Other')
    await say(db, 3, 'Left')
    must(await sort(db, sorted, fairness, null))
    must(await sort(db, other, pay, null))
    const under = async (of: string | null) => (await suggestionsOverseen(db, hr, of)).map(({ text }) => text)
    expect([await under(fairness), await under(pay), await under('none')]).toEqual([['Sorted'], ['Other'], ['Left']])
    const counts = async (actor: Actor) => (await themesWithCounts(db, actor)).map((each) => each.suggestions)
    expect(await counts(hr)).toEqual([1, 1])
    expect(await counts(elsewhere)).toEqual([0, 0])
  })

  it('is sorted as it stands on the page, and told of when its answer is another', async () => {
    const db = await bank()
    const id = await say(db, 1, 'Publish the curve')
    await say(db, 2, 'Pay earlier')
    must(await sort(db, id, null, 'Soon'))
    expect(await sort(db, id, null, 'Later')).toMatchObject({
      error: { code: 'changed-meanwhile', detail: { by: hr.name } },
    })
    must(await sort(db, id, await theme(db, 'Fairness'), 'Soon', 2))
    expect(await db.$count(notices)).toBe(1)
    must(await sort(db, id, null, 'From next quarter', 3))
    expect(await db.$count(notices)).toBe(2)
    const kept = await db.select({ answer: suggestions.answer, by: suggestions.answeredBy }).from(suggestions)
    expect(kept).toContainEqual({ answer: 'From next quarter', by: hr.id })
    expect(kept).toContainEqual({ answer: null, by: null })
    must(await sort(db, id, null, null, 4))
    expect(await db.$count(notices)).toBe(2)
  })
})

describe('an improvement', () => {
  const proposed = async () => {
    const db = await bank()
    const [fairness, pay] = [await theme(db, 'Fairness'), await theme(db, 'Pay')]
    const [version] = await db.select({ id: templateVersions.id }).from(templateVersions)
    const given = { themeId: fairness, said: { en: 'Unfair' }, did: { en: 'Changed' }, planVersionId: null }
    const propose = (themeId = fairness, actor = hr) =>
      proposeImprovement(db, actor, { ...given, themeId, templateVersionId: version?.id ?? null }, clock.now)
    return { db, fairness, pay, propose, id: must(await propose()).id }
  }

  it('is HR’s to propose, announce and withdraw, and so is a theme to open', async () => {
    const { db, fairness, propose, id } = await proposed()
    const now = { id, revision: 1 }
    const words = { name: { en: 'x' }, description: { en: 'x' } }
    const refusals = [
      await openTheme(db, person(1), words, clock.now),
      await propose(fairness, person(1)),
      await announceImprovement(db, person(1), now, clock.now),
      await withdrawImprovement(db, person(1), now, clock.now),
      // A theme is the whole bank's, and everybody reads what is announced.
      await openTheme(db, branchHr, words, clock.now),
      await propose(fairness, branchHr),
      await announceImprovement(db, branchHr, now, clock.now),
      await withdrawImprovement(db, branchHr, now, clock.now),
    ]
    expect(refusals.map(code)).toEqual(Array(8).fill('not-allowed'))
    expect(code(await propose('thm_none'))).toBe('no-such-theme')
  })

  it('is announced once, as it stands on the page, and told to those who asked for it under their name', async () => {
    const { db, fairness, pay, id } = await proposed()
    must(await sort(db, await say(db, 1, 'Unfair'), fairness, null))
    must(await sort(db, await say(db, 1, 'Unfair still'), fairness, null))
    must(await sort(db, await say(db, 2, 'Unfair too', true), fairness, null))
    must(await sort(db, await say(db, 3, 'More pay'), pay, null))
    const announce = async (revision: number) => code(await announceImprovement(db, hr, { id, revision }, clock.now))
    expect(await announce(2)).toBe('changed-meanwhile')
    expect(await announce(1)).toBe('done')
    expect(await announce(2)).toBe('announced-already')
    expect(await db.select().from(notices)).toMatchObject([{ accountId: 'acc_emp_1', kind: 'improvement-announced' }])
  })

  it('that is withdrawn is neither counted, listed nor announced any more', async () => {
    const { db, fairness, pay, propose, id } = await proposed()
    const other = must(await propose(pay))
    for (const each of [id, other.id]) must(await announceImprovement(db, hr, { id: each, revision: 1 }, clock.now))
    const withdraw = async (revision: number) => code(await withdrawImprovement(db, hr, { id, revision }, clock.now))
    expect(await withdraw(1)).toBe('changed-meanwhile')
    expect(await withdraw(2)).toBe('done')
    expect(await withdraw(3)).toBe('no-such-improvement')
    expect(code(await announceImprovement(db, hr, { id, revision: 3 }, clock.now))).toBe('no-such-improvement')
    expect((await improvementsAnnounced(db, 5)).map((each) => each.id)).toEqual([other.id])
    expect([await improvementsOfTheme(db, fairness), await improvementsOfTheme(db, pay)]).toMatchObject([
      ...[[], [{ id: other.id }]],
    ])
    expect((await themesWithCounts(db, hr)).map((each) => each.improvements)).toEqual([0, 1])
  })

  it('is on record from its proposal on, and stands before those that were announced earlier', async () => {
    const { db, pay, propose, id } = await proposed()
    const other = must(await propose(pay))
    must(await announceImprovement(db, hr, { id, revision: 1 }, clock.now))
    must(await announceImprovement(db, hr, { id: other.id, revision: 1 }, clock.minutes(1)))
    expect((await improvementsAnnounced(db, 5)).map((each) => each.id)).toEqual([other.id, id])
    must(await withdrawImprovement(db, hr, { id, revision: 2 }, clock.now))
    expect(code(await announceImprovement(db, hr, { id: 'imp_none', revision: 1 }, clock.now))).toBe(
      'no-such-improvement',
    )
    const [row] = await db.select().from(improvements).where(eq(improvements.id, id))
    expect(row).toMatchObject({ withdrawnAt: clock.now, revision: 3 })
    const trail = await db
      .select({ act: auditRecords.act })
      .from(auditRecords)
      .where(eq(auditRecords.subjectKind, 'improvement'))
      .orderBy(auditRecords.seq)
    expect(trail.map(({ act }) => act)).toEqual([
      'improvement.proposed',
      'improvement.proposed',
      'improvement.announced',
      'improvement.announced',
      'improvement.withdrawn',
    ])
  })
})
