/** What a person has completed; whoever asks has looked whether the reader may see the person. */
import { and, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { decimal, decimalText, sum } from '#app/kernel/decimal.ts'
import type { Reader } from '#db/client.server.ts'
import { courseVersions, enrolments } from '#db/schema/learning.ts'

export const transcriptOf = async (db: Reader, employeeId: string) => {
  const rows = await db
    .select({
      enrolmentId: enrolments.id,
      courseId: enrolments.courseId,
      title: courseVersions.title,
      hours: courseVersions.hours,
      completedAt: enrolments.completedAt,
      percent: sql<
        string | null
      >`(select percent from attempts where enrolment_id = ${enrolments.id} and passed order by graded_at limit 1)`,
      passPercent: sql<
        string | null
      >`(select json_extract(settings, '$.passPercent') from assessments where course_version_id = ${courseVersions.id})`,
    })
    .from(enrolments)
    .innerJoin(courseVersions, eq(courseVersions.id, enrolments.courseVersionId))
    .where(
      and(eq(enrolments.employeeId, employeeId), isNotNull(enrolments.completedAt), isNull(enrolments.withdrawnAt)),
    )
    .orderBy(desc(enrolments.completedAt))
  return {
    rows: rows.map((row) => ({ ...row, completedAt: row.completedAt ?? 0 })),
    hours: decimalText(sum(rows.map((row) => decimal(row.hours)))),
  }
}
