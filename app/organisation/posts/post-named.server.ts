import { eq, sql } from 'drizzle-orm'
import type { Words } from '#app/kernel/words.ts'
import type { Reader } from '#db/client.server.ts'
import { prepared } from '#db/prepared.server.ts'
import { posts } from '#db/schema/organisation.ts'

const named = prepared((db) =>
  db
    .select({ name: posts.name })
    .from(posts)
    .where(eq(posts.id, sql.placeholder('id')))
    .prepare(),
)

export const postNamed = async (db: Reader, postId: string): Promise<Words | null> =>
  (await named(db).get({ id: postId }))?.name ?? null
