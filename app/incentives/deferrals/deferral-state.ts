/** What the register of deferred pay is asked for. */
export const chosenStates = ['waiting', 'paid'] as const
/** All of them unless one is chosen. */
export type DeferralState = (typeof chosenStates)[number] | 'all'
