import { eq } from 'drizzle-orm'
import type { Words } from '#app/kernel/words.ts'
import type { Reader } from '#db/client.server.ts'
import { planVersions } from '#db/schema/incentives.ts'

/** Names of a plan version's components, by code. */
export const planFor = async (db: Reader, versionId: string): Promise<{ names: Record<string, Words> }> => {
  const [row] = await db
    .select({ definition: planVersions.definition })
    .from(planVersions)
    .where(eq(planVersions.id, versionId))
  return {
    names: Object.fromEntries((row?.definition.components ?? []).map((component) => [component.code, component.name])),
  }
}
