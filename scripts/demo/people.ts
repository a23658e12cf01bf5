/** The people of the demo bank: pure, from the seed. Who sits where, since when, under whom and for how much. */
import { addDays, type Day, type Instant, startOfDay } from '#app/kernel/day.ts'
import type { Words } from '#app/kernel/words.ts'
import { type Quarter, quartersAround } from './calendar.ts'
import { type Chance, chanceFor, idOf } from './chance.ts'
import { type PostContent, postsContent, type UnitContent, unitsContent } from './content.ts'
import { earlierPosts, endEmployment, lives } from './lives.ts'
import { namesFor } from './naming.ts'
import { type StoryKey, stories } from './stories.ts'

export type DemoUnit = UnitContent & { id: string; path: string; parentId: string | null }
export type DemoAssignment = {
  id: string
  post: PostContent
  unit: DemoUnit
  managerId: string | null
  fteBp: number
  baseMinor: number
  isPrimary: boolean
  fromOn: Day
  toOn: Day | null
}
export type DemoPerson = {
  id: string
  accountId: string
  number: string
  name: string
  signInName: string
  gender: 'female' | 'male'
  bornOn: Day
  employments: { fromOn: Day; toOn: Day | null; reason: string | null }[]
  /** The oldest first. */
  assignments: DemoAssignment[]
}

export type DemoBank = {
  seed: number
  asOf: Day
  /** Midnight at which the bank stands: nothing happened later. */
  now: Instant
  timeZone: string
  name: Words
  quarters: { older: Quarter; newer: Quarter; running: Quarter }
  units: DemoUnit[]
  unit: (code: string) => DemoUnit
  posts: (PostContent & { id: string })[]
  postId: (code: string) => string
  people: DemoPerson[]
  /** Made for measuring: people, cycles and certificates, but no stories. */
  isForMeasuring: boolean
  /** The person of a story. */
  who: (key: StoryKey) => DemoPerson
  headOf: Map<string, DemoPerson>
  /** By the employee's id. */
  person: (employeeId: string) => DemoPerson
  id: (prefix: string, key: string, at?: Instant) => string
  /** An instant of a day in the bank's time zone. */
  at: (day: Day, hour?: number, minute?: number) => Instant
  chance: (purpose: string) => Chance
}

export const openedOn: Day = '2012-01-01'
const leavers = 8
/** Above this many people a bank is for measuring. */
const storiesUpTo = 2_000
const headPosts = ['president', 'branch-head', 'department-head', 'outlet-head']

/** More branches like the first, for a bank of any size. */
const unitsFor = (people: number): UnitContent[] => {
  const { units } = unitsContent()
  const size = (list: readonly UnitContent[]) =>
    list.reduce((sum, unit) => sum + Object.values(unit.headcount).reduce((a, b) => a + b, 0), 0)
  const first = units.filter((unit) => unit.code === 'B1' || unit.code.startsWith('B1-'))
  const more = Math.max(0, Math.ceil((people - size(units) - leavers) / size(first)))
  const copies = Array.from({ length: more }, (_, index) => {
    const branch = `B${index + 4}`
    const moved = (code: string) => code.replace(/^B1/, branch)
    return first.map((unit) => ({
      ...unit,
      code: moved(unit.code),
      parent: unit.parent === 'HO' ? 'HO' : unit.parent && moved(unit.parent),
      name: { 'zh-CN': `${unit.name['zh-CN']}（${index + 4}）`, en: `${unit.name.en} ${index + 4}` },
    }))
  })
  return [...units, ...copies.flat()]
}

export const demoBank = (options: { seed: number; asOf: Day; people: number }): DemoBank => {
  const { seed, asOf } = options
  const { bank } = unitsContent()
  const midnights = new Map<Day, Instant>()
  const at = (day: Day, hour = 0, minute = 0): Instant => {
    const known = midnights.get(day) ?? startOfDay(day, bank.timeZone)
    midnights.set(day, known)
    return known + (hour * 60 + minute) * 60_000
  }
  const now = at(asOf)
  const id = (prefix: string, key: string, when: Instant = now) => idOf(seed, prefix, key, when)
  const units: DemoUnit[] = []
  const byCode = new Map<string, DemoUnit>()
  for (const content of unitsFor(options.people)) {
    const parent = content.parent ? byCode.get(content.parent) : undefined
    const path = `${parent?.path ?? '/'}${content.code}/`
    const unit = { ...content, id: id('unt', content.code, at(openedOn)), path, parentId: parent?.id ?? null }
    units.push(unit)
    byCode.set(unit.code, unit)
  }
  const unit = (code: string) => {
    const found = byCode.get(code)
    if (!found) throw new Error(`no unit ${code}`)
    return found
  }
  const posts = postsContent().map((post) => ({ ...post, id: id('pst', post.code, at(openedOn)) }))
  const postId = (code: string) => {
    const found = posts.find((post) => post.code === code)
    if (!found) throw new Error(`no post ${code}`)
    return found.id
  }
  const base = {
    seed,
    asOf,
    now,
    timeZone: bank.timeZone,
    name: bank.name,
    quarters: quartersAround(asOf),
    isForMeasuring: options.people > storiesUpTo,
    units,
    unit,
    posts,
    postId,
    id,
    at,
    chance: (purpose: string) => chanceFor(seed, purpose),
  }
  return { ...base, ...populate(base) }
}

export type Peopled = Pick<DemoBank, 'people' | 'who' | 'headOf' | 'person'>
export type Ground = Omit<DemoBank, keyof Peopled>

const storyAt = new Map(stories.map((story) => [`${story.unit} ${story.post} ${story.place}`, story.key]))

const populate = (ground: Ground): Peopled => {
  const named = namesFor(ground)
  const chance = ground.chance('people')
  const people: DemoPerson[] = []
  const told = new Map<StoryKey, DemoPerson>()
  const headOf = new Map<string, DemoPerson>()
  const postOf = new Map(ground.posts.map((post) => [post.code, post]))
  const seat = (unit: DemoUnit, post: PostContent, key: StoryKey | null): DemoPerson => {
    const no = people.length + 1
    const number = `YH${String(no).padStart(ground.units.length > 500 ? 6 : 4, '0')}`
    const { name, gender } = named(no - 1)
    const isHead = headPosts.includes(post.code)
    // The newest came last year; a head has been here longer.
    const joinedOn = addDays(ground.asOf, -chance.whole(isHead ? 2_600 : 420, isHead ? 5_400 : 4_600))
    const hiredOn = joinedOn < openedOn ? openedOn : joinedOn
    const person: DemoPerson = {
      id: ground.id('emp', number, ground.at(hiredOn, 9)),
      accountId: ground.id('acc', number, ground.at(hiredOn, 9)),
      number,
      name,
      signInName: key ?? number.toLowerCase(),
      gender,
      bornOn: addDays(hiredOn, -chance.whole(22 * 365, 34 * 365)),
      employments: [{ fromOn: hiredOn, toOn: null, reason: null }],
      assignments: [],
    }
    const { least, most } = post.monthlyBaseMinor
    const baseMinor = Math.round((least + chance.next() * (most - least)) / 5_000) * 5_000
    person.assignments.push({
      id: ground.id('asg', number, ground.at(hiredOn, 9)),
      post,
      unit,
      managerId: null,
      fteBp: post.code === 'teller' && chance.percent(3) ? 5_000 : 10_000,
      baseMinor,
      isPrimary: true,
      fromOn: hiredOn,
      toOn: null,
    })
    people.push(person)
    if (key) told.set(key, person)
    return person
  }
  for (const unit of ground.units)
    for (const [code, count] of Object.entries(unit.headcount))
      for (let place = 0; place < count; place++) {
        const post = postOf.get(code)
        if (!post) throw new Error(`no post ${code}`)
        const person = seat(unit, post, storyAt.get(`${unit.code} ${code} ${place}`) ?? null)
        if (headPosts.includes(code) && !headOf.has(unit.code)) headOf.set(unit.code, person)
      }
  const teller = postOf.get('teller')
  if (!teller) throw new Error('no post teller')
  for (let no = 0; no < leavers; no++) {
    const unit = ground.unit(['B1-01', 'B1-05', 'B2-01', 'B2-04', 'B3-01', 'B1-03', 'B3-02', 'B2-05'][no] ?? 'B1-01')
    const person = seat(unit, teller, null)
    const leftOn = addDays(ground.quarters.older.fromOn, -chance.whole(30, 400))
    endEmployment(person, leftOn, no % 2 === 0 ? '个人发展' : '合同期满')
  }
  const who = (key: StoryKey) => {
    const person = told.get(key)
    if (!person) throw new Error(`nobody has the story ${key}`)
    return person
  }
  manage(people, headOf, ground)
  earlierPosts(people, ground, postOf)
  const byId = new Map(people.map((each) => [each.id, each]))
  const person = (employeeId: string) => {
    const found = byId.get(employeeId)
    if (!found) throw new Error(`nobody has the id ${employeeId}`)
    return found
  }
  const peopled = { people, who, headOf, person }
  lives({ ...ground, ...peopled }, postOf)
  return peopled
}

/** Line managers: the head of one's unit; for a head, or where there is none, the head of the unit above. */
const manage = (people: readonly DemoPerson[], headOf: ReadonlyMap<string, DemoPerson>, ground: Ground): void => {
  for (const person of people)
    for (const assignment of person.assignments)
      assignment.managerId = managerIn(assignment.unit, person, headOf, ground)
}
const managerIn = (
  unit: DemoUnit,
  person: DemoPerson,
  headOf: ReadonlyMap<string, DemoPerson>,
  ground: Ground,
): string | null => {
  for (let at: DemoUnit | null = unit; at; at = at.parent ? ground.unit(at.parent) : null) {
    const head = headOf.get(at.code)
    if (head && head.id !== person.id) return head.id
  }
  return null
}
