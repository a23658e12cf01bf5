import { eq } from 'drizzle-orm'
import { beforeEach, expect, it } from 'vitest'
import { confirmMatching, previewOf } from '#app/mentoring/matchings.server.ts'
import { endPairing, findPairing, pairingsOf } from '#app/mentoring/pairings.server.ts'
import { joinAsMentee, joinAsMentor } from '#app/mentoring/participants.server.ts'
import { findProgramme, openProgramme } from '#app/mentoring/programmes.server.ts'
import * as pairingScreen from '#app/mentoring/screens/pairing.tsx'
import { confirmSession, logSession, sessionsOf } from '#app/mentoring/sessions.server.ts'
import type { Db } from '#db/client.server.ts'
import { employees } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { cookieOf } from '../access/visit.ts'
import { account } from '../organisation/bank.ts'
import { hr, openBank, person } from '../performance/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { type Screen, sendForm } from '../support/form-post.tsx'
import { must } from '../support/outcome.ts'
import { standsIn, textOf } from '../support/page.tsx'

const terms = {
  ...{ code: 'M-1', name: { en: 'Level up' }, kind: 'level-up' as const, unitId: 'unt_b1', minimumYears: 0 },
  ...{ fromOn: '2026-09-01', toOn: '2027-08-31', notOwnManager: false, sameCity: false, otherUnit: false },
  method: 'fit' as const,
}
const screen = pairingScreen as unknown as Screen
const session = { heldOn: clock.today, minutes: '75', topics: 'How to say no', agreed: 'Says no once a week' }

let db: Db
let cookie: string
let pairingId: string
/** emp_1 mentors emp_2 and is signed in. */
beforeEach(async () => {
  db = await freshDb()
  await openBank(db)
  await account(db, 'acc_emp_1', 'mentor')
  await transact(db, (tx) => tx.update(employees).set({ accountId: 'acc_emp_1' }).where(eq(employees.id, 'emp_1')))
  const { id: programmeId } = must(await openProgramme(db, hr, terms, clock.now))
  must(await joinAsMentor(db, person(1), { programmeId, employeeId: 'emp_1', capacity: 1 }, clock.now))
  must(await joinAsMentee(db, person(2), { programmeId, employeeId: 'emp_2', competencyIds: [] }, clock.now))
  const programme = await findProgramme(db, hr, programmeId)
  const shown = programme && (await previewOf(db, programme, clock.today))
  const pairs = (shown?.matches ?? []).map(({ menteeId, mentorId }) => ({ menteeId, mentorId, reason: null }))
  must(await confirmMatching(db, hr, { programmeId, revision: programme?.revision ?? 0, pairs }, clock.now))
  pairingId = (await pairingsOf(db, 'emp_1'))[0]?.id ?? ''
  cookie = await cookieOf(db, 'mentor', clock.now)
})

const sent = (act: string, path: string, meanwhile: () => unknown, typed: Record<string, string> = session) =>
  sendForm(
    screen,
    { db, now: clock.now, cookie, path, params: { pairingId } },
    { words: ['mentoring'], act, typed, meanwhile },
  )
const end = async () => {
  const pairing = await findPairing(db, hr, pairingId)
  const given = { id: pairingId, revision: pairing?.revision ?? 0, reason: 'Moved to another branch' }
  must(await endPairing(db, hr, given, clock.now))
}
const keepsWhatWasTyped = (html: string) => {
  expect(textOf(html)).toContain('What you wrote was not logged')
  for (const [name, text] of Object.entries(session)) expect(standsIn(html, name)).toBe(text)
}

it('a session that is logged after the other side ended the pairing is refused, and stays to be read', async () => {
  const { status, html } = await sent('log', `/mentoring/pairings/${pairingId}`, end)
  expect(status).toBe(409)
  expect(textOf(html)).toContain('This pairing is over.')
  keepsWhatWasTyped(html)
})

it('a correction that comes after the session was confirmed is refused, and stays to be read', async () => {
  const before = { heldOn: clock.today, minutes: 45, topics: 'No', agreed: 'None' }
  const { id } = must(await logSession(db, person(1), pairingId, before, clock.now))
  const { html } = await sent('correct', `/mentoring/pairings/${pairingId}?correct=${id}`, async () => {
    const [logged] = await sessionsOf(db, pairingId)
    must(await confirmSession(db, person(2), { id, revision: logged?.revision ?? 0 }, clock.now))
  })
  keepsWhatWasTyped(html)
})

it.each([
  ['agenda', { nextOn: '2026-10-12', agenda: 'How to say no to the head of the branch' }],
  ['set-goal', { text: 'Runs a morning meeting alone', dueOn: '2026-12-31' }],
])('what is sent as %s after the pairing ended is refused, and stays to be read', async (act, typed) => {
  const { status, html } = await sent(act, `/mentoring/pairings/${pairingId}`, end, typed)
  expect(status).toBe(409)
  expect(textOf(html)).toContain('What you wrote was not saved')
  for (const [name, text] of Object.entries(typed)) expect(standsIn(html, name)).toBe(text)
})
