import { eq } from 'drizzle-orm'
import type { Locale } from '#app/kernel/words.ts'
import type { Db } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { transact } from '#db/transact.server.ts'
import { findSession } from './sessions.server.ts'

/** Keeps a signed-in person's language and theme with their account; a stranger's are in the cookie alone. */
export const rememberPreferences = async (
  db: Db,
  request: Request,
  { origin, now }: { origin: string; now: number },
  chosen: { language?: Locale; theme?: 'light' | 'dark' | 'system' },
): Promise<void> => {
  if (!chosen.language && !chosen.theme) return
  const session = await findSession(db, request.headers.get('cookie'), origin, now)
  if (!session) return
  await transact(db, async (tx) => {
    await tx
      .update(accounts)
      .set({
        ...(chosen.language ? { language: chosen.language } : {}),
        ...(chosen.theme ? { theme: chosen.theme === 'system' ? null : chosen.theme } : {}),
      })
      .where(eq(accounts.id, session.account.id))
  })
}
