/** Kinds and states of a run; a state is read from its facts. */
export const runKinds = ['regular', 'correction'] as const
export type RunKind = (typeof runKinds)[number]
