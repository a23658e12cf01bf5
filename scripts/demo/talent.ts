/** Chapter of talent: who is prepared for what, and by which plan. */
import { asc } from 'drizzle-orm'
import { addDays } from '#app/kernel/day.ts'
import type { Readiness } from '#app/talent/echelon.ts'
import type { Tx } from '#db/client.server.ts'
import { insertRows } from '#db/insert-rows.server.ts'
import { courses } from '#db/schema/learning.ts'
import { developmentActions, developmentPlans, echelonMembers, echelons } from '#db/schema/talent.ts'
import { holders, pairingKey } from './mentoring.ts'
import { type DemoBank, type DemoPerson, openedOn } from './people.ts'

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
