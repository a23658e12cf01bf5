/** Membership of an echelon and how soon a member could take the target post. */
export const membershipStates = ['nominated', 'active', 'left'] as const
export type MembershipState = (typeof membershipStates)[number]
export const readinessLevels = ['now', 'one-to-two-years', 'three-to-five-years'] as const
export type Readiness = (typeof readinessLevels)[number]
