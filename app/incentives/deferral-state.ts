/** What the register of deferred pay is asked for. */
export const deferralStates = ['waiting', 'paid', 'all'] as const
export type DeferralState = (typeof deferralStates)[number]
