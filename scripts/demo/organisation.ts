/** Chapters of the load: the bank itself, its posts, its people and their accounts. */
import { createHash } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import { addDays } from '#app/kernel/day.ts'
import { spellingOf } from '#app/organisation/roster/spelling.server.ts'
import type { Tx } from '#db/client.server.ts'
import { insertRows } from '#db/insert-rows.server.ts'
import { accounts } from '#db/schema/identity.ts'
import {
  assignments,
  bankSettings,
  competencies,
  employees,
  employments,
  legalEntities,
  postCompetencies,
  posts,
  unitHeads,
  unitPlacements,
  units,
} from '#db/schema/organisation.ts'
import { competenciesContent, unitsContent } from './content.ts'
import { type DemoBank, openedOn } from './people.ts'
import { demoPassword } from './stories.ts'

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

export const hasLeft = (person: DemoBank['people'][number]) => person.employments.at(-1)?.toOn != null

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
