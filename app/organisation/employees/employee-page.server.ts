/** Everything that an employee's page shows, cut to what its reader may see. */
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day } from '#app/kernel/day.ts'
import type { Reader } from '#db/client.server.ts'
import { assignmentHistory } from '../assignments/assignments.server.ts'
import { gapsOf } from '../posts/competencies.server.ts'
import { absencesOf } from './absences.server.ts'
import { employmentsOf, isEmployedOn, type Person } from './people.server.ts'

export type Story = Awaited<ReturnType<typeof storyOf>>

export const storyOf = async (db: Reader, actor: Actor, person: Person, today: Day) => {
  const may = {
    change: can(actor, 'employee.change', person),
    assess: can(actor, 'competency.assess', person),
    seeBase: can(actor, 'employee.read-base', person),
  }
  const history = await assignmentHistory(db, person.id)
  const employments = await employmentsOf(db, person.id)
  // Why someone left or was away is HR's and their own to know; a manager sees the days.
  const isClose = may.change || actor.employeeId === person.id
  return {
    person: {
      id: person.id,
      number: person.number,
      name: person.name,
      email: person.email,
      gender: may.change ? person.gender : null,
      bornOn: may.change ? person.bornOn : null,
      revision: person.revision,
    },
    may,
    isEmployed: isEmployedOn(employments, today),
    employments: employments.map((span) => ({ ...span, leavingReason: isClose ? span.leavingReason : null })),
    assignments: history.map((row) => ({ ...row, baseMinor: may.seeBase ? row.baseMinor : null })),
    absences: await absencesOf(db, person.id),
    gaps: await gapsOf(db, person.id, today),
    showsBaseOfAnother: may.seeBase && actor.employeeId !== person.id,
  }
}
