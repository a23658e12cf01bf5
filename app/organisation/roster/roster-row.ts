/** What a row of a roster file does. */
export const rosterRowKinds = ['add', 'change', 'move', 'leave', 'rehire', 'same', 'error'] as const
export type RosterRowKind = (typeof rosterRowKinds)[number]
