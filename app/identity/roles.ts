/** The one list of roles. `employee` is everyone; manager and mentor follow from the organisation and pairings. */
export const grantedRoles = [
  'hr-officer',
  'learning-officer',
  'trainer',
  'interviewer',
  'incentive-officer',
  'incentive-approver',
  'incentive-releaser',
  'auditor',
  'administrator',
] as const
export type GrantedRole = (typeof grantedRoles)[number]
export const roles = ['employee', 'manager', 'mentor', ...grantedRoles] as const
export type Role = (typeof roles)[number]
