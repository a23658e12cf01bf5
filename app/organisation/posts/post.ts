/** Risk class of a post: ordinary; duties with material risk; senior management; its principal. Deferral and rotation rules look at it. */
export const riskClasses = ['ordinary', 'risk', 'senior', 'principal-senior'] as const
export type RiskClass = (typeof riskClasses)[number]
