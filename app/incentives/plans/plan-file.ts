/** How large a plan's file may be. */
import { mib } from '#app/kernel/file-size.ts'

export const mostOfPlanFile = 2 * mib
