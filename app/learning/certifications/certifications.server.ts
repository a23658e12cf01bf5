/** The certifications that the bank grants, each known by its code. */
import { asc } from 'drizzle-orm'
import type { Reader } from '#db/client.server.ts'
import { certifications } from '#db/schema/learning.ts'

export const listCertifications = (db: Reader) =>
  db
    .select({ code: certifications.code, name: certifications.name })
    .from(certifications)
    .orderBy(asc(certifications.code))
