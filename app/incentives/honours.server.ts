import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Reader } from '#db/client.server.ts'
import { honourGrants, honours } from '#db/schema/incentives.ts'

/** Honours granted to a person, newest first. */
export const honoursGranted = async (db: Reader, employeeId: string) =>
  db
    .select({
      id: honourGrants.id,
      name: honours.name,
      grantedOn: honourGrants.grantedOn,
      citation: honourGrants.citation,
      awardMinor: honours.awardMinor,
    })
    .from(honourGrants)
    .innerJoin(honours, eq(honours.id, honourGrants.honourId))
    .where(and(eq(honourGrants.employeeId, employeeId), isNull(honourGrants.withdrawnAt)))
    .orderBy(desc(honourGrants.grantedOn))
