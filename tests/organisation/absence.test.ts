import { describe, expect, it } from 'vitest'
import { absenceForm } from '#app/organisation/assignments/assignment.form.ts'
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

  it('takes its usual effects along when its kind is put right, and keeps those that HR chose', () => {
    const shown = (is: boolean) => effectAnswer(is, excludesProration('unpaid'))
    expect([shown(true), shown(false)]).toEqual(['', 'no'])
  })
})
