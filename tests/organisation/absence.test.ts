import { describe, expect, it } from 'vitest'
import { absenceForm } from '#app/organisation/assignments/assignment.form.ts'
import { absencesBetween } from '#app/organisation/assignments/assignments.server.ts'
import { absenceKinds, effectAnswer, excludesProration, extendsDeadlines } from '#app/organisation/employees/absence.ts'
import { absencesOf, keepAbsence, withdrawAbsence } from '#app/organisation/employees/absences.server.ts'
import { auditRecords } from '#db/schema/audit.ts'
import { clock, freshDb } from '../support/database.ts'
import { branchHr, hr, openBank, person } from './bank.ts'

it('unpaid leave alone takes its days out of pay, and every absence but annual leave moves deadlines', () => {
  expect(absenceKinds.filter(excludesProration)).toEqual(['unpaid'])
  expect(absenceKinds.filter((kind) => !extendsDeadlines(kind))).toEqual(['annual'])
})

describe('an absence', () => {
  const days = { fromOn: '2026-08-03', toOn: '2026-08-07' }
  it.each([
    ['unpaid', {}, [true, true]],
    ['sick', {}, [false, true]],
    ['annual', { excludesProration: '', extendsDeadlines: '' }, [false, false]],
    ['sick', { excludesProration: 'yes', extendsDeadlines: 'no' }, [true, false]],
    ['unpaid', { excludesProration: 'no' }, [false, true]],
  ] as const)('that is %s does what is usual for its kind, unless %o is said', async (kind, said, expected) => {
    const db = await freshDb()
    await openBank(db)
    const id = await person(db, { number: 'E1' })
    const given = absenceForm.parse({ kind, ...days, ...said })
    expect(await keepAbsence(db, hr, id, null, given, clock.now)).toMatchObject({ ok: true })
    const [kept] = await absencesOf(db, id)
    expect([kept?.excludesProration, kept?.extendsDeadlines]).toEqual(expected)
  })

  it('touches a period from its first day to its last', async () => {
    const db = await freshDb()
    await openBank(db)
    const id = await person(db, { number: 'E1' })
    await keepAbsence(db, hr, id, null, absenceForm.parse({ kind: 'sick', ...days }), clock.now)
    const touching = async (from: string, to: string) => (await absencesBetween(db, [id], from, to)).length
    expect([await touching('2026-07-01', '2026-08-02'), await touching('2026-07-01', '2026-08-03')]).toEqual([0, 1])
    expect([await touching('2026-08-07', '2026-09-30'), await touching('2026-08-08', '2026-09-30')]).toEqual([1, 0])
  })

  it('takes its usual effects along when its kind is put right, and keeps those that HR chose', () => {
    const shown = (is: boolean) => effectAnswer(is, excludesProration('unpaid'))
    expect([shown(true), shown(false)]).toEqual(['', 'no'])
  })

  it('is put right and taken back, itself alone, and the trail keeps both', async () => {
    const db = await freshDb()
    await openBank(db)
    const [id, other] = [await person(db, { number: 'E1' }), await person(db, { number: 'E2', unitId: 'unt_b2' })]
    const sick = absenceForm.parse({ kind: 'sick', ...days })
    for (const each of [id, other]) await keepAbsence(db, hr, each, null, sick, clock.now)
    const [kept] = await absencesOf(db, id)
    const [theirs] = await absencesOf(db, other)
    const longer = absenceForm.parse({ kind: 'unpaid', fromOn: days.fromOn, toOn: '2026-08-10', revision: '1' })
    const keep = (employeeId: string, revision = 1) =>
      keepAbsence(db, hr, employeeId, kept?.id ?? '', { ...longer, revision }, clock.now)
    expect(await keep(other)).toMatchObject({ error: { code: 'no-such-absence' } })
    expect(await keep(id)).toMatchObject({ ok: true })
    expect(await absencesOf(db, id)).toMatchObject([{ kind: 'unpaid', toOn: '2026-08-10', revision: 2 }])
    expect(await absencesOf(db, other)).toEqual([theirs])
    expect(await keep(id)).toMatchObject({ error: { code: 'changed-meanwhile' } })

    const withdraw = (employeeId: string, revision = 2) =>
      withdrawAbsence(db, hr, employeeId, { absenceId: kept?.id ?? '', revision }, clock.now)
    expect(await withdraw(other)).toMatchObject({ error: { code: 'no-such-absence' } })
    const ofAnother = { absenceId: theirs?.id ?? '', revision: 1 }
    expect(await withdrawAbsence(db, branchHr, other, ofAnother, clock.now)).toMatchObject({
      error: { code: 'no-such-employee' },
    })
    // Whoever saw it before it was put right takes back another than stands there.
    expect(await withdraw(id, 1)).toMatchObject({ error: { code: 'changed-meanwhile', detail: { by: hr.name } } })
    expect(await withdraw(id)).toMatchObject({ ok: true })
    expect(await absencesOf(db, id)).toEqual([])
    expect(await absencesOf(db, other)).toEqual([theirs])
    const trail = await db.select({ act: auditRecords.act }).from(auditRecords).orderBy(auditRecords.seq)
    expect(trail.map(({ act }) => act).slice(2)).toEqual(['employee.absence-corrected', 'employee.absence-withdrawn'])
  })

  it('shares no day with another of the same person, and does not end before it begins', async () => {
    const db = await freshDb()
    await openBank(db)
    const id = await person(db, { number: 'E1' })
    const keep = async (fromOn: string, toOn: string) => {
      const kept = await keepAbsence(db, hr, id, null, absenceForm.parse({ kind: 'sick', fromOn, toOn }), clock.now)
      return kept.ok ? 'kept' : kept.error.code
    }
    expect(await keep('2026-08-03', '2026-08-02')).toBe('ends-before-it-begins')
    expect(await keep('2026-08-03', '2026-08-07')).toBe('kept')
    expect(await keep('2026-08-01', '2026-08-03')).toBe('absent-already')
    expect(await keep('2026-08-07', '2026-08-07')).toBe('absent-already')
    expect(await keep('2026-08-01', '2026-08-02')).toBe('kept')
    expect(await keep('2026-08-08', '2026-08-08')).toBe('kept')
  })
})
