/** Tells people what ends and what is due; a chunk at a time, each threshold of each thing once. */
import { and, asc, eq, gt, isNotNull, isNull, lte, or, sql } from 'drizzle-orm'
import { addDays, type Day, daysBetween, type Instant } from '#app/kernel/day.ts'
import { notifyEach } from '#app/notices/notices.server.ts'
import { accountsOfEmployees } from '#app/organisation/employees/employee-accounts.server.ts'
import { paths } from '#app/paths.ts'
import type { Tx } from '#db/client.server.ts'
import { certificates, certifications, courseVersions, enrolments } from '#db/schema/learning.ts'
import { renewalCourseColumn } from './renewal-course.server.ts'
import { reminderDue, reminderThresholds } from './validity.ts'

const chunk = 50
const widest = Math.max(...reminderThresholds)
export type Reminded = { told: number /** Where the next chunk begins; null after the last. */; last: string | null }

export const remindOfCertificates = async (tx: Tx, day: Day, after: string, now: Instant): Promise<Reminded> => {
  const rows = await tx
    .select({
      id: certificates.id,
      employeeId: certificates.employeeId,
      through: certificates.validThrough,
      name: certifications.name,
      courseId: renewalCourseColumn(certificates.certificationId),
    })
    .from(certificates)
    // By id from where the last chunk ended: the '+' keeps SQLite from finding all that end, and sorting them, each time.
    .innerJoin(certifications, eq(certifications.id, sql`+${certificates.certificationId}`))
    .where(
      and(
        gt(certificates.id, after),
        sql`+${certificates.validThrough} between ${day} and ${addDays(day, widest)}`,
        or(isNull(certificates.revokedFrom), gt(certificates.revokedFrom, day)),
        // Renewed already: nothing to say.
        sql`not exists (select 1 from certificates newer where newer.supersedes_id = ${certificates.id})`,
      ),
    )
    .orderBy(asc(certificates.id))
    .limit(chunk)
  const accounts = await accountsOfEmployees(
    tx,
    rows.map(({ employeeId }) => employeeId),
  )
  const tellings = rows.flatMap((row) => {
    const accountId = accounts.get(row.employeeId)
    const threshold = row.through === null ? null : reminderDue(daysBetween(day, row.through))
    if (!accountId || row.through === null || threshold === null) return []
    const params = { certificate: row.name, due: row.through }
    const link = row.courseId ? paths.course(row.courseId) : paths.certificates()
    return { accountId, kind: 'certificate-expiring', params, link, onceKey: `expiring ${row.id} ${threshold}` }
  })
  await notifyEach(tx, tellings, now)
  return { told: rows.length, last: rows.length < chunk ? null : (rows.at(-1)?.id ?? null) }
}

/** Days before its due date on which a course is called to mind; once more on the day after. */
const dueThresholds = [7, 1, -1]
const thresholdOf = (left: number): number | null =>
  left < 0 ? -1 : ([...dueThresholds].reverse().find((threshold) => threshold > 0 && left <= threshold) ?? null)

export const remindOfCourses = async (tx: Tx, day: Day, after: string, now: Instant): Promise<Reminded> => {
  const rows = await tx
    .select({
      id: enrolments.id,
      employeeId: enrolments.employeeId,
      courseId: enrolments.courseId,
      dueOn: enrolments.dueOn,
      title: courseVersions.title,
    })
    .from(enrolments)
    .innerJoin(courseVersions, eq(courseVersions.id, enrolments.courseVersionId))
    .where(
      and(
        gt(enrolments.id, after),
        isNull(enrolments.completedAt),
        isNull(enrolments.withdrawnAt),
        isNotNull(enrolments.dueOn),
        lte(enrolments.dueOn, addDays(day, 7)),
      ),
    )
    .orderBy(asc(enrolments.id))
    .limit(chunk)
  const accounts = await accountsOfEmployees(
    tx,
    rows.map(({ employeeId }) => employeeId),
  )
  const tellings = rows.flatMap((row) => {
    const accountId = accounts.get(row.employeeId)
    const threshold = row.dueOn === null ? null : thresholdOf(daysBetween(day, row.dueOn))
    if (!accountId || row.dueOn === null || threshold === null) return []
    const params = { course: row.title, due: row.dueOn }
    return {
      accountId,
      kind: 'course-due',
      params,
      link: paths.course(row.courseId),
      onceKey: `due ${row.id} ${threshold}`,
    }
  })
  await notifyEach(tx, tellings, now)
  return { told: rows.length, last: rows.length < chunk ? null : (rows.at(-1)?.id ?? null) }
}
