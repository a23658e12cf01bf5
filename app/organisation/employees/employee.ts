import type { Day } from '#app/kernel/day.ts'

/** Whether somebody's last day with the bank is over: what they still stand in, they take no part in any more. */
export const hasLeft = ({ leftOn }: { leftOn: Day | null }, day: Day): boolean => leftOn !== null && leftOn < day
