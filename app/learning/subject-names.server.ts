/** Names of course versions, enrolments, attempts and certificates for the audit trail. */
import { eq } from 'drizzle-orm'
import { namer, partOf, versionOf } from '#app/audit/subject-names.server.ts'
import { can } from '#app/identity/policy.ts'
import { employeeNameColumn, employeePathColumn } from '#app/organisation/employee-columns.server.ts'
import { paths } from '#app/paths.ts'
import { anyOf } from '#db/any-of.server.ts'
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
    to: can(actor, 'course.keep') ? paths.courseVersion(id) : null,
  }),
)

/**
 * Enrolments and sittings of them. The page of both is the list of those who take the course: what a person wrote in a
 * sitting is theirs alone.
 */
const taking = (what: typeof enrolments.id | typeof attempts.id) =>
  namer(
    (db, ids, actor) =>
      db
        .select({
          id: what,
          courseId: enrolments.courseId,
          title: courseVersions.title,
          person: employeeNameColumn(enrolments.employeeId),
          unitPath: employeePathColumn(enrolments.employeeId, actor.today),
        })
        .from(enrolments)
        .innerJoin(courseVersions, eq(courseVersions.id, enrolments.courseVersionId))
        .leftJoin(attempts, eq(attempts.enrolmentId, enrolments.id))
        .where(anyOf(what, ids)),
    ({ id, unitPath, person, title, courseId: course }, actor) => ({
      id: id ?? '',
      unitPath,
      name: partOf(person, title),
      to: can(actor, 'enrolment.list') ? paths.learners({ course }) : null,
    }),
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
  enrolment: taking(enrolments.id),
  attempt: taking(attempts.id),
  certificate: granted,
}
