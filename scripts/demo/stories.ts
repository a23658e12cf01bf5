/**
 * The stories of the demo bank in one table: who, under which name they sign in, and what there is to see. Each person
 * is found by unit and post, the first or second of them; the chapters of the load ask for them by their key.
 */
import type { GrantedRole } from '#app/identity/roles.ts'

export type Story = {
  /** Name at sign-in and key in the load. */
  key: string
  unit: string
  post: string
  /** Which holder of the post in the unit, from 0. */
  place: number
  role: GrantedRole | null
  see: string
}

const story = (
  key: string,
  unit: string,
  post: string,
  place: number,
  see: string,
  role: GrantedRole | null = null,
) => ({
  key,
  unit,
  post,
  place,
  role,
  see,
})

export const stories = [
  story(
    'employee',
    'B1-02',
    'teller',
    0,
    'a teller: a course half read, a quarter paid with every figure open, a self review to write, a mentor',
  ),
  story('manager', 'B1-02', 'outlet-head', 0, 'head of a sub-branch: a review half scored, and a team of twenty'),
  story('mentor', 'B1-02', 'lobby-manager', 0, 'mentors two tellers; one session waits to be confirmed'),
  story('hr', 'HO-HR', 'hr-specialist', 0, 'templates, cycles, people, echelons, the voice of the bank', 'hr-officer'),
  story(
    'hr2',
    'HO-HR',
    'hr-specialist',
    1,
    'the second HR officer, because no one approves what they drafted',
    'hr-officer',
  ),
  story(
    'branch-hr',
    'HO-HR',
    'hr-specialist',
    2,
    'an HR officer of the Yunze branch only: nobody of another branch exists for her',
    'hr-officer',
  ),
  story('learning', 'HO-HR', 'hr-specialist', 3, 'courses and who has to renew what', 'learning-officer'),
  story(
    'learning2',
    'HO-HR',
    'hr-specialist',
    4,
    'approves what the first learning officer submits',
    'learning-officer',
  ),
  story('trainer', 'HO-HR', 'hr-specialist', 5, 'who is enrolled and how far they are', 'trainer'),
  story('interviewer', 'HO-HR', 'hr-specialist', 6, 'holds the interviewer role', 'interviewer'),
  story(
    'officer',
    'HO-HR',
    'hr-specialist',
    7,
    'prepares incentive runs: one is released, one waits',
    'incentive-officer',
  ),
  story('approver', 'HO-RISK', 'department-head', 0, 'an incentive run waits for approval', 'incentive-approver'),
  story(
    'releaser',
    'HO-OPS',
    'department-head',
    0,
    'releases what two others prepared and approved',
    'incentive-releaser',
  ),
  story('auditor', 'HO-AUDIT', 'department-head', 0, 'reads the trail and every run, changes nothing', 'auditor'),
  story('admin', 'HO-IT', 'it-engineer', 0, 'accounts, roles and settings', 'administrator'),
  story(
    'transfer',
    'B1-02',
    'lobby-manager',
    1,
    'moved from teller to lobby manager in mid-quarter: two goal sheets, one score weighted by days, pay in two parts',
  ),
  story(
    'lapsed',
    'B1-02',
    'teller',
    1,
    'her anti-money-laundering certificate ran out: her payout is held until it is renewed',
  ),
  story(
    'severe',
    'B2-02',
    'outlet-head',
    0,
    'marks a good deal lower than every other manager; HR moved two of his ratings',
  ),
  story('strict', 'B2-02', 'teller', 0, 'scored by the severe manager: appealed, and was upheld'),
  story(
    'leaver',
    'B1-01',
    'relationship-manager',
    0,
    'left the bank with deferred pay: three instalments still vest, a year apart',
  ),
  story('serious', 'B1-03', 'relationship-manager', 1, 'a serious violation caps the rating and forfeits the quarter'),
  story('ordinary', 'B2-01', 'teller', 2, 'an open ordinary violation reduces product pay by a fifth'),
  story('two-posts', 'B1-04', 'relationship-manager', 0, 'sixty percent here, forty at head office: paid by parts'),
  story(
    'rehired',
    'B3-01',
    'wealth-manager',
    0,
    'left in one year and came back in another: two employments, one history',
  ),
  story('expiring', 'B1-02', 'teller', 2, 'her certificate runs out within weeks; a renewal is open'),
  story(
    'star',
    'B1-02',
    'relationship-manager',
    0,
    'service star, rated A, nominated for outlet head with a plan of real courses',
  ),
] as const satisfies readonly Story[]

export type StoryKey = (typeof stories)[number]['key']

/** Over which unit a role is granted: the whole bank, except where a story says otherwise. */
export const roleOver = (key: StoryKey): string => (key === 'branch-hr' ? 'B1' : 'HO')

/** The one password of every demo account. */
export const demoPassword = 'yunhe-demo-2026'
