/**
 * How long a certificate holds, and what a person's certificates mean on a day. Calendar dates of the bank; the last
 * day counts. History is only added to: nothing here shortens what was granted, except a revocation.
 */
import { addDays, addMonths, type Day, type Instant, later } from '#app/kernel/day.ts'

export type ValidityRule = {
  /** Null is for ever. */
  validMonths: number | null
  renewWindowDays: number
  graceDays: number
  /** Whether a renewal within the grace still counts from the old expiry. */
  graceKeepsBasis?: boolean
}
export type Held = { validThrough: Day | null; anchorDay: number }
export type Validity = { basisOn: Day; anchorDay: number; validFrom: Day; validThrough: Day | null }

const dayNumber = (day: Day) => Number(day.slice(8, 10))

/**
 * From the day of completion. Done within the window before the previous expiry, the new term begins at that expiry,
 * so that nobody loses days by renewing in time; otherwise it begins on the day itself. Never before the previous end.
 */
export const validityOf = (doneOn: Day, rule: ValidityRule, previous: Held | null): Validity => {
  const own = { basisOn: doneOn, anchorDay: dayNumber(doneOn), validFrom: doneOn }
  if (rule.validMonths === null || previous?.validThrough === null) return { ...own, validThrough: null }
  const candidate = { ...own, validThrough: addMonths(doneOn, rule.validMonths) }
  if (!previous) return candidate
  const through = previous.validThrough
  const opens = addDays(through, -rule.renewWindowDays)
  const closes = rule.graceKeepsBasis ? addDays(through, rule.graceDays) : through
  if (opens <= doneOn && doneOn <= closes)
    return {
      basisOn: through,
      anchorDay: previous.anchorDay,
      validFrom: doneOn,
      validThrough: addMonths(through, rule.validMonths, previous.anchorDay),
    }
  return candidate.validThrough >= through
    ? candidate
    : { ...candidate, validThrough: through, anchorDay: previous.anchorDay }
}

/** When a mandate must first be met: after whichever came last of transfer, mandate and hiring. */
export const mandateDueOn = (mandate: { transferOn: Day; mandateFrom: Day; hiredOn: Day }, offsetDays: number): Day =>
  addDays(later(later(mandate.transferOn, mandate.mandateFrom), mandate.hiredOn), offsetDays)

/** By when a certificate is to be renewed: its last day, once its window is open. Null before, and for one without end. */
export const renewalDueOn = (lastDay: Day | null, today: Day, windowDays: number): Day | null =>
  lastDay !== null && addDays(lastDay, -windowDays) <= today ? lastDay : null

export type CertificateFacts = {
  validFrom: Day
  validThrough: Day | null
  revokedFrom: Day | null
  recordedAt: Instant
}

/** Whether a certificate counts on a day, as far as was known at a time. */
export const countsOn = (certificate: CertificateFacts, day: Day, knownAt?: Instant): boolean =>
  certificate.validFrom <= day &&
  (certificate.validThrough === null || day <= certificate.validThrough) &&
  (certificate.revokedFrom === null || day < certificate.revokedFrom) &&
  (knownAt === undefined || certificate.recordedAt <= knownAt)

/** Days before an expiry on which its holder is told; once each. */
export const reminderThresholds = [60, 30, 7, 0] as const

/** The nearest threshold reached: 28 days before the end it is 30. Null when it is too early, or too late. */
export const reminderDue = (daysLeft: number): number | null => {
  if (daysLeft < 0) return null
  return [...reminderThresholds].reverse().find((threshold) => daysLeft <= threshold) ?? null
}
