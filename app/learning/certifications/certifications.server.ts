/** The certifications that the bank grants, each known by its code. */
import { asc } from 'drizzle-orm'
import type { Words } from '#app/kernel/words.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader } from '#db/client.server.ts'
import { certifications } from '#db/schema/learning.ts'

export const listCertifications = (db: Reader) =>
  db
    .select({ code: certifications.code, name: certifications.name })
    .from(certifications)
    .orderBy(asc(certifications.code))

export const certificationNames = async (db: Reader, codes: readonly string[]): Promise<Record<string, Words>> => {
  if (codes.length === 0) return {}
  const rows = await db
    .select({ code: certifications.code, name: certifications.name })
    .from(certifications)
    .where(anyOf(certifications.code, codes))
  return Object.fromEntries(rows.map(({ code, name }) => [code, name]))
}
