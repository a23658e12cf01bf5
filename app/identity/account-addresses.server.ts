/** Where and in which language an account is written to. */
import { and, isNull } from 'drizzle-orm'
import type { Locale } from '#app/kernel/words.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'

export type AccountAddress = { id: string; name: string; email: string | null; language: Locale | null }

/** Of those accounts that are open. */
export const addressesOf = async (db: Reader | Tx, accountIds: readonly string[]): Promise<AccountAddress[]> =>
  await db
    .select({ id: accounts.id, name: accounts.displayName, email: accounts.email, language: accounts.language })
    .from(accounts)
    .where(and(anyOf(accounts.id, accountIds), isNull(accounts.closedAt)))
