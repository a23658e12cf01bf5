/** How heavily a violation weighs; a pay gate names those that it looks at. */
export const violationSeverities = ['serious', 'ordinary'] as const
export type ViolationSeverity = (typeof violationSeverities)[number]
