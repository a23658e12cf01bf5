/** Certificates: granted by passing, never edited; a renewal or correction is a further record. */
import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { record } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { addDays, type Day, type Instant } from '#app/kernel/day.ts'
import type { Words } from '#app/kernel/words.ts'
import { pathOf } from '#app/learning/courses/enrolments.server.ts'
import { notifyEmployee } from '#app/notices/notices.server.ts'
import { employeeRows } from '#app/organisation/employees/employees.server.ts'
import { paths } from '#app/paths.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { certificates, certifications } from '#db/schema/learning.ts'
import { newId } from '#db/transact.server.ts'
import { countsOn, validityOf } from './validity.ts'
import { verificationCodeOf } from './verification-code.ts'

export type Grant = {
  employeeId: string
  certificationId: string
  /** Null when it was not earned by an attempt here. */
  attemptId: string | null
  doneOn: Day
  unitPath: string
}

/** Grants a certificate; for an attempt that already has one, gives that one. */
export const grantCertificate = async (tx: Tx, actor: Actor, grant: Grant, now: Instant): Promise<string> => {
  if (grant.attemptId !== null) {
    const [known] = await tx
      .select({ id: certificates.id })
      .from(certificates)
      .where(eq(certificates.attemptId, grant.attemptId))
    if (known) return known.id
  }
  const [rule] = await tx.select().from(certifications).where(eq(certifications.id, grant.certificationId))
  if (!rule) throw new Error(`certification ${grant.certificationId} is not there`)
  const [previous] = await tx
    .select({ id: certificates.id, validThrough: certificates.validThrough, anchorDay: certificates.anchorDay })
    .from(certificates)
    .where(
      and(
        eq(certificates.employeeId, grant.employeeId),
        eq(certificates.certificationId, rule.id),
        isNull(certificates.revokedFrom),
      ),
    )
    .orderBy(sql`${certificates.validThrough} is not null`, desc(certificates.validThrough))
    .limit(1)
  const validity = validityOf(grant.doneOn, rule, previous ?? null)
  const id = newId(tx, 'cer', now)
  await tx.insert(certificates).values({
    id,
    employeeId: grant.employeeId,
    certificationId: rule.id,
    attemptId: grant.attemptId,
    ...validity,
    ruleVersion: rule.ruleVersion,
    recordedAt: now,
    supersedesId: previous?.id ?? null,
    verificationCode: verificationCodeOf(id),
  })
  await record(
    tx,
    actor,
    'certificate.granted',
    { kind: 'certificate', id, unitPath: grant.unitPath },
    { after: { employeeId: grant.employeeId, certification: rule.code, ...validity } },
    now,
  )
  const news = { kind: 'certificate-earned', params: { certificate: rule.name }, link: paths.certificates() }
  await notifyEmployee(tx, grant.employeeId, { ...news, onceKey: `certificate ${id}` }, now)
  return id
}

const columns = {
  id: certificates.id,
  employeeId: certificates.employeeId,
  certificationId: certificates.certificationId,
  code: certifications.code,
  name: certifications.name,
  renewWindowDays: certifications.renewWindowDays,
  basisOn: certificates.basisOn,
  validFrom: certificates.validFrom,
  validThrough: certificates.validThrough,
  revokedFrom: certificates.revokedFrom,
  recordedAt: certificates.recordedAt,
  verificationCode: certificates.verificationCode,
}
const listed = (db: Reader | Tx) =>
  db.select(columns).from(certificates).innerJoin(certifications, eq(certifications.id, certificates.certificationId))

export type CertificateState = 'valid' | 'renewable' | 'ended' | 'revoked' | 'superseded'
type Row = Awaited<ReturnType<typeof listed>>[number]

const stateOf = (row: Row, newest: boolean, day: Day): CertificateState => {
  if (row.revokedFrom !== null && row.revokedFrom <= day) return 'revoked'
  if (!countsOn(row, day)) return 'ended'
  if (!newest) return 'superseded'
  return row.validThrough !== null && day >= addDays(row.validThrough, -row.renewWindowDays) ? 'renewable' : 'valid'
}

/** Every certificate of a person, the newest of each certification first, with what it is today. */
export const certificatesOf = async (db: Reader | Tx, employeeId: string, day: Day) => {
  const rows = await listed(db)
    .where(eq(certificates.employeeId, employeeId))
    .orderBy(asc(certifications.code), desc(certificates.recordedAt), desc(certificates.id))
  const seen = new Set<string>()
  return rows.map((row) => {
    const newest = !seen.has(row.certificationId)
    seen.add(row.certificationId)
    return { ...row, state: stateOf(row, newest, day) }
  })
}

/** One certificate with its holder's name, or null when it is not there or not the actor's to see. */
export const findCertificate = async (db: Reader | Tx, actor: Actor, id: string) => {
  const [row] = await listed(db).where(eq(certificates.id, id))
  if (!row) return null
  const unitPath = await pathOf(db, row.employeeId, actor.today)
  if (!can(actor, 'certificate.read', { employeeId: row.employeeId, unitPath })) return null
  const [holder] = await employeeRows(db, [row.employeeId], actor.today)
  return { ...row, holderName: holder?.name ?? '', holderNumber: holder?.number ?? '' }
}

export type Verified = {
  holderName: string
  certification: Words
  code: string
  validFrom: Day
  validThrough: Day | null
  state: 'valid' | 'ended' | 'revoked'
}

/** What anyone may know who has the printed code: whose it is, which, and whether it counts today. */
export const verifyCertificate = async (db: Reader, code: string, day: Day): Promise<Verified | null> => {
  const [row] = await listed(db).where(eq(certificates.verificationCode, code))
  if (!row) return null
  const [holder] = await employeeRows(db, [row.employeeId], day)
  const state = stateOf(row, true, day)
  return {
    holderName: holder?.name ?? '',
    certification: row.name,
    code: row.code,
    validFrom: row.validFrom,
    validThrough: row.validThrough,
    state: state === 'revoked' ? 'revoked' : countsOn(row, day) ? 'valid' : 'ended',
  }
}
