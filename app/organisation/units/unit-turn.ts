/** The four ways to change a unit. */
export const unitTurns = ['rename', 'move', 'head', 'close'] as const
