import type { Engine, Reader, Tx } from './client.server.ts'

/**
 * A query prepared once per connection: a fifth of the cost of building it anew (see app/README.md). For hot reads
 * outside transactions; each transaction builds its own.
 */
export const prepared = <Q>(make: (db: Reader | Tx) => Q): ((db: Reader | Tx) => Q) => {
  const made = new WeakMap<Reader | Tx, Q>()
  return (db) => {
    const known = made.get(db)
    if (known) return known
    const query = make(db)
    made.set(db, query)
    return query
  }
}

/** The same for a write: transactions of a file share one connection, those of a cluster have each their own. */
export const preparedWithin = <Q>(make: (tx: Tx) => Q): ((tx: Tx) => Q) => {
  const made = new WeakMap<Engine, Q>()
  return (tx) => {
    const { engine } = tx.transaction
    const query = made.get(engine) ?? make(tx)
    if (engine.kind === 'embedded') made.set(engine, query)
    return query
  }
}
