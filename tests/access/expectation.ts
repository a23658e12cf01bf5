/** Who gets in: the shape that each domain's expectations have; the matrix test walks every route × act × visitor. */

/** Visitors of the demo bank: the roles, a stranger without a session, and people whose role is held elsewhere. */
export const visitors = [
  'stranger',
  'employee',
  'manager',
  'mentor',
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
export type Visitor = (typeof visitors)[number]

/** `all` is everyone who is signed in. What is not named answers 404, or for a stranger 302 (data and API: 401). */
/** `self`: everyone who is signed in, on things of their own; who has none of them is answered 404. */
export type Allowed = 'public' | 'all' | 'self' | readonly Visitor[]

export type Expectation = {
  loader?: Allowed
  action?: Allowed
  acts?: Record<string, Allowed>
  /** A form that could be carried out, by act; without one only its refusal as malformed is seen. */
  forms?: Record<string, Record<string, string>>
  /** A success leads to the sign-in page. */
  signsOut?: true
  /** The subject belongs to the whole bank: the same role held elsewhere sees it too. */
  bankWide?: true
}
/** By route file, such as 'learning/screens/course.tsx'. Addresses with blanks are tried on the subjects of the demo bank. */
export type Expectations = Record<string, Expectation>
