/** Certificates that end soon or ended lately, within the reach of who asks. */
import { and, asc, count, eq, gte, isNull, lte, or, sql } from 'drizzle-orm'
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
import { renewalCourseColumn } from './renewal-course.server.ts'

type Span = { before: number; ahead: number }

/** Ended within the last `before` days, or ending within the next `ahead`, and not renewed. */
const lapsing = (actor: Actor, { before, ahead }: Span) =>
  and(
    gte(certificates.validThrough, addDays(actor.today, -before)),
    lte(certificates.validThrough, addDays(actor.today, ahead)),
    or(isNull(certificates.revokedFrom), sql`${certificates.revokedFrom} > ${actor.today}`),
    sql`not exists (select 1 from certificates newer where newer.supersedes_id = ${certificates.id})`,
    standsWithin(
      scopeOf(actor, 'learners'),
      certificates.employeeId,
      employeePathColumn(certificates.employeeId, actor.today),
      true,
    ),
  )

/** How many of them have ended, and how many end soon. */
export const countExpiries = async (db: Reader, actor: Actor, span: Span) => {
  const [counted] = await db
    .select({ all: count(), ended: count(sql`case when ${certificates.validThrough} < ${actor.today} then 1 end`) })
    .from(certificates)
    .where(lapsing(actor, span))
  const { all = 0, ended = 0 } = counted ?? {}
  return { all, ended }
}

/** A page of them, the earliest first. */
export const expiriesFor = async (db: Reader, actor: Actor, span: Span, page: { limit: number; offset: number }) => {
  if (!can(actor, 'enrolment.list')) return null
  return db
    .select({
      id: certificates.id,
      employeeId: certificates.employeeId,
      name: employeeNameColumn(certificates.employeeId),
      number: employeeNumberColumn(certificates.employeeId),
      certification: certifications.name,
      graceDays: certifications.graceDays,
      validThrough: certificates.validThrough,
      courseId: renewalCourseColumn(certificates.certificationId),
      /** Somebody renews who takes a course that earns it and has not passed it yet. */
      isRenewing: sql<number>`exists (select 1 from ${enrolments} join ${courses} on ${courses.id} = ${enrolments.courseId} where ${courses.certificationId} = ${certificates.certificationId} and ${enrolments.employeeId} = ${certificates.employeeId} and ${enrolments.completedAt} is null and ${enrolments.withdrawnAt} is null)`,
    })
    .from(certificates)
    .innerJoin(certifications, eq(certifications.id, certificates.certificationId))
    .where(lapsing(actor, span))
    .orderBy(asc(certificates.validThrough), asc(certificates.id))
    .limit(page.limit)
    .offset(page.offset)
}
