/**
 * How often one address may ask for codes: thirty in ten minutes. Sixty bits cannot be guessed anyway; this keeps the
 * attempt from costing anything. Counted per process.
 */
import type { Instant } from '#app/kernel/day.ts'

const windowMs = 600_000
const most = 30
const asked = new Map<string, { since: Instant; count: number }>()

export const mayVerify = (address: string, now: Instant): boolean => {
  const known = asked.get(address)
  // One that began in the future began before the clock was set back.
  if (!known || Math.abs(now - known.since) >= windowMs) {
    if (asked.size > 10_000) asked.clear()
    asked.set(address, { since: now, count: 1 })
    return true
  }
  known.count++
  return known.count <= most
}
