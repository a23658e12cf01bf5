/** The ratings that the templates in force give, the best first: what a veto may cap at. */
import { asc, eq } from 'drizzle-orm'
import type { Words } from '#app/kernel/words.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { templates, templateVersions } from '#db/schema/performance.ts'
import { bandsUpward } from '../rating.ts'

/** One that two templates have stands once, under the name of the first. */
export const ratingsInUse = async (db: Reader | Tx): Promise<{ rating: string; name: Words }[]> => {
  const rows = await db
    .select({ definition: templateVersions.definition })
    .from(templateVersions)
    .innerJoin(templates, eq(templates.id, templateVersions.templateId))
    .where(eq(templateVersions.state, 'active'))
    .orderBy(asc(templates.code))
  const best = bandsUpward(rows.flatMap(({ definition }) => definition.bands)).reverse()
  const named = new Map<string, Words>()
  for (const { rating, name } of best) if (!named.has(rating)) named.set(rating, name)
  return [...named].map(([rating, name]) => ({ rating, name }))
}
