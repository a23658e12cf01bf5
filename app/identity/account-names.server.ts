import { anyOf } from '#db/any-of.server.ts'
import type { Reader } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'

/** What accounts are called, by their ids: the names that the audit shows for those who are not on the roster. */
export const accountNames = async (db: Reader, accountIds: readonly string[]): Promise<Map<string, string>> => {
  const rows = await db
    .select({ id: accounts.id, name: accounts.displayName })
    .from(accounts)
    .where(anyOf(accounts.id, accountIds))
  return new Map(rows.map(({ id, name }) => [id, name]))
}
