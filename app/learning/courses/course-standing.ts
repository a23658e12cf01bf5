/** Where somebody stands with a course: whether they hold what it certifies, and by when they must take it. */
import { type Day, dayOf, type Instant, later } from '#app/kernel/day.ts'
import { mandateDueOn, renewalDueOn } from '#app/learning/certifications/validity.ts'
import { mandateOffsetDays } from './course.ts'

/** First and last day on which a certificate counts; without a last one it does for ever. */
type Certificate = { certification: string; from: Day; to: Day | null }
export type Learner = {
  today: Day
  /** Posts of the person, by code, with the day they took them up. */
  posts: ReadonlyMap<string, Day>
  certificates: readonly Certificate[]
  timeZone: string
}
type Course = {
  certificationCode: string | null
  renewWindowDays: number | null
  /** Codes of posts. */
  mandatoryFor: readonly string[]
  activatedAt: Instant | null
}
type Enrolment = { completedAt: Instant | null; dueOn: Day | null }
/** `renews`: they have held it, and it ends soon or has ended. */
export type Standing = { holds: boolean; renews: boolean; dueOn: Day | null }

const askedOn = ({ mandatoryFor, activatedAt }: Course, { posts, timeZone }: Learner): Day | null => {
  const since = mandatoryFor.flatMap((code) => posts.get(code) ?? []).sort()[0]
  if (since === undefined || activatedAt === null) return null
  const mandateFrom = dayOf(activatedAt, timeZone)
  return mandateDueOn({ transferOn: since, mandateFrom, hiredOn: since }, mandateOffsetDays)
}

const outlasts = (one: Certificate, other: Certificate): boolean =>
  one.to === null || (other.to !== null && one.to >= other.to)

/**
 * A day only where a post asks for the course. Who held the certification renews it by its last day, from the first day
 * of its window on, however long ago they finished the course; the others take it within a month of their post.
 */
export const standingIn = (learner: Learner, course: Course, enrolment: Enrolment | null): Standing => {
  const { today, certificates } = learner
  const held = certificates.filter(
    ({ certification, from }) => certification === course.certificationCode && from <= today,
  )
  const last = held.reduce<Certificate | null>((one, each) => (one && outlasts(one, each) ? one : each), null)
  const holds = last !== null && (last.to === null || today <= last.to)
  const isOpen = enrolment !== null && enrolment.completedAt === null
  const asked = (isOpen ? enrolment.dueOn : null) ?? askedOn(course, learner)
  if (!last) return { holds, renews: false, dueOn: enrolment?.completedAt ? null : asked }
  const ends = renewalDueOn(last.to, today, course.renewWindowDays ?? 0)
  // Nobody is late with what their post asks for since last week, though their certificate ended years ago.
  return { holds, renews: ends !== null, dueOn: asked && ends && later(asked, ends) }
}
