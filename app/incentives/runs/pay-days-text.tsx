import type { Day } from '#app/kernel/day.ts'
import { useWhenText } from '#app/ui/when.tsx'

/** The days of a payment as sentences name them; of a release in time they say nothing. */
export const usePayDaysText = () => {
  const when = useWhenText()
  return ({ payOn, lateOn }: { payOn: Day; lateOn: Day | null }) => ({
    payOn: when({ at: payOn, absolute: true }),
    lateOn: lateOn ? when({ at: lateOn, absolute: true }) : '',
  })
}
