/**
 * Deferred acceptance with capacities: the hospital–resident problem (Gale and Shapley 1962). The proposers' side gets
 * the best that any stable matching gives it, and nobody has a partner to leave for who would have them.
 */
export type Preferences = ReadonlyMap<string, readonly string[]>
export type Host = { capacity: number; ranking: readonly string[] }

export type StableMatching = {
  /** Proposers by host, in the host's order. */
  hosts: Map<string, string[]>
  unmatched: string[]
}

/** Proposers ask in the order of their wishes; a host keeps the best of those who asked, up to its capacity. */
export const deferredAcceptance = (wishes: Preferences, hosts: ReadonlyMap<string, Host>): StableMatching => {
  const rank = new Map(
    [...hosts].map(([id, { ranking }]) => [id, new Map(ranking.map((proposer, place) => [proposer, place]))]),
  )
  const held = new Map([...hosts.keys()].map((id) => [id, [] as string[]]))
  const next = new Map<string, number>()
  const unmatched: string[] = []
  const asking = [...wishes.keys()].reverse()
  for (let proposer = asking.pop(); proposer !== undefined; proposer = asking.pop()) {
    const place = next.get(proposer) ?? 0
    const hostId = wishes.get(proposer)?.[place]
    if (hostId === undefined) {
      unmatched.push(proposer)
      continue
    }
    next.set(proposer, place + 1)
    const order = rank.get(hostId)
    const keeps = held.get(hostId)
    if (!keeps || order?.get(proposer) === undefined) {
      asking.push(proposer)
      continue
    }
    keeps.push(proposer)
    keeps.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
    const sentAway = keeps.length > (hosts.get(hostId)?.capacity ?? 0) ? keeps.pop() : undefined
    if (sentAway !== undefined) asking.push(sentAway)
  }
  return { hosts: held, unmatched }
}
