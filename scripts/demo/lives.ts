/** What happened to people: earlier posts, a transfer in mid-quarter, two posts at once, leaving and coming back. */
import { addDays, type Day } from '#app/kernel/day.ts'
import type { PostContent } from './content.ts'
import type { DemoBank, DemoPerson, Ground } from './people.ts'

export const endEmployment = (person: DemoPerson, lastDay: Day, reason: string): void => {
  for (const employment of person.employments) {
    if (employment.toOn !== null) continue
    employment.toOn = lastDay < employment.fromOn ? addDays(employment.fromOn, 200) : lastDay
    employment.reason = reason
  }
  const toOn = person.employments.at(-1)?.toOn ?? lastDay
  for (const assignment of person.assignments) assignment.toOn ??= toOn
}

/** Lobby managers were tellers once, relationship managers clerks: about every third has an earlier assignment. */
export const earlierPosts = (
  people: readonly DemoPerson[],
  ground: Ground,
  postOf: ReadonlyMap<string, PostContent>,
): void => {
  const chance = ground.chance('earlier posts')
  const teller = postOf.get('teller')
  const from = {
    'lobby-manager': teller,
    'relationship-manager': teller,
    'outlet-head': postOf.get('relationship-manager'),
  }
  for (const person of people) {
    const current = person.assignments[0]
    const before = current && from[current.post.code as keyof typeof from]
    if (!current || !before || !chance.percent(60)) continue
    const movedOn = addDays(current.fromOn, chance.whole(250, 380))
    if (movedOn >= ground.quarters.older.fromOn) continue
    person.assignments.unshift({
      ...current,
      id: ground.id('asg', `${person.number} before`, ground.at(current.fromOn, 9)),
      post: before,
      baseMinor: Math.round((current.baseMinor * 0.7) / 5_000) * 5_000,
      toOn: addDays(movedOn, -1),
    })
    current.fromOn = movedOn
  }
}

/** What the stories need: a transfer in mid-quarter, two posts at once, someone who came back, someone who left. */
export const lives = (bank: DemoBank, postOf: ReadonlyMap<string, PostContent>): void => {
  const { older, newer } = bank.quarters
  const transferred = bank.who('transfer')
  const lobby = transferred.assignments.at(-1)
  const teller = postOf.get('teller')
  const b103 = bank.headOf.get('B1-03')
  if (lobby && teller && b103) {
    const movedOn = addDays(older.fromOn, 40)
    const since = transferred.employments[0]?.fromOn ?? lobby.fromOn
    transferred.assignments = [
      {
        ...lobby,
        id: bank.id('asg', `${transferred.number} before`, bank.at(since, 9)),
        post: teller,
        unit: bank.unit('B1-03'),
        managerId: b103.id,
        fteBp: 10_000,
        baseMinor: lobby.baseMinor - 60_000,
        fromOn: since,
        toOn: addDays(movedOn, -1),
      },
      { ...lobby, id: bank.id('asg', transferred.number, bank.at(movedOn, 9)), fteBp: 10_000, fromOn: movedOn },
    ]
  }
  const two = bank.who('two-posts')
  const here = two.assignments.at(-1)
  const corporate = bank.headOf.get('HO-CORP')
  if (here && corporate) {
    here.fteBp = 6_000
    two.assignments.push({
      ...here,
      id: bank.id('asg', `${two.number} second`, bank.at(addDays(older.fromOn, -20), 9)),
      unit: bank.unit('HO-CORP'),
      managerId: corporate.id,
      fteBp: 4_000,
      isPrimary: false,
      fromOn: addDays(older.fromOn, -20),
    })
    if (here.fromOn > addDays(older.fromOn, -20)) here.fromOn = addDays(older.fromOn, -200)
  }
  const back = bank.who('rehired')
  const now = back.assignments.at(-1)
  if (now) {
    const cameOn = addDays(bank.asOf, -2_400)
    const leftOn = addDays(bank.asOf, -1_500)
    const returnedOn = addDays(bank.asOf, -700)
    back.employments = [
      { fromOn: cameOn, toOn: leftOn, reason: '继续深造' },
      { fromOn: returnedOn, toOn: null, reason: null },
    ]
    const first = {
      ...now,
      id: bank.id('asg', `${back.number} first`, bank.at(cameOn, 9)),
      fromOn: cameOn,
      toOn: leftOn,
    }
    back.assignments = [
      { ...first, baseMinor: now.baseMinor - 150_000 },
      { ...now, id: bank.id('asg', back.number, bank.at(returnedOn, 9)), fromOn: returnedOn },
    ]
  }
  endEmployment(bank.who('leaver'), addDays(newer.fromOn, 45), '个人发展')
}
