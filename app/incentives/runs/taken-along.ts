/**
 * Passes that go through a run's chunks while they are made, so that nothing is read a second time: `last` is the
 * employee number up to which one has come. A pass that did not see every chunk, each once and in order, as where a
 * worker started again or another process made some of them, is none: whoever wants it reads everything instead.
 */
type Taken<P> = { pass: P; last: string; isWhole: boolean }

export const takingAlong = <K extends object, P>(open: (key: K) => P) => {
  const known = new WeakMap<K, Taken<P>>()
  return {
    /** The chunk after an employee number; `last` is that of the last person in it, null where nobody was left. */
    take: (key: K, after: string, last: string | null, add: (pass: P) => void): void => {
      if (after === '') known.set(key, { pass: open(key), last: '', isWhole: false })
      const taken = known.get(key)
      if (!taken) return
      if (taken.last !== after) {
        known.delete(key)
        return
      }
      add(taken.pass)
      if (last === null) taken.isWhole = true
      else taken.last = last
    },
    /** Given out once: what sums up is closed by whoever has it. */
    whole: (key: K): P | null => {
      const taken = known.get(key)
      if (!taken?.isWhole) return null
      known.delete(key)
      return taken.pass
    },
  }
}
