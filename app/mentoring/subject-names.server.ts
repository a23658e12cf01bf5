/** Names of mentoring programmes and pairings for the audit trail. */
import { or } from 'drizzle-orm'
import { namer, sameIn } from '#app/audit/subject-names.server.ts'
import { can } from '#app/identity/policy.ts'
import { employeeNameColumn, employeePathColumn } from '#app/organisation/employees/employee-columns.server.ts'
import { unitPathColumn } from '#app/organisation/units/unit-paths.server.ts'
import { paths } from '#app/paths.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader } from '#db/client.server.ts'
import { pairings, programmes } from '#db/schema/mentoring.ts'

const programmeNames = namer(
  (db, ids, actor) =>
    db
      .select({
        id: programmes.id,
        name: programmes.name,
        unitPath: unitPathColumn(programmes.unitId, actor.today),
      })
      .from(programmes)
      .where(anyOf(programmes.id, ids)),
  (row, actor) => ({ ...row, to: can(actor, 'programme.run', row) ? paths.programme(row.id) : null }),
)

const pairNames = namer(
  (db, ids, actor) =>
    db
      .select({
        id: pairings.id,
        mentorId: pairings.mentorId,
        menteeId: pairings.menteeId,
        mentor: employeeNameColumn(pairings.mentorId),
        mentee: employeeNameColumn(pairings.menteeId),
        unitPath: employeePathColumn(pairings.menteeId, actor.today),
      })
      .from(pairings)
      .where(anyOf(pairings.id, ids)),
  (row, actor) => ({
    id: row.id,
    unitPath: row.unitPath,
    name: sameIn(`${row.mentor} → ${row.mentee}`),
    to: can(actor, 'pairing.read', row) ? paths.pairing(row.id) : null,
  }),
)

export const mentoringNames = { programme: programmeNames, pairing: pairNames }

/** The pairings of these people, on either side. */
export const mentoringSubjectsOf = async (db: Reader, people: readonly string[]): Promise<string[]> => {
  const own = await db
    .select({ id: pairings.id })
    .from(pairings)
    .where(or(anyOf(pairings.mentorId, people), anyOf(pairings.menteeId, people)))
  return own.map(({ id }) => id)
}
