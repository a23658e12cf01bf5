/** Names of course versions, enrolments, attempts and certificates for the audit trail. */
import { eq, type SQL } from 'drizzle-orm'
import { heardOf, type Namer, partOf, versionOf } from '#app/audit/subject-names.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { employeeNameColumn, employeePathColumn } from '#app/organisation/employee-columns.server.ts'
import { paths } from '#app/paths.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader } from '#db/client.server.ts'
import { attempts, certificates, certifications, courseVersions, enrolments } from '#db/schema/learning.ts'

const versions: Namer = async (db, actor, ids) => {
  const rows = await db
    .select({ id: courseVersions.id, title: courseVersions.title, version: courseVersions.version })
    .from(courseVersions)
    .where(anyOf(courseVersions.id, ids))
  return heardOf(
    actor,
    rows.map(({ id, title, version }) => ({
      id,
      unitPath: '/',
      name: versionOf(title, version),
      to: can(actor, 'course.keep') ? paths.courseVersion(id) : null,
    })),
  )
}

const taken = (db: Reader, actor: Actor, which: SQL) =>
  db
    .select({
      enrolmentId: enrolments.id,
      attemptId: attempts.id,
      courseId: enrolments.courseId,
      title: courseVersions.title,
      person: employeeNameColumn(enrolments.employeeId),
      unitPath: employeePathColumn(enrolments.employeeId, actor.today),
    })
    .from(enrolments)
    .innerJoin(courseVersions, eq(courseVersions.id, enrolments.courseVersionId))
    .leftJoin(attempts, eq(attempts.enrolmentId, enrolments.id))
    .where(which)

/** The page of both is the list of those who take the course: what a person wrote in a sitting is theirs alone. */
const learnersOf = (actor: Actor, course: string) => (can(actor, 'enrolment.list') ? paths.learners({ course }) : null)

const enrolled: Namer = async (db, actor, ids) =>
  heardOf(
    actor,
    (await taken(db, actor, anyOf(enrolments.id, ids))).map((row) => ({
      id: row.enrolmentId,
      unitPath: row.unitPath,
      name: partOf(row.person, row.title),
      to: learnersOf(actor, row.courseId),
    })),
  )

const sat: Namer = async (db, actor, ids) =>
  heardOf(
    actor,
    (await taken(db, actor, anyOf(attempts.id, ids))).map((row) => ({
      id: row.attemptId ?? '',
      unitPath: row.unitPath,
      name: partOf(row.person, row.title),
      to: learnersOf(actor, row.courseId),
    })),
  )

const granted: Namer = async (db, actor, ids) => {
  const rows = await db
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
    .where(anyOf(certificates.id, ids))
  return heardOf(
    actor,
    rows.map(({ id, employeeId, certification, code, person, unitPath }) => ({
      id,
      unitPath,
      name: partOf(person, certification),
      to: can(actor, 'certificate.read', { employeeId, unitPath }) ? paths.verify(code) : null,
    })),
  )
}

export const learningNames = { 'course-version': versions, enrolment: enrolled, attempt: sat, certificate: granted }
