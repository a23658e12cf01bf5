import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Actor } from '#app/kernel/actor.ts'
import type { ScorecardResult } from '#app/performance/scorecard.ts'
import { boardOf } from '#app/talent/echelon-board.server.ts'
import {
  admit,
  closeEchelon,
  echelonsOverseen,
  leaveEchelon,
  moveReadiness,
  nominate,
  openEchelon,
} from '#app/talent/echelons.server.ts'
import type { Db } from '#db/client.server.ts'
import { notices } from '#db/schema/notices.ts'
import { assignments, employments } from '#db/schema/organisation.ts'
import { appraisals, cycles, goalSheets, templateVersions } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { actorOf, branchPath, head, hr, manager, otherHr, person, quarter } from '../performance/bank.ts'
import { clock, eachEngine, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { code, talentBank, target } from './bank.ts'

eachEngine('an echelon', (open) => {
  it('is nominated by one and admitted by another, and its members do not see it', async () => {
    const db = await open()
    await talentBank(db)
    expect(code(await openEchelon(db, head, target, clock.now))).toBe('not-allowed')
    const { id } = must(await openEchelon(db, hr, target, clock.now))
    expect(code(await openEchelon(db, hr, target, clock.now))).toBe('target-taken')
    const given = { echelonId: id, employeeId: 'emp_1', readiness: 'one-to-two-years' as const, reason: 'Strong' }
    expect(code(await nominate(db, manager, given, clock.now))).toBe('no-such-echelon')
    const member = must(await nominate(db, { ...head, onBehalfOf: otherHr.id }, given, clock.now))
    expect(code(await nominate(db, hr, given, clock.now))).toBe('nominated-already')
    const at = (revision: number) => ({ id: member.id, revision })
    for (const maker of [head, otherHr]) expect(code(await admit(db, maker, at(1), clock.now))).toBe('maker-is-checker')
    const mayAdmit = async (actor: Actor) => (await boardOf(db, actor, id))?.members.map((each) => each.mayAdmit)
    expect([await mayAdmit(otherHr), await mayAdmit(hr)]).toEqual([[false], [true]])
    must(await admit(db, hr, at(1), clock.now))
    expect(code(await moveReadiness(db, head, { ...at(1), readiness: 'now' }, clock.now))).toBe('changed-meanwhile')
    expect((await echelonsOverseen(db, head))[0]).toMatchObject({ soon: 1, holders: 2, coverage: 'uncovered' })
    must(await moveReadiness(db, head, { ...at(2), readiness: 'now' }, clock.now))
    const board = await boardOf(db, otherHr, id)
    expect(board?.members).toMatchObject([{ readiness: 'now', hint: 'one-to-two-years', gaps: [{ kind: 'near' }] }])
    expect(board?.coverage).toBe('thin')
    expect(await boardOf(db, person(1), id)).toBeNull()
    must(await leaveEchelon(db, hr, { ...at(3), reason: 'Moved away' }, clock.now))
    expect((await boardOf(db, hr, id))?.left).toMatchObject([{ leftReason: 'Moved away' }])
    must(await nominate(db, hr, given, clock.now))
  })

  it('is covered by nobody who has left the bank, who stands there to be taken off and is not admitted', async () => {
    const db = await open()
    await talentBank(db)
    const { id } = must(await openEchelon(db, hr, target, clock.now))
    const nominated = async (employeeId: string) => {
      const given = { echelonId: id, employeeId, readiness: 'now' as const, reason: 'Strong' }
      return { id: must(await nominate(db, head, given, clock.now)).id, revision: 1 }
    }
    must(await admit(db, hr, await nominated('emp_1'), clock.now))
    const waiting = await nominated('emp_2')
    const leave = (toOn: string) => transact(db, (tx) => tx.update(employments).set({ toOn }))
    // Their last day is one with the bank.
    await leave(clock.today)
    expect((await echelonsOverseen(db, hr))[0]).toMatchObject({ now: 1, nominated: 1, coverage: 'thin' })
    await leave('2026-09-29')
    expect((await echelonsOverseen(db, hr))[0]).toMatchObject({ now: 0, nominated: 0, coverage: 'uncovered' })
    const board = await boardOf(db, hr, id)
    expect(board?.coverage).toBe('uncovered')
    expect(board?.members.map(({ leftBankOn, mayMove, mayAdmit }) => [leftBankOn, mayMove, mayAdmit])).toEqual([
      ['2026-09-29', true, false],
      ['2026-09-29', true, false],
    ])
    expect(code(await admit(db, hr, waiting, clock.now))).toBe('no-such-employee')
    must(await leaveEchelon(db, hr, { ...waiting, reason: 'Left the bank' }, clock.now))
  })

  it('stays as it stood once it is closed', async () => {
    const db = await open()
    await talentBank(db)
    const { id } = must(await openEchelon(db, hr, target, clock.now))
    const given = { echelonId: id, employeeId: 'emp_1', readiness: 'now' as const, reason: 'Strong' }
    const member = { ...must(await nominate(db, head, given, clock.now)), revision: 1 }
    must(await closeEchelon(db, hr, { id, revision: 1 }, clock.now))
    expect(code(await admit(db, hr, member, clock.now))).toBe('echelon-closed')
    expect(code(await moveReadiness(db, hr, { ...member, readiness: 'three-to-five-years' }, clock.now))).toBe(
      'echelon-closed',
    )
    expect(code(await leaveEchelon(db, hr, { ...member, reason: '-' }, clock.now))).toBe('echelon-closed')
    expect(code(await nominate(db, hr, { ...given, employeeId: 'emp_2' }, clock.now))).toBe('echelon-closed')
    expect((await boardOf(db, hr, id))?.members).toMatchObject([
      { state: 'nominated', mayAdmit: false, mayMove: false },
    ])
    must(await openEchelon(db, hr, target, clock.now))
  })
})

/** A closed cycle that rated emp_1 on the given scale, best first. */
const rated = async (db: Db, rating: string, scale: readonly string[]) => {
  await transact(db, async (tx) => {
    const [version] = await tx.select().from(templateVersions).limit(1)
    if (!version) throw new Error('no template')
    const bands = scale.map((each, index) => ({ rating: each, name: { en: each }, from: String(scale.length - index) }))
    const definition = { ...version.definition, bands }
    await tx.update(templateVersions).set({ definition }).where(eq(templateVersions.id, version.id))
    const opened = { openedBy: 'acc', openedAt: 0, closedAt: clock.now }
    await tx.insert(cycles).values({ ...quarter, id: 'cyc_1', ...opened })
    const part = { cycleId: 'cyc_1', employeeId: 'emp_1', unitPath: branchPath }
    await tx.insert(goalSheets).values({
      ...{ ...part, id: 'gsh_1', assignmentId: 'asg_emp_1', templateVersionId: version.id, unitId: 'unt_b1' },
      ...{ fromOn: quarter.fromOn, toOn: quarter.toOn },
    })
    const result = { band: { least: '0', most: null } } as ScorecardResult
    const scored = { score: '80', bandRating: rating, finalRating: rating, result, calibratedAt: clock.now }
    await tx.insert(appraisals).values({ id: 'apr_1', ...part, ...scored })
  })
}

eachEngine('the hint of readiness', (open) => {
  it.each([
    ['Basic', ['Excellent', 'Competent', 'Basic', 'Failing'], 'one-to-two-years'],
    ['Competent', ['Excellent', 'Competent', 'Basic', 'Failing'], 'now'],
    // A letter is as low as its scale says.
    ['D', ['S', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I'], 'now'],
  ] as const)('reads %s in the scale of its template', async (rating, scale, hint) => {
    const db = await open()
    await talentBank(db)
    await rated(db, rating, scale)
    const salespeople = { ...target, postId: 'pst_salesperson' }
    const { id } = must(await openEchelon(db, hr, salespeople, clock.now))
    const given = { echelonId: id, employeeId: 'emp_1', readiness: 'now' as const, reason: 'Strong' }
    must(await nominate(db, head, given, clock.now))
    expect((await boardOf(db, hr, id))?.members).toMatchObject([{ rating, hint }])
  })
})

const give = (echelonId: string, employeeId = 'emp_1') => ({
  ...{ echelonId, employeeId, readiness: 'now' as const, reason: 'Strong' },
})

describe('an echelon', () => {
  it('is one for a post in a unit, beside those of other posts and units, and listed while it is open', async () => {
    const db = await freshDb()
    await talentBank(db)
    const { id } = must(await openEchelon(db, hr, target, clock.now))
    must(await openEchelon(db, hr, { ...target, postId: 'pst_salesperson' }, clock.now))
    must(await openEchelon(db, hr, { ...target, unitId: 'unt_ho' }, clock.now))
    expect(code(await openEchelon(db, hr, { ...target, postId: 'pst_none' }, clock.now))).toBe('no-such-post')
    expect(code(await openEchelon(db, hr, { ...target, unitId: 'unt_none' }, clock.now))).toBe('no-such-unit')
    expect(await echelonsOverseen(db, hr)).toHaveLength(3)
    expect(await echelonsOverseen(db, head)).toHaveLength(2)
    must(await closeEchelon(db, hr, { id, revision: 1 }, clock.now))
    expect(await echelonsOverseen(db, hr)).toHaveLength(2)
  })

  it('is closed by who may open it, once, and as it stands on their page', async () => {
    const db = await freshDb()
    await talentBank(db)
    const { id } = must(await openEchelon(db, hr, target, clock.now))
    const close = async (actor = hr, revision = 1) => code(await closeEchelon(db, actor, { id, revision }, clock.now))
    const mayClose = async (actor: Actor) => (await boardOf(db, actor, id))?.mayClose
    expect([await mayClose(hr), await mayClose(head)]).toEqual([true, false])
    expect(await close(head)).toBe('not-allowed')
    expect(await close(hr, 2)).toBe('changed-meanwhile')
    expect(await close()).toBe('done')
    expect(await close(hr, 2)).toBe('echelon-closed')
    expect(await boardOf(db, hr, id)).toMatchObject({ mayNominate: false, mayClose: false })
  })

  it('counts who holds its post today in its part of the bank, and who stands on its bench', async () => {
    const db = await freshDb()
    await talentBank(db)
    const { id } = must(await openEchelon(db, hr, target, clock.now))
    must(await openEchelon(db, hr, { ...target, unitId: 'unt_ho' }, clock.now))
    const member = must(await nominate(db, head, give(id), clock.now))
    must(await nominate(db, head, give(id, 'emp_2'), clock.now))
    const move = (employeeId: string, columns: { toOn?: string; unitId?: string }) =>
      transact(db, (tx) => tx.update(assignments).set(columns).where(eq(assignments.employeeId, employeeId)))
    const bench = async () =>
      (await echelonsOverseen(db, hr)).map(({ holders, now, nominated, coverage }) => [
        holders,
        now,
        nominated,
        coverage,
      ])
    expect(await bench()).toEqual([
      [2, 0, 2, 'uncovered'],
      [2, 0, 0, 'uncovered'],
    ])
    must(await admit(db, hr, { id: member.id, revision: 1 }, clock.now))
    await move('emp_head', { unitId: 'unt_ho' })
    expect(await bench()).toEqual([
      [1, 1, 1, 'thin'],
      [2, 0, 0, 'uncovered'],
    ])
    must(await leaveEchelon(db, hr, { id: member.id, revision: 2, reason: 'Moved away' }, clock.now))
    await move('emp_head', { toOn: '2026-08-31' })
    expect(await bench()).toEqual([
      [1, 0, 1, 'single-point'],
      [1, 0, 0, 'single-point'],
    ])
  })
})

describe('a nomination', () => {
  const opened = async () => {
    const db = await freshDb()
    await talentBank(db)
    const { id } = must(await openEchelon(db, hr, target, clock.now))
    return { db, id }
  }

  it('is of somebody who is with the bank, to their last day', async () => {
    const { db, id } = await opened()
    const until = (toOn: string) =>
      transact(db, (tx) => tx.update(assignments).set({ toOn }).where(eq(assignments.employeeId, 'emp_1')))
    await until('2026-09-29')
    expect(code(await nominate(db, head, give(id), clock.now))).toBe('no-such-employee')
    expect(code(await nominate(db, head, give(id, 'emp_none'), clock.now))).toBe('no-such-employee')
    await until(clock.today)
    must(await nominate(db, head, give(id), clock.now))
  })

  it('is of each person to each echelon, and hinders no other', async () => {
    const { db, id } = await opened()
    const other = must(await openEchelon(db, hr, { ...target, postId: 'pst_salesperson' }, clock.now))
    for (const [echelonId, employeeId] of [
      [id, 'emp_1'],
      [id, 'emp_2'],
      [other.id, 'emp_1'],
    ] as const)
      must(await nominate(db, head, give(echelonId, employeeId), clock.now))
  })

  it('of oneself is another’s, and so is every move of it', async () => {
    const { db, id } = await opened()
    expect(code(await nominate(db, head, give(id, 'emp_head'), clock.now))).toBe('not-allowed')
    const member = { ...must(await nominate(db, hr, give(id, 'emp_head'), clock.now)), revision: 1 }
    expect(code(await admit(db, head, member, clock.now))).toBe('maker-is-checker')
    expect(code(await moveReadiness(db, head, { ...member, readiness: 'three-to-five-years' }, clock.now))).toBe(
      'not-allowed',
    )
    expect(code(await leaveEchelon(db, head, { ...member, reason: '-' }, clock.now))).toBe('not-allowed')
    expect((await boardOf(db, head, id))?.members).toMatchObject([{ mayMove: false, mayAdmit: false }])
  })

  it('is admitted once, told to whom it is about, and ends once', async () => {
    const { db, id } = await opened()
    const { id: memberId } = must(await nominate(db, head, give(id), clock.now))
    const at = (revision: number) => ({ id: memberId, revision })
    const may = async (actor: Actor) => (await boardOf(db, actor, id))?.members.map(({ mayAdmit }) => mayAdmit)
    expect([await may(hr), await may(head)]).toEqual([[true], [false]])
    must(await admit(db, hr, at(1), clock.now))
    expect(await may(hr)).toEqual([false])
    expect(code(await admit(db, otherHr, at(2), clock.now))).toBe('admitted-already')
    expect(await db.select().from(notices)).toMatchObject([{ accountId: 'acc_emp_1', kind: 'nominated' }])
    must(await leaveEchelon(db, hr, { ...at(2), reason: 'Moved away' }, clock.now))
    expect(code(await leaveEchelon(db, hr, { ...at(3), reason: 'Again' }, clock.now))).toBe('left-already')
    expect(await boardOf(db, hr, id)).toMatchObject({ members: [], left: [{ leftReason: 'Moved away' }] })
  })
})

describe('the rating on a board', () => {
  const scale = ['Excellent', 'Competent', 'Basic', 'Failing']
  const board = async () => {
    const db = await freshDb()
    await talentBank(db)
    await rated(db, 'Basic', scale)
    const { id } = must(await openEchelon(db, hr, { ...target, postId: 'pst_salesperson' }, clock.now))
    must(await nominate(db, head, give(id), clock.now))
    return { db, id }
  }

  it('is shown to who may see it before it is published, and not to the one it is about', async () => {
    const { db, id } = await board()
    expect(await boardOf(db, head, id)).toMatchObject({
      ...{ rated: ['emp_1'], members: [{ rating: 'Basic', hint: 'one-to-two-years' }] },
    })
    const member = actorOf('emp_1', [], { headOf: [branchPath] })
    expect(await boardOf(db, member, id)).toMatchObject({ rated: [], members: [{ rating: null, hint: null }] })
  })

  it('is of the last cycle that is closed', async () => {
    const { db, id } = await board()
    await transact(db, (tx) =>
      tx.insert(cycles).values({
        ...quarter,
        ...{ id: 'cyc_2', code: '2026-Q4', name: { en: 'Q4' }, fromOn: '2026-10-01', toOn: '2026-12-31' },
        ...{ openedBy: 'acc', openedAt: 0 },
      }),
    )
    expect(await boardOf(db, hr, id)).toMatchObject({ cycleName: { en: 'Q3' }, rated: ['emp_1'] })
  })
})
