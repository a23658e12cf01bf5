/** The three ways to change an assignment. */
export const assignmentTurns = ['transfer', 'end', 'correct'] as const
export type AssignmentTurn = (typeof assignmentTurns)[number]
export const unitTurns = ['rename', 'move', 'head', 'close'] as const
export type UnitTurn = (typeof unitTurns)[number]
