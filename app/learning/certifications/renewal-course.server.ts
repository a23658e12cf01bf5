/** Which course renews a certificate: several may earn one certification, and a list shows each certificate once. */
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { courses, courseVersions } from '#db/schema/learning.ts'

/** The first by code of those that earn it, one with a version in force before the others; null where there is none. */
export const renewalCourseColumn = (certificationId: SQLWrapper): SQL<string | null> =>
  sql<
    string | null
  >`(select id from ${courses} earning where earning.certification_id = ${certificationId} order by exists (select 1 from ${courseVersions} v where v.course_id = earning.id and v.state = 'active') desc, earning.code limit 1)`
