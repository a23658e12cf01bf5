/** States of a template, plan or course version: never edited once active. */
export const versionStates = ['draft', 'submitted', 'approved', 'active', 'retired'] as const
export type VersionState = (typeof versionStates)[number]
