/** Chapter of mentoring: who guides whom, and what they met about. */
import { addDays, type Day } from '#app/kernel/day.ts'
import { fitWithReasons } from '#app/mentoring/fit.ts'
import type { Partner } from '#app/mentoring/programme.ts'
import { assessedLevels } from '#app/organisation/posts/competency-levels.server.ts'
import type { Tx } from '#db/client.server.ts'
import { insertRows } from '#db/insert-rows.server.ts'
import {
  mentoringSessions,
  pairingGoals,
  pairings,
  programmeMentees,
  programmeMentors,
  programmes,
} from '#db/schema/mentoring.ts'
import { phrasesContent, recognitionContent } from './content.ts'
import { type DemoBank, type DemoPerson, openedOn } from './people.ts'

const withBank = (person: DemoPerson) => person.employments.at(-1)?.toOn === null
/** People of a post within a unit who are still with the bank. */
export const holders = (bank: DemoBank, unit: string, post: string) =>
  bank.people.filter((person) => {
    const current = person.assignments.at(-1)
    return withBank(person) && current?.post.code === post && current.unit.path.includes(`/${unit}/`)
  })

export const pairingKey = (mentor: DemoPerson, mentee: DemoPerson) => `${mentor.number} ${mentee.number}`

/** A mentor of another unit for the story's people, and enough other pairs for a programme. */
const pairsOf = (bank: DemoBank): { mentor: DemoPerson; mentee: DemoPerson }[] => {
  const mentor = bank.who('mentor')
  const told = [
    { mentor, mentee: bank.who('employee') },
    { mentor, mentee: bank.who('expiring') },
    { mentor: bank.headOf.get('B1-01') ?? mentor, mentee: bank.who('star') },
  ]
  const taken = new Set(told.map(({ mentee }) => mentee.id))
  const others = ['B1', 'B2', 'B3'].flatMap((branch) => {
    const guides = holders(bank, branch, 'lobby-manager').filter((person) => person.id !== mentor.id)
    const learners = holders(bank, branch, 'teller').filter((person) => !taken.has(person.id))
    return guides.slice(0, 4).flatMap((guide, index) => {
      const learner = learners[index * 7]
      return learner ? [{ mentor: guide, mentee: learner }] : []
    })
  })
  return [...told, ...others]
}

export const writeMentoring = async (tx: Tx, bank: DemoBank): Promise<void> => {
  const year = bank.asOf.slice(0, 4)
  const hr = bank.who('hr').accountId
  const from = addDays(bank.quarters.newer.fromOn, 10)
  const opened = bank.at(addDays(from, -14), 10)
  const content = recognitionContent().programmes[1]
  if (!content) throw new Error('content/demo/recognition.json has no programme')
  const programmeId = bank.id('prg', content.code, opened)
  await insertRows(tx, programmes, [
    {
      id: programmeId,
      code: `level-up-${year}`,
      name: content.name,
      kind: content.kind,
      unitId: bank.unit('HO').id,
      fromOn: from,
      toOn: addDays(bank.asOf, 120),
      rules: { notOwnManager: true, sameCity: true, otherUnit: false, minimumYears: 1 },
      openedBy: hr,
      openedAt: opened,
      matchedAt: bank.at(from, 9),
      closedAt: null,
    },
  ])
  const pairs = pairsOf(bank)
  const mentors = [...new Map(pairs.map(({ mentor }) => [mentor.id, mentor])).values()]
  const base = { programmeId, joinedAt: bank.at(addDays(from, -5), 12) }
  await insertRows(
    tx,
    programmeMentors,
    mentors.map(({ id }) => ({ ...base, employeeId: id, capacity: 3 })),
  )
  const everyone = pairs.flatMap(({ mentor, mentee }) => [mentor.id, mentee.id])
  const levels = await assessedLevels(tx, everyone, from)
  const partner = (person: DemoPerson): Partner => {
    const unit = person.assignments.at(-1)?.unit
    return {
      ...{ employeeId: person.id, number: person.number, lineManagerId: null, joinedOn: null },
      ...{ unitId: unit?.id ?? null, city: unit?.city['zh-CN'] ?? null },
      levels: levels.get(person.id) ?? new Map<string, number>(),
    }
  }
  const skill = bank.id('cmp', 'customer-service', bank.at(openedOn, 9))
  await insertRows(
    tx,
    programmeMentees,
    pairs.map(({ mentee }) => ({ ...base, employeeId: mentee.id, competencyIds: [skill] })),
  )
  await insertRows(
    tx,
    pairings,
    pairs.map(({ mentor, mentee }) => {
      const { fit, reasons } = fitWithReasons(
        { ...partner(mentor), capacity: 3, wishes: [] },
        { ...partner(mentee), wants: [skill], wishes: [] },
      )
      return {
        id: bank.id('pai', pairingKey(mentor, mentee), bank.at(from, 9)),
        programmeId,
        mentorId: mentor.id,
        menteeId: mentee.id,
        fit: String(fit),
        reasons,
        startedOn: from,
      }
    }),
  )
  await writeMeetings(tx, bank, pairs, from)
}

/** Two to four sessions each, confirmed by both; the employee's last one waits for the mentor. */
const writeMeetings = async (
  tx: Tx,
  bank: DemoBank,
  pairs: readonly { mentor: DemoPerson; mentee: DemoPerson }[],
  from: Day,
) => {
  const { mentoringGoals, mentoringNotes, goals } = phrasesContent()
  const chance = bank.chance('mentoring')
  const goalRows: (typeof pairingGoals.$inferInsert)[] = []
  const sessions: (typeof mentoringSessions.$inferInsert)[] = []
  for (const { mentor, mentee } of pairs) {
    const key = pairingKey(mentor, mentee)
    const pairingId = bank.id('pai', key, bank.at(from, 9))
    for (const no of [0, 1])
      goalRows.push({
        id: bank.id('pgl', `${key} ${no}`, bank.at(from, 10)),
        pairingId,
        text: chance.pick(mentoringGoals)['zh-CN'],
        dueOn: addDays(bank.asOf, 30 + 30 * no),
        reachedAt: no === 0 ? bank.at(addDays(from, 40), 17) : null,
        reachedBy: no === 0 ? mentor.accountId : null,
      })
    const count = chance.whole(2, 4)
    for (let no = 0; no < count; no++) {
      const heldOn = addDays(from, 9 + 21 * no)
      sessions.push({
        id: bank.id('mse', `${key} ${no}`, bank.at(heldOn, 18)),
        pairingId,
        heldOn,
        minutes: chance.pick([30, 45, 60]),
        topics: chance.pick(mentoringNotes)['zh-CN'],
        agreed: chance.pick(goals)['zh-CN'],
        loggedBy: mentee.accountId,
        loggedAt: bank.at(heldOn, 18),
        menteeConfirmedAt: bank.at(heldOn, 18),
        mentorConfirmedAt: bank.at(addDays(heldOn, 1), 9),
      })
    }
    if (mentee.id !== bank.who('employee').id) continue
    const heldOn = addDays(bank.asOf, -3)
    sessions.push({
      id: bank.id('mse', `${key} last`, bank.at(heldOn, 18)),
      pairingId,
      heldOn,
      minutes: 45,
      topics: mentoringNotes[0]?.['zh-CN'] ?? '',
      agreed: goals[2]?.['zh-CN'] ?? '',
      loggedBy: mentee.accountId,
      loggedAt: bank.at(heldOn, 18),
      menteeConfirmedAt: bank.at(heldOn, 18),
      mentorConfirmedAt: null,
    })
  }
  await insertRows(tx, pairingGoals, goalRows)
  await insertRows(tx, mentoringSessions, sessions)
}
