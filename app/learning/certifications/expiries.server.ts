/** Certificates that end soon or ended lately, within the reach of who asks. */
import { and, asc, eq, gte, isNull, lte, or, sql } from 'drizzle-orm'
import { can, scopeOf } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { addDays } from '#app/kernel/day.ts'
import {
  employeeNameColumn,
  employeeNumberColumn,
  employeePathColumn,
  standsWithin,
} from '#app/organisation/employees/employee-columns.server.ts'
import type { Reader } from '#db/client.server.ts'
import { certificates, certifications, courses, enrolments } from '#db/schema/learning.ts'

/** Ended within the last `before` days, or ending within the next `ahead`, and not renewed; the earliest first. */
export const expiriesFor = async (db: Reader, actor: Actor, { before, ahead }: { before: number; ahead: number }) => {
  if (!can(actor, 'enrolment.list')) return null
  const { today } = actor
  return db
    .select({
      id: certificates.id,
      employeeId: certificates.employeeId,
      name: employeeNameColumn(certificates.employeeId),
      number: employeeNumberColumn(certificates.employeeId),
      certification: certifications.name,
      graceDays: certifications.graceDays,
      validThrough: certificates.validThrough,
      courseId: courses.id,
      /** Somebody renews who takes the course and has not passed it yet. */
      isRenewing: sql<number>`exists (select 1 from ${enrolments} where ${enrolments.courseId} = ${courses.id} and ${enrolments.employeeId} = ${certificates.employeeId} and ${enrolments.completedAt} is null and ${enrolments.withdrawnAt} is null)`,
    })
    .from(certificates)
    .innerJoin(certifications, eq(certifications.id, certificates.certificationId))
    .leftJoin(courses, eq(courses.certificationId, certifications.id))
    .where(
      and(
        gte(certificates.validThrough, addDays(today, -before)),
        lte(certificates.validThrough, addDays(today, ahead)),
        or(isNull(certificates.revokedFrom), sql`${certificates.revokedFrom} > ${today}`),
        sql`not exists (select 1 from certificates newer where newer.supersedes_id = ${certificates.id})`,
        standsWithin(
          scopeOf(actor, 'learners'),
          certificates.employeeId,
          employeePathColumn(certificates.employeeId, today),
          true,
        ),
      ),
    )
    .orderBy(asc(certificates.validThrough), asc(certificates.id))
    .limit(1_000)
}
