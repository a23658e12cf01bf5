/** One transaction. A refusal rolls back the whole, however deep inside it was given. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Db, Tx } from './client.server.ts'

const isRefusal = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false

type Write = (tx: Tx) => Promise<void>
const companions = new AsyncLocalStorage<Write>()

/**
 * Every transaction that `work` opens and does not refuse ends with `write`, so that the two stand or fall together.
 * What `write` throws rolls the transaction back and is thrown to whoever opened it.
 */
export const writingAlongside = <T>(write: Write, work: () => Promise<T>): Promise<T> => companions.run(write, work)

/**
 * Runs `work` in a transaction and gives its answer back. Handed a Db it opens one; handed a Tx it joins it.
 * An answer with `ok: false` rolls back, also when a joined call gave it. Inside, await nothing but the transaction.
 */
export const transact = async <T>(db: Db | Tx, work: (tx: Tx) => Promise<T>): Promise<T> => {
  // Not by 'transaction': drizzle's own databases have a method of that name.
  if (!('engine' in db)) {
    const answer = await work(db)
    if (isRefusal(answer)) db.transaction.refusal = true
    return answer
  }
  const { engine } = db
  if (engine.inside.getStore()) throw new Error('transact(db) inside a transaction: hand the transaction on instead')
  return engine.inside.run(true, () =>
    engine.transaction(
      async (tx) => {
        const answer = await work(tx)
        if (!isRefusal(answer)) await companions.getStore()?.(tx)
        return answer
      },
      (answer, tx) => {
        if (isRefusal(answer)) return false
        if (tx.transaction.refusal) throw new Error('a refusal inside a transaction was not passed on')
        return true
      },
    ),
  )
}

/** The next id of a kind, from the maker that came with the database. */
export const newId = (tx: Tx, prefix: string, now: number): string => tx.transaction.ids(prefix, now)
