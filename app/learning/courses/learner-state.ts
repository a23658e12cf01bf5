/** How an enrolment stands, as a list filters it; used up are the attempts, and somebody has to allow another round. */
export const learnerStates = ['learning', 'overdue', 'used-up', 'completed'] as const
export type LearnerState = (typeof learnerStates)[number]
