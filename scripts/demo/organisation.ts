/** Chapters of the load: the bank itself, its posts, its people, their accounts and roles. */
import { createHash } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import { addDays } from '#app/kernel/day.ts'
import { type AbsenceKind, excludesProration, extendsDeadlines } from '#app/organisation/absence.ts'
import { spellingOf } from '#app/organisation/spelling.server.ts'
import type { Tx } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import {
  absences,
  assignments,
  bankSettings,
  competencies,
  competencyAssessments,
  employees,
  employments,
  legalEntities,
  postCompetencies,
  posts,
  roleGrants,
  unitHeads,
  unitPlacements,
  units,
} from '#db/schema/organisation.ts'
import { competenciesContent, unitsContent } from './content.ts'
import { insertRows } from './insert-rows.ts'
import { type DemoBank, openedOn } from './people.ts'
import { demoPassword, roleOver, stories } from './stories.ts'

export const writeBank = async (tx: Tx, bank: DemoBank): Promise<void> => {
  const content = unitsContent().bank
  const opened = bank.at(openedOn, 9)
  await insertRows(tx, bankSettings, [
    {
      fromOn: openedOn,
      name: content.name,
      timeZone: content.timeZone,
      currency: content.currency,
      language: 'zh-CN',
      fiscalYearStart: 1,
      calendar: { workdays: [1, 2, 3, 4, 5], holidays: [], workingDays: [] },
      changedAt: opened,
    },
  ])
  const entity = bank.id('len', 'YH', opened)
  await insertRows(tx, legalEntities, [{ id: entity, code: 'YH', name: content.legalName }])
  await insertRows(
    tx,
    units,
    bank.units.map(({ id, code, kind }) => ({ id, code, kind, openedOn })),
  )
  await insertRows(
    tx,
    unitPlacements,
    bank.units.map((unit) => ({
      id: bank.id('upl', unit.code, opened),
      unitId: unit.id,
      parentId: unit.parentId,
      legalEntityId: entity,
      name: unit.name,
      path: unit.path,
      fromOn: openedOn,
      toOn: null,
    })),
  )
  await insertRows(
    tx,
    posts,
    bank.posts.map(({ competencies: _, monthlyBaseMinor: __, ...post }) => post),
  )
  const skills = competenciesContent().map((skill) => ({ ...skill, id: bank.id('cmp', skill.code, opened) }))
  await insertRows(tx, competencies, skills)
  await insertRows(
    tx,
    postCompetencies,
    bank.posts.flatMap((post) =>
      Object.entries(post.competencies).map(([code, level]) => ({
        postId: post.id,
        competencyId: bank.id('cmp', code, opened),
        level,
      })),
    ),
  )
}

export const writePeople = async (tx: Tx, bank: DemoBank): Promise<void> => {
  const passwordHash = await demoHash(bank.seed)
  const { emailDomain, currency } = unitsContent().bank
  const spelled = new Map<string, ReturnType<typeof spellingOf>>()
  const spell = (name: string) => {
    const known = spelled.get(name) ?? spellingOf(name)
    spelled.set(name, known)
    return known
  }
  const emailOf = (number: string) => `${number.toLowerCase()}@${emailDomain}`
  const joinedAt = (person: DemoBank['people'][number]) => bank.at(person.employments[0]?.fromOn ?? openedOn, 9)
  await insertRows(
    tx,
    accounts,
    bank.people.map((person) => ({
      id: person.accountId,
      signInName: person.signInName,
      displayName: person.name,
      email: emailOf(person.number),
      passwordHash,
      createdAt: joinedAt(person),
      closedAt: hasLeft(person) ? bank.at(addDays(person.employments.at(-1)?.toOn ?? openedOn, 1)) : null,
    })),
  )
  await insertRows(
    tx,
    employees,
    bank.people.map((person) => ({
      id: person.id,
      number: person.number,
      name: person.name,
      ...spell(person.name),
      email: emailOf(person.number),
      gender: person.gender,
      bornOn: person.bornOn,
      accountId: person.accountId,
      createdAt: joinedAt(person),
    })),
  )
  await insertRows(
    tx,
    employments,
    bank.people.flatMap((person) =>
      person.employments.map(({ fromOn, toOn, reason }) => ({
        id: bank.id('epl', `${person.number} ${fromOn}`, bank.at(fromOn, 9)),
        employeeId: person.id,
        fromOn,
        toOn,
        leavingReason: reason,
      })),
    ),
  )
  await insertRows(
    tx,
    assignments,
    bank.people.flatMap((person) =>
      person.assignments.map(({ id, post, unit, managerId, fteBp, baseMinor, isPrimary, fromOn, toOn }) => ({
        id,
        employeeId: person.id,
        postId: bank.postId(post.code),
        unitId: unit.id,
        lineManagerId: managerId,
        fteBp,
        baseMinor,
        currency,
        city: unit.city['zh-CN'],
        isPrimary,
        fromOn,
        toOn,
        recordedAt: bank.at(fromOn, 9),
      })),
    ),
  )
  await insertRows(
    tx,
    unitHeads,
    [...bank.headOf].map(([code, person]) => ({
      id: bank.id('uhd', code, joinedAt(person)),
      unitId: bank.unit(code).id,
      employeeId: person.id,
      fromOn: person.assignments.at(-1)?.fromOn ?? openedOn,
      toOn: null,
    })),
  )
}

const hasLeft = (person: DemoBank['people'][number]) => person.employments.at(-1)?.toOn != null

/**
 * One hash for everyone: 400 of them would take half a minute. Its salt follows from the seed, which would be wrong for
 * a secret; this password is printed at every start.
 */
const demoHash = (seed: number): Promise<string> =>
  hash(demoPassword, {
    memoryCost: 19_456,
    timeCost: 2,
    parallelism: 1,
    salt: createHash('sha256').update(`${seed}`).digest().subarray(0, 16),
  })

export const writeRoles = async (tx: Tx, bank: DemoBank): Promise<void> => {
  const from = addDays(bank.quarters.older.fromOn, -60)
  const admin = bank.who('admin').accountId
  await insertRows(
    tx,
    roleGrants,
    stories.flatMap(({ key, role }) =>
      role === null
        ? []
        : [
            {
              id: bank.id('rgr', key, bank.at(from, 10)),
              accountId: bank.who(key).accountId,
              role,
              unitId: bank.unit(roleOver(key)).id,
              fromOn: from,
              toOn: null,
              grantedBy: key === 'admin' ? 'system' : admin,
              grantedAt: bank.at(from, 10),
            },
          ],
    ),
  )
}

/** Leave of every kind: most of it pays on, unpaid leave takes its days out. */
export const writeAbsences = async (tx: Tx, bank: DemoBank): Promise<void> => {
  const chance = bank.chance('absences')
  const { older, newer, running } = bank.quarters
  const quarters = [older, newer, running]
  const told = new Set(stories.map(({ key }) => bank.who(key).id))
  const rows = bank.people.flatMap((person, index) => {
    if (hasLeft(person) || told.has(person.id) || !chance.percent(12)) return []
    const quarter = chance.pick(quarters)
    const kind: AbsenceKind =
      index % 23 === 0 ? 'maternity' : chance.pick(['annual', 'annual', 'sick', 'unpaid', 'other'])
    if (kind === 'maternity' && person.gender === 'male') return []
    const fromOn = addDays(quarter.fromOn, chance.whole(5, 60))
    const days = { maternity: 98, sick: 9, unpaid: 15, annual: 5, parental: 10, other: 2 }[kind]
    return [
      {
        id: bank.id('abs', person.number, bank.at(fromOn, 9)),
        employeeId: person.id,
        kind,
        fromOn,
        toOn: addDays(fromOn, days - 1),
        excludesProration: excludesProration(kind),
        extendsDeadlines: extendsDeadlines(kind),
        recordedAt: bank.at(fromOn, 9),
      },
    ]
  })
  await insertRows(tx, absences, rows)
}

/** Levels that managers assessed: most meet their post, some fall a level short, the stars are above it. */
export const writeCompetencies = async (tx: Tx, bank: DemoBank): Promise<void> => {
  const chance = bank.chance('competencies')
  const opened = bank.at(openedOn, 9)
  const assessedOn = addDays(bank.quarters.older.fromOn, -30)
  const star = bank.who('star').id
  const rows = bank.people.flatMap((person) => {
    const current = person.assignments.at(-1)
    if (!current || hasLeft(person)) return []
    return Object.entries(current.post.competencies).map(([code, wanted]) => {
      const drawn = chance.whole(0, 9)
      const level = person.id === star ? wanted + 1 : wanted + (drawn < 3 ? -1 : drawn < 8 ? 0 : 1)
      return {
        id: bank.id('cas', `${person.number} ${code}`, bank.at(assessedOn, 15)),
        employeeId: person.id,
        competencyId: bank.id('cmp', code, opened),
        level: Math.min(5, Math.max(1, level)),
        assessedOn,
        assessedBy: current.managerId ? bank.person(current.managerId).accountId : 'system',
        evidence: null,
      }
    })
  })
  await insertRows(tx, competencyAssessments, rows)
}
