import type { Instant } from '#app/kernel/day.ts'
import type { Tx } from '#db/client.server.ts'
import { newId } from '#db/transact.server.ts'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** A key of chance for an anonymous row: the 50 random bits at the end of an id, none of its time. */
export const chanceKey = (tx: Tx, now: Instant): number =>
  [...newId(tx, 'any', now).slice(-10)].reduce((key, letter) => key * 32 + alphabet.indexOf(letter), 0)
