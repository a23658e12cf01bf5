/** Who holds which certification when: read in bulk by gates and gaps, for thousands of people in one query. */
import { and, eq } from 'drizzle-orm'
import { addDays, type Day, type Instant } from '#app/kernel/day.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { certificates, certifications } from '#db/schema/learning.ts'
import { countsOn } from './validity.ts'

export type CertificateHeld = {
  employeeId: string
  /** Code of the certification. */
  certification: string
  /** First and last day on which it counts, both included; `to` null is for ever. A revocation ends it the day before. */
  from: Day
  to: Day | null
}

const rowsOf = async (db: Reader | Tx, employeeIds: readonly string[], code?: string) =>
  db
    .select({
      employeeId: certificates.employeeId,
      certification: certifications.code,
      validFrom: certificates.validFrom,
      validThrough: certificates.validThrough,
      revokedFrom: certificates.revokedFrom,
      recordedAt: certificates.recordedAt,
    })
    .from(certificates)
    .innerJoin(certifications, eq(certifications.id, certificates.certificationId))
    .where(
      and(anyOf(certificates.employeeId, employeeIds), code === undefined ? undefined : eq(certifications.code, code)),
    )
    .orderBy(certificates.employeeId, certifications.code, certificates.validFrom, certificates.id)

/** Every certificate of these employees, in order of employee, certification and first day. */
export const certificatesHeld = async (db: Reader | Tx, employeeIds: readonly string[]): Promise<CertificateHeld[]> =>
  (await rowsOf(db, employeeIds)).flatMap((row) => {
    const revoked = row.revokedFrom === null ? null : addDays(row.revokedFrom, -1)
    const to =
      revoked !== null && (row.validThrough === null || revoked < row.validThrough) ? revoked : row.validThrough
    return to !== null && to < row.validFrom
      ? []
      : [{ employeeId: row.employeeId, certification: row.certification, from: row.validFrom, to }]
  })

/** Those of these employees who hold the certification on the day, as far as was known at a time. */
export const compliantOn = async (
  db: Reader | Tx,
  employeeIds: readonly string[],
  certificationCode: string,
  day: Day,
  knownAt?: Instant,
): Promise<Set<string>> =>
  new Set(
    (await rowsOf(db, employeeIds, certificationCode))
      .filter((row) => countsOn(row, day, knownAt))
      .map((row) => row.employeeId),
  )
