/** What a plan's actions point at, who changes them, and what of it is read where it happens. */
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type * as z from 'zod/mini'
import * as core from 'zod/v4/core'
import type { Actor } from '#app/kernel/actor.ts'
import { completeLesson, enrol } from '#app/learning/courses/enrolments.server.ts'
import { addAction, correctAction, removeAction, tickAction } from '#app/talent/development-actions.server.ts'
import { planView } from '#app/talent/plan-view.server.ts'
import { agreePlan, changePlan, closePlan, proposePlan } from '#app/talent/plans.server.ts'
import { actionForm } from '#app/talent/talent.form.ts'
import type { Db } from '#db/client.server.ts'
import { enrolments } from '#db/schema/learning.ts'
import { mentoringSessions, pairings, programmes } from '#db/schema/mentoring.ts'
import { notices } from '#db/schema/notices.ts'
import { developmentActions } from '#db/schema/talent.ts'
import { transact } from '#db/transact.server.ts'
import { activate, content } from '../learning/bank.ts'
import { account } from '../organisation/bank.ts'
import { hr, manager, person } from '../performance/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { code, talentBank } from './bank.ts'

const plan = { targetPostId: 'pst_branch-head', fromOn: '2026-10-01', toOn: '2027-09-30' }
const blank = { courseId: null, pairingId: null, competencyId: null, text: null, wanted: null, dueOn: '2027-01-31' }
type NewAction = Partial<z.output<typeof actionForm>> & Pick<z.output<typeof actionForm>, 'kind'>

/** The bank with a plan of emp_1, who proposed it. */
const planned = async () => {
  const db = await freshDb()
  await talentBank(db)
  must(await proposePlan(db, person(1), 'emp_1', plan, clock.now))
  return db
}
const view = async (db: Db, actor: Actor = manager, employeeId = 'emp_1') => {
  const shown = await planView(db, actor, employeeId)
  if (!shown) throw new Error('no such person')
  return shown
}
const revisionOf = async (db: Db, employeeId = 'emp_1') => (await view(db, manager, employeeId)).plan?.revision ?? 0
const add = async (db: Db, action: NewAction, actor = person(1), employeeId = 'emp_1') =>
  addAction(db, actor, employeeId, { ...blank, revision: await revisionOf(db, employeeId), ...action }, clock.now)
const project = { kind: 'project', text: 'Lead the move' } as const
/** emp_2 mentors in a programme: emp_1, or another. */
const pair = (db: Db, id: string, menteeId: string, endedOn: string | null = null) =>
  transact(db, async (tx) => {
    const rules = { notOwnManager: true, sameCity: false, otherUnit: false, minimumYears: 0 }
    const days = { fromOn: '2026-01-01', toOn: '2027-12-31', openedBy: 'acc', openedAt: 0 }
    await tx
      .insert(programmes)
      .values({ id: `mpg_${id}`, code: id, name: { en: 'M' }, kind: 'level-up', unitId: 'unt_b1', rules, ...days })
    const fit = { fit: '0', reasons: [], isManual: false, startedOn: '2026-09-01', endedOn }
    await tx.insert(pairings).values({ id, programmeId: `mpg_${id}`, mentorId: 'emp_2', menteeId, ...fit })
  })

describe('an action', () => {
  it('points at what its kind says, and at nothing else that was sent with it', async () => {
    const db = await planned()
    await pair(db, 'prg_1', 'emp_1')
    const { courseId } = await activate(db, content())
    const all = { courseId, pairingId: 'prg_1', competencyId: 'cmp_s', wanted: 3, text: 'Why' }
    for (const kind of ['course', 'mentoring', 'competency', 'project'] as const) must(await add(db, { ...all, kind }))
    const none = { courseId: null, pairingId: null, competencyId: null, wanted: null }
    const kept = await db.select().from(developmentActions)
    expect(kept).toMatchObject([
      { ...none, kind: 'course', courseId },
      { ...none, kind: 'mentoring', pairingId: 'prg_1', wanted: 3 },
      { ...none, kind: 'competency', competencyId: 'cmp_s', wanted: 3 },
      { ...none, kind: 'project', text: 'Why' },
    ])
  })

  it('points at a pairing of the person and at a competency that there is', async () => {
    const db = await planned()
    await pair(db, 'prg_other', 'emp_manager')
    await pair(db, 'prg_of-2', 'emp_head')
    expect(code(await add(db, { kind: 'mentoring', pairingId: 'prg_other' }))).toBe('no-such-pairing')
    expect(code(await add(db, { kind: 'competency', competencyId: 'cmp_none' }))).toBe('no-such-competency')
  })

  it('wants a number of sessions, or a level, or does not say: nothing is none of them', () => {
    const wanted = (text: string) =>
      core.safeParse(actionForm, { kind: 'project', text: 'x', dueOn: '2027-01-31', revision: '1', wanted: text }).data
        ?.wanted
    expect(['', '0', '00', '06', '12'].map(wanted)).toEqual([null, null, null, 6, 12])
  })

  it('is corrected within its kind, by either of the two, and then the plan is agreed anew', async () => {
    const db = await planned()
    const { courseId } = await activate(db, content())
    const { id: course } = must(await add(db, { kind: 'course', courseId }))
    const { id: move } = must(await add(db, project))
    const { id: level } = must(await add(db, { kind: 'competency', competencyId: 'cmp_s' }))
    must(await agreePlan(db, manager, { employeeId: 'emp_1', revision: 4 }, clock.now))
    const correct = async (id: string, dueOn = '2027-09-30') =>
      correctAction(
        db,
        manager,
        'emp_1',
        { id, text: null, wanted: 4, dueOn, revision: await revisionOf(db) },
        clock.minutes(1),
      )
    for (const id of [course, move, level]) must(await correct(id))
    expect(await db.select().from(developmentActions)).toMatchObject([
      { id: course, courseId, wanted: null, dueOn: '2027-09-30' },
      { id: move, text: 'Lead the move', wanted: null, dueOn: '2027-09-30' },
      { id: level, competencyId: 'cmp_s', wanted: 4, dueOn: '2027-09-30' },
    ])
    expect(code(await correct(level, '2027-10-01'))).toBe('outside-the-plan')
    expect(code(await correct('dac_none'))).toBe('no-such-action')
    // Whoever corrected it proposes it, so that the person agrees.
    expect(await view(db, person(1))).toMatchObject({ mayAgree: true, plan: { agreedAt: null, revision: 8 } })
    expect(await view(db)).toMatchObject({ mayAgree: false })
    must(await removeAction(db, person(1), { employeeId: 'emp_1', id: course, revision: 8 }, clock.now))
    expect(await view(db)).toMatchObject({ mayAgree: true, plan: { revision: 9 } })
  })

  it('of another’s plan is not reached through one’s own', async () => {
    const db = await planned()
    must(await proposePlan(db, person(2), 'emp_2', plan, clock.now))
    const { id } = must(await add(db, { ...project, dueOn: '2026-10-31' }, person(2), 'emp_2'))
    must(await add(db, project))
    const mine = { employeeId: 'emp_1', id, revision: 2 }
    expect(code(await removeAction(db, person(1), mine, clock.now))).toBe('no-such-action')
    expect(code(await tickAction(db, manager, mine, clock.now))).toBe('no-such-action')
    // Nor does it hold up the days of this one.
    const later = { ...plan, fromOn: '2027-01-31', revision: 2 }
    must(await changePlan(db, person(1), 'emp_1', later, clock.now))
  })

  it('is ticked as it stands on the manager’s page, and taken back the same way', async () => {
    const db = await planned()
    const { id } = must(await add(db, project))
    const tick = (revision: number) => tickAction(db, manager, { employeeId: 'emp_1', id, revision }, clock.now)
    const done = async () => (await db.select().from(developmentActions))[0]
    expect(code(await tick(1))).toBe('changed-meanwhile')
    must(await tick(2))
    expect(await done()).toMatchObject({ doneAt: clock.now, doneBy: manager.id })
    must(await tick(2))
    expect(await done()).toMatchObject({ doneAt: null, doneBy: null })
  })
})

describe('progress is read where it happens', () => {
  const progress = async (db: Db) => (await view(db)).actions.map(({ progress: { done, of } }) => [done, of])

  it('of a course in the lessons of the person’s own enrolment, until it is complete', async () => {
    const db = await planned()
    const { courseId } = await activate(db, content())
    must(await add(db, { kind: 'course', courseId }))
    expect(await progress(db)).toEqual([[0, 1]])
    const mine = must(await enrol(db, person(1), courseId, null, clock.now))
    must(await completeLesson(db, person(1), mine.id, 'know-the-customer', clock.now))
    expect(await progress(db)).toEqual([[1, 4]])
    await transact(db, (tx) => tx.update(enrolments).set({ completedAt: clock.now }))
    expect(await progress(db)).toEqual([[1, 1]])
  })

  it('of a mentoring in sessions that both have confirmed', async () => {
    const db = await planned()
    await pair(db, 'prg_1', 'emp_1')
    must(await add(db, { kind: 'mentoring', pairingId: 'prg_1', wanted: 2 }))
    const log = (id: string, menteeConfirmedAt: number | null) =>
      transact(db, (tx) =>
        tx.insert(mentoringSessions).values({
          ...{ id, pairingId: 'prg_1', heldOn: '2026-09-15', minutes: 45, topics: '-', agreed: '-' },
          ...{ loggedBy: 'acc_emp_2', loggedAt: 0, mentorConfirmedAt: 0, menteeConfirmedAt },
        }),
      )
    await log('mss_1', null)
    await log('mss_2', 0)
    expect(await progress(db)).toEqual([[1, 2]])
  })
})

describe('a development plan', () => {
  it('is towards a post that there is', async () => {
    const db = await freshDb()
    await talentBank(db)
    const none = { ...plan, targetPostId: 'pst_none' }
    expect(code(await proposePlan(db, person(1), 'emp_1', none, clock.now))).toBe('no-such-post')
  })

  it('is agreed once, as it stands on the page', async () => {
    const db = await planned()
    must(await add(db, project))
    const agree = (revision: number) => agreePlan(db, manager, { employeeId: 'emp_1', revision }, clock.now)
    expect(code(await agree(1))).toBe('changed-meanwhile')
    must(await agree(2))
    expect(code(await agree(3))).toBe('agreed-already')
    expect(await view(db)).toMatchObject({ mayAgree: false })
  })

  it('offers the running pairings in which the person is mentored, and posts to whoever may propose', async () => {
    const db = await planned()
    await pair(db, 'prg_1', 'emp_1')
    await pair(db, 'prg_ended', 'emp_1', '2026-09-20')
    await pair(db, 'prg_as-mentor', 'emp_head')
    expect((await view(db)).pairings).toEqual([{ id: 'prg_1', mentorName: 'emp_2' }])
    must(await proposePlan(db, person(2), 'emp_2', plan, clock.now))
    expect((await view(db, manager, 'emp_2')).pairings).toEqual([])
    expect([(await view(db)).posts.length > 0, (await view(db, hr)).posts]).toEqual([true, []])
  })

  it('that ends is told to whose it is and to those who proposed or agreed it, but not to who ended it', async () => {
    const told = async (proposer: Actor, ender: Actor) => {
      const db = await freshDb()
      await talentBank(db)
      await account(db, 'acc_emp_manager', 'manager')
      await account(db, 'acc_emp_head', 'head')
      const agreer = proposer.id === manager.id ? person(1) : manager
      must(await proposePlan(db, proposer, 'emp_1', plan, clock.now))
      must(await add(db, project, proposer))
      must(await agreePlan(db, agreer, { employeeId: 'emp_1', revision: 2 }, clock.now))
      must(await closePlan(db, ender, { employeeId: 'emp_1', revision: 3 }, clock.now))
      const rows = await db.select().from(notices).where(eq(notices.kind, 'development-closed'))
      return rows.map(({ accountId }) => accountId).sort()
    }
    const above = { ...manager, id: 'acc_emp_head', employeeId: 'emp_head' }
    expect(await told(person(1), person(1))).toEqual(['acc_emp_manager'])
    expect(await told(person(1), manager)).toEqual(['acc_emp_1'])
    expect(await told(manager, above)).toEqual(['acc_emp_1', 'acc_emp_manager'])
    expect(await told(person(1), above)).toEqual(['acc_emp_1', 'acc_emp_manager'])
  })

  it('that is over stands with its own person’s alone', async () => {
    const db = await planned()
    must(await closePlan(db, manager, { employeeId: 'emp_1', revision: 1 }, clock.now))
    expect((await view(db)).earlier).toHaveLength(1)
    expect((await view(db, manager, 'emp_2')).earlier).toEqual([])
  })
})
