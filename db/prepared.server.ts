import type { Reader } from './client.server.ts'

/**
 * A query prepared once per connection: a fifth of the cost of building it anew (see app/README.md).
 * Only for hot reads outside transactions.
 */
export const prepared = <Q>(make: (db: Reader) => Q): ((db: Reader) => Q) => {
  const made = new WeakMap<Reader, Q>()
  return (db) => {
    const known = made.get(db)
    if (known) return known
    const query = make(db)
    made.set(db, query)
    return query
  }
}
