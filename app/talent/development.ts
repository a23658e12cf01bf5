/** What a development plan is made of. */
export const actionKinds = ['course', 'mentoring', 'rotation', 'project'] as const
export type ActionKind = (typeof actionKinds)[number]
