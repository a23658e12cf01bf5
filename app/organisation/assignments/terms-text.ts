/** An assignment's terms as the text that its form begins with. */
import { digitsOf } from '#app/kernel/currency.ts'
import { majorOf } from '#app/kernel/money.ts'

export const termsText = (row: {
  unitId: string
  postId: string
  lineManagerId: string | null
  fteBp: number
  baseMinor: number | null
  currency: string
  city: string | null
}) => ({
  unitId: row.unitId,
  postId: row.postId,
  lineManagerId: row.lineManagerId ?? '',
  fteBp: String(row.fteBp / 100),
  base: row.baseMinor === null ? '' : majorOf(row.baseMinor, row.currency).toFixed(digitsOf(row.currency)),
  city: row.city ?? '',
  confirmed: '',
})
