/** The three ways to change an assignment. */
export const assignmentTurns = ['transfer', 'end', 'correct'] as const
