import { describe, expect, it } from 'vitest'
import { absenceForm } from '#app/organisation/assignments/assignment.form.ts'
import { absencesBetween } from '#app/organisation/assignments/assignments.server.ts'
import { absenceKinds, effectAnswer, excludesProration, extendsDeadlines } from '#app/organisation/employees/absence.ts'
import { absencesOf, keepAbsence } from '#app/organisation/employees/absences.server.ts'
import { clock, freshDb } from '../support/database.ts'
import { hr, openBank, person } from './bank.ts'

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
})
