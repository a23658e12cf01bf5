/** How an enrolment stands, as a list filters it. */
export const learnerStates = ['learning', 'overdue', 'completed'] as const
export type LearnerState = (typeof learnerStates)[number]
