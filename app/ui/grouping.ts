/**
 * Puts the thousands apart in what a field holds: 1200000 is not read, it is counted. Only once it is left, since figures
 * that move under the hand are mistyped; whoever hears of leaving it, such as a form's register, finds them apart.
 */
import type { FocusEvent, FocusEventHandler, ForwardedRef } from 'react'
import { groupedText } from '#app/kernel/grouped.ts'

export const grouping = (
  ref: ForwardedRef<HTMLInputElement>,
  onBlur: FocusEventHandler<HTMLInputElement> | undefined,
) => ({
  ref: (field: HTMLInputElement | null) => {
    if (typeof ref === 'function') ref(field)
    else if (ref) ref.current = field
    // A register fills its field as it takes hold of it.
    if (field && field !== document.activeElement) field.value = groupedText(field.value)
  },
  onBlur: (event: FocusEvent<HTMLInputElement>) => {
    event.target.value = groupedText(event.target.value)
    onBlur?.(event)
  },
})
