/** The months of a period, and the day on which it is paid. */
import { addMonths, type Day } from '#app/kernel/day.ts'
import type { IncentivePlan } from '../plans/plan.ts'

/** Whole calendar months that a period touches: a quarter is 3. */
export const monthsTouched = (from: Day, to: Day): number =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 1

/** The day of payment: so many months after the period's last month, on this day or the month's last. */
export const payDay = (plan: Pick<IncentivePlan, 'payment'>, toOn: Day): Day =>
  addMonths(`${toOn.slice(0, 7)}-01`, plan.payment.monthsAfter, plan.payment.day)
