/** Chapters of talent and mentoring: who is prepared for what, who guides whom, and what they met about. */
import { asc } from 'drizzle-orm'
import { addDays, type Day } from '#app/kernel/day.ts'
import type { Readiness } from '#app/talent/echelon.ts'
import type { Tx } from '#db/client.server.ts'
import { courses } from '#db/schema/learning.ts'
import {
  mentoringSessions,
  pairingGoals,
  pairings,
  programmeMentees,
  programmeMentors,
  programmes,
} from '#db/schema/mentoring.ts'
import { developmentActions, developmentPlans, echelonMembers, echelons } from '#db/schema/talent.ts'
import { phrasesContent, recognitionContent } from './content.ts'
import { insertRows } from './insert-rows.ts'
import { type DemoBank, type DemoPerson, openedOn } from './people.ts'

const withBank = (person: DemoPerson) => person.employments.at(-1)?.toOn === null
const holders = (bank: DemoBank, unit: string, post: string) =>
  bank.people.filter((person) => {
    const current = person.assignments.at(-1)
    return withBank(person) && current?.post.code === post && current.unit.path.includes(`/${unit}/`)
  })

const pairingKey = (mentor: DemoPerson, mentee: DemoPerson) => `${mentor.number} ${mentee.number}`

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
  const skill = bank.id('cmp', 'customer-service', bank.at(openedOn, 9))
  await insertRows(
    tx,
    programmeMentees,
    pairs.map(({ mentee }) => ({ ...base, employeeId: mentee.id, competencyIds: [skill] })),
  )
  await insertRows(
    tx,
    pairings,
    pairs.map(({ mentor, mentee }) => ({
      id: bank.id('pai', pairingKey(mentor, mentee), bank.at(from, 9)),
      programmeId,
      mentorId: mentor.id,
      menteeId: mentee.id,
      fit: '12',
      reasons: [],
      startedOn: from,
    })),
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

export const writeTalent = async (tx: Tx, bank: DemoBank): Promise<void> => {
  const hr = bank.who('hr').accountId
  const at = bank.at(addDays(bank.quarters.older.toOn, 20), 10)
  const wanted = [
    {
      unit: 'B1',
      post: 'outlet-head',
      from: 'relationship-manager',
      name: { 'zh-CN': '网点负责人梯队', en: 'Outlet heads' },
    },
    {
      unit: 'B2',
      post: 'relationship-manager',
      from: 'teller',
      name: { 'zh-CN': '客户经理梯队', en: 'Relationship managers' },
    },
  ]
  const readiness: Readiness[] = [
    'now',
    'one-to-two-years',
    'one-to-two-years',
    'three-to-five-years',
    'three-to-five-years',
  ]
  const star = bank.who('star')
  for (const { unit, post, from, name } of wanted) {
    const id = bank.id('ech', `${unit} ${post}`, at)
    const own = { id, name, postId: bank.postId(post), unitId: bank.unit(unit).id, openedBy: hr, openedAt: at }
    await insertRows(tx, echelons, [own])
    const able = holders(bank, unit, from)
    const people = able.includes(star) ? [star, ...able.filter((person) => person !== star)] : able
    await insertRows(
      tx,
      echelonMembers,
      people.slice(0, 6).map((person, index) => {
        const isActive = index < 5
        return {
          id: bank.id('ecm', `${unit} ${person.number}`, at),
          echelonId: id,
          employeeId: person.id,
          state: isActive ? ('active' as const) : ('nominated' as const),
          readiness: readiness[index] ?? 'three-to-five-years',
          nominatedBy: person.assignments.at(-1)?.managerId
            ? bank.person(person.assignments.at(-1)?.managerId ?? '').accountId
            : hr,
          nominatedAt: at,
          reason: index === 0 ? '连续两季评级优秀，带教有方。' : '业绩稳定，愿意承担更多责任。',
          admittedBy: isActive ? hr : null,
          admittedAt: isActive ? at + 86_400_000 : null,
        }
      }),
    )
  }
  await writePlanOf(tx, bank, star)
}

const writePlanOf = async (tx: Tx, bank: DemoBank, star: DemoPerson) => {
  const from = addDays(bank.quarters.newer.fromOn, 12)
  const planId = bank.id('dvp', star.number, bank.at(from, 10))
  const manager = star.assignments.at(-1)?.managerId
  await insertRows(tx, developmentPlans, [
    {
      id: planId,
      employeeId: star.id,
      targetPostId: bank.postId('outlet-head'),
      fromOn: from,
      toOn: addDays(from, 540),
      draftedBy: manager ? bank.person(manager).accountId : bank.who('hr').accountId,
      draftedAt: bank.at(from, 10),
      agreedBy: star.accountId,
      agreedAt: bank.at(addDays(from, 1), 9),
    },
  ])
  const listed = await tx.select({ id: courses.id, code: courses.code }).from(courses).orderBy(asc(courses.code))
  const mentor = bank.headOf.get('B1-01')
  const opened = bank.at(openedOn, 9)
  const action = (no: number, dueIn: number) => ({
    id: bank.id('dva', `${star.number} ${no}`, bank.at(from, 10, no)),
    planId,
    dueOn: addDays(bank.asOf, dueIn),
    courseId: null,
    pairingId: null,
    competencyId: null,
    text: null,
    doneAt: null,
    doneBy: null,
  })
  const courseId = (code: string) => listed.find((course) => course.code === code)?.id ?? null
  const pairingFrom = addDays(bank.quarters.newer.fromOn, 10)
  await insertRows(tx, developmentActions, [
    { ...action(1, -60), kind: 'course', courseId: courseId('AML-101') },
    { ...action(2, 60), kind: 'course', courseId: courseId('SVC-101') },
    {
      ...action(3, 120),
      kind: 'mentoring',
      pairingId: mentor ? bank.id('pai', pairingKey(mentor, star), bank.at(pairingFrom, 9)) : null,
    },
    {
      ...action(4, 90),
      kind: 'project',
      competencyId: bank.id('cmp', 'people-leadership', opened),
      text: '牵头大学城开学季开户服务方案，带三人小组。',
    },
    { ...action(5, 240), kind: 'rotation', text: '到分行风险合规部轮岗三个月。' },
  ])
}
