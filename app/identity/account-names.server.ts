import { eq } from 'drizzle-orm'
import type { Reader } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'

/** What an account is called: the name that the audit shows for those who are not on the roster. */
export const accountName = async (db: Reader, accountId: string): Promise<string | null> => {
  const [row] = await db.select({ name: accounts.displayName }).from(accounts).where(eq(accounts.id, accountId))
  return row?.name ?? null
}
