/** Names of course versions, enrolments, attempts and certificates for the audit trail. */
import { eq } from 'drizzle-orm'
import { namer, partOf, versionOf } from '#app/audit/subject-names.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Words } from '#app/kernel/words.ts'
import { employeeNameColumn, employeePathColumn } from '#app/organisation/employees/employee-columns.server.ts'
import { paths } from '#app/paths.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader } from '#db/client.server.ts'
import { attempts, certificates, certifications, courseVersions, enrolments } from '#db/schema/learning.ts'

const versions = namer(
  (db, ids) =>
    db
      .select({ id: courseVersions.id, title: courseVersions.title, version: courseVersions.version })
      .from(courseVersions)
      .where(anyOf(courseVersions.id, ids)),
  ({ id, title, version }, actor) => ({
    id,
    unitPath: '/',
    name: versionOf(title, version),
    to: can(actor, 'course.list') ? paths.courseVersion(id) : null,
  }),
)

/**
 * Enrolments and sittings of them. The page of both is the list of those who take the course: what a person wrote in a
 * sitting is theirs alone.
 */
const taking = (ofThem: (db: Reader, actor: Actor, ids: readonly string[]) => Promise<Taking[]>) =>
  namer(
    (db, ids, actor) => ofThem(db, actor, ids),
    ({ id, unitPath, person, title, course }, actor) => ({
      id,
      unitPath,
      name: partOf(person, title),
      to: can(actor, 'enrolment.list') ? paths.learners({ course }) : null,
    }),
  )
type Taking = { id: string; unitPath: string; person: string; title: Words; course: string }

const takingColumns = ({ today }: Actor) => ({
  course: enrolments.courseId,
  title: courseVersions.title,
  person: employeeNameColumn(enrolments.employeeId),
  unitPath: employeePathColumn(enrolments.employeeId, today),
})

const enrolled = taking((db, actor, ids) =>
  db
    .select({ id: enrolments.id, ...takingColumns(actor) })
    .from(enrolments)
    .innerJoin(courseVersions, eq(courseVersions.id, enrolments.courseVersionId))
    .where(anyOf(enrolments.id, ids)),
)
const sat = taking((db, actor, ids) =>
  db
    .select({ id: attempts.id, ...takingColumns(actor) })
    .from(attempts)
    .innerJoin(enrolments, eq(enrolments.id, attempts.enrolmentId))
    .innerJoin(courseVersions, eq(courseVersions.id, enrolments.courseVersionId))
    .where(anyOf(attempts.id, ids)),
)

const granted = namer(
  (db, ids, actor) =>
    db
      .select({
        id: certificates.id,
        employeeId: certificates.employeeId,
        certification: certifications.name,
        code: certificates.verificationCode,
        person: employeeNameColumn(certificates.employeeId),
        unitPath: employeePathColumn(certificates.employeeId, actor.today),
      })
      .from(certificates)
      .innerJoin(certifications, eq(certifications.id, certificates.certificationId))
      .where(anyOf(certificates.id, ids)),
  ({ id, employeeId, certification, code, person, unitPath }, actor) => ({
    id,
    unitPath,
    name: partOf(person, certification),
    to: can(actor, 'certificate.read', { employeeId, unitPath }) ? paths.verify(code) : null,
  }),
)

export const learningNames = {
  'course-version': versions,
  enrolment: enrolled,
  attempt: sat,
  certificate: granted,
}

/** What of these people the trail may speak of: their enrolments, sittings and certificates. */
export const learningSubjectsOf = async (db: Reader, people: readonly string[]): Promise<string[]> => {
  const own = await db
    .select({ id: enrolments.id, attemptId: attempts.id })
    .from(enrolments)
    .leftJoin(attempts, eq(attempts.enrolmentId, enrolments.id))
    .where(anyOf(enrolments.employeeId, people))
  const held = await db.select({ id: certificates.id }).from(certificates).where(anyOf(certificates.employeeId, people))
  return [...own.flatMap(({ id, attemptId }) => (attemptId ? [id, attemptId] : [id])), ...held.map(({ id }) => id)]
}
