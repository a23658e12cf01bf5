/** Chapters of what people hold: their roles, their leave, and the competencies that were assessed. */
import { addDays } from '#app/kernel/day.ts'
import { type AbsenceKind, excludesProration, extendsDeadlines } from '#app/organisation/employees/absence.ts'
import type { Tx } from '#db/client.server.ts'
import { insertRows } from '#db/insert-rows.server.ts'
import { absences, competencyAssessments, roleGrants } from '#db/schema/organisation.ts'
import { hasLeft } from './organisation.ts'
import { type DemoBank, openedOn } from './people.ts'
import { roleOver, stories } from './stories.ts'

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
