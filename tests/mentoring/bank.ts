/** The small bank of performance with a mentoring programme in its branch, and short ways into it. */
import type { Outcome } from '#app/kernel/result.ts'
import { confirmMatching, previewOf } from '#app/mentoring/matchings.server.ts'
import { pairingsOf } from '#app/mentoring/pairings.server.ts'
import { joinAsMentee, joinAsMentor, wish } from '#app/mentoring/participants.server.ts'
import { findProgramme, openProgramme } from '#app/mentoring/programmes.server.ts'
import type { Db } from '#db/client.server.ts'
import { hr, openBank, person } from '../performance/bank.ts'
import { clock } from '../support/database.ts'
import { must } from '../support/outcome.ts'

export const code = (outcome: Outcome<unknown>) => (outcome.ok ? 'done' : outcome.error.code)

export const terms = {
  code: 'MENTOR-2026',
  name: { en: 'Level up' },
  kind: 'level-up' as const,
  unitId: 'unt_b1',
  fromOn: '2026-09-01',
  toOn: '2027-08-31',
  notOwnManager: true,
  sameCity: false,
  otherUnit: false,
  minimumYears: 2,
  method: 'fit' as const,
}

/** emp_1 and emp_2 mentor one each; emp_3 and emp_4 want to learn, both from emp_1 first. */
export const joined = async (db: Db) => {
  await openBank(db, { count: 5 })
  const { id } = must(await openProgramme(db, hr, terms, clock.now))
  for (const n of [1, 2])
    must(await joinAsMentor(db, person(n), { programmeId: id, employeeId: `emp_${n}`, capacity: 1 }, clock.now))
  for (const n of [3, 4])
    must(await joinAsMentee(db, person(n), { programmeId: id, employeeId: `emp_${n}`, competencyIds: [] }, clock.now))
  const wishes = { programmeId: id, wishes: ['emp_1'] }
  must(await wish(db, person(3), { ...wishes, employeeId: 'emp_3' }, clock.now))
  must(await wish(db, person(4), { ...wishes, employeeId: 'emp_4', wishes: ['emp_1', 'emp_2'] }, clock.now))
  return id
}
export const preview = async (db: Db, id: string) => {
  const programme = await findProgramme(db, hr, id)
  const shown = programme && (await previewOf(db, programme, clock.today))
  if (!programme || !shown) throw new Error('no preview')
  return { ...shown, revision: programme.revision }
}
export const paired = async (db: Db) => {
  const programmeId = await joined(db)
  const { matches, revision } = await preview(db, programmeId)
  const pairs = matches.map(({ menteeId, mentorId }) => ({ menteeId, mentorId, reason: null }))
  must(await confirmMatching(db, hr, { programmeId, revision, pairs }, clock.now))
  const [pairing] = await pairingsOf(db, 'emp_3')
  if (!pairing) throw new Error('no pairing')
  return { programmeId, pairing }
}
