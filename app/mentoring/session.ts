/** A mentoring session counts once both have confirmed it; until then it may be corrected or withdrawn. */
export type SessionFacts = {
  mentorConfirmedAt: number | null
  menteeConfirmedAt: number | null
  withdrawnAt: number | null
}
export const sessionStates = ['waits', 'confirmed', 'withdrawn'] as const
export type SessionState = (typeof sessionStates)[number]

export const sessionState = (session: SessionFacts): SessionState => {
  if (session.withdrawnAt !== null) return 'withdrawn'
  return session.mentorConfirmedAt !== null && session.menteeConfirmedAt !== null ? 'confirmed' : 'waits'
}

export type Side = 'mentor' | 'mentee'
/** The side of a pairing on which someone stands; null for those who are in neither. */
export const sideOf = (pairing: { mentorId: string; menteeId: string }, employeeId: string | null): Side | null =>
  employeeId === pairing.mentorId ? 'mentor' : employeeId === pairing.menteeId ? 'mentee' : null

/** Whether this side still has to confirm the session. */
export const waitsFor = (session: SessionFacts, side: Side | null): boolean =>
  sessionState(session) === 'waits' &&
  ((side === 'mentor' && session.mentorConfirmedAt === null) ||
    (side === 'mentee' && session.menteeConfirmedAt === null))
