/** The ratings that the templates in force give, the best first: what a veto may cap at. */
import type { Words } from '#app/kernel/words.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { bandsUpward } from '../rating.ts'
import { activeVersions } from './templates.server.ts'

/** One that two templates have stands once, under the name of the first. */
export const ratingsInUse = async (db: Reader | Tx): Promise<{ rating: string; name: Words }[]> => {
  const bands = (await activeVersions(db)).flatMap(({ definition }) => definition.bands)
  const named = new Map<string, Words>()
  for (const { rating, name } of bandsUpward(bands).reverse()) if (!named.has(rating)) named.set(rating, name)
  return [...named].map(([rating, name]) => ({ rating, name }))
}
