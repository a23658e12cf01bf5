/** The proof of a matching: every exchange of two mentees, and every move to a free place, is tried. */
import type { FitOf, Match, Place } from './matching.ts'

export type Exchange = {
  kind: 'exchange' | 'move'
  /** Who would change; a move has one. */
  menteeIds: string[]
  /** By how many points the total fit would rise. */
  gain: number
  /** Both would have a mentor who fits them better than now. */
  bothBetter: boolean
}
export type Proof = {
  exchanges: number
  moves: number
  /** What would be better than the matching as it stands; empty for an optimal one. */
  better: Exchange[]
}

/**
 * In a matching of the greatest total fit no exchange raises the total, so none makes both better off. One changed by
 * hand may fail: what would be better is then listed, the greatest gain first, and of a mentee's moves the best.
 */
export const proofOf = (matches: readonly Match[], mentors: readonly Place[], fitOf: FitOf): Proof => {
  const proof: Proof = { exchanges: 0, moves: 0, better: [] }
  const taken = new Map<string, number>()
  for (const { mentorId } of matches) taken.set(mentorId, (taken.get(mentorId) ?? 0) + 1)
  const open = mentors.filter(({ mentorId, capacity }) => (taken.get(mentorId) ?? 0) < capacity)
  matches.forEach((one, index) => {
    for (const other of matches.slice(index + 1)) {
      if (one.mentorId === other.mentorId) continue
      proof.exchanges++
      const [first, second] = [fitOf(other.mentorId, one.menteeId), fitOf(one.mentorId, other.menteeId)]
      if (first === null || second === null) continue
      const gain = first + second - one.fit - other.fit
      const bothBetter = first > one.fit && second > other.fit
      if (gain > 0) proof.better.push({ kind: 'exchange', menteeIds: [one.menteeId, other.menteeId], gain, bothBetter })
    }
    const free = open.filter(({ mentorId }) => mentorId !== one.mentorId)
    proof.moves += free.length
    const gain = Math.max(0, ...free.map(({ mentorId }) => (fitOf(mentorId, one.menteeId) ?? one.fit) - one.fit))
    if (gain > 0) proof.better.push({ kind: 'move', menteeIds: [one.menteeId], gain, bothBetter: true })
  })
  return { ...proof, better: proof.better.sort((a, b) => b.gain - a.gain) }
}
