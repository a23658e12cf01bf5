/** What is waiting for me: every domain is asked, and the nearest day comes first. */
import { pulsesFor } from '#app/feedback/pulses.server.ts'
import { payDue } from '#app/incentives/pay-due.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day, Instant } from '#app/kernel/day.ts'
import type { Words } from '#app/kernel/words.ts'
import { openSittings } from '#app/learning/assessments/open-sittings.server.ts'
import type { CourseCard } from '#app/learning/courses/catalogue.server.ts'
import { coursesToApprove } from '#app/learning/courses/course-versions.server.ts'
import { sessionsToConfirm } from '#app/mentoring/pairings.server.ts'
import { delegationsOf } from '#app/organisation/accounts/delegations.server.ts'
import { paths } from '#app/paths.ts'
import { appealsToAnswer } from '#app/performance/appraisals/appeals-open.server.ts'
import { performanceDue } from '#app/performance/performance-due.server.ts'
import { templatesToApprove } from '#app/performance/templates/templates.server.ts'
import { plansToAgree } from '#app/talent/plans.server.ts'
import type { Reader } from '#db/client.server.ts'

/** `kind` is a key under `home.tasks` of the shell's words. */
export type Waiting = { key: string; kind: string; name: Words; count: number; dueOn: Day | null; to: string }

const isBegun = ({ enrolment }: CourseCard): boolean =>
  enrolment !== null && !enrolment.completed && (enrolment.lessonsDone > 0 || (enrolment.resume?.begun ?? false))

/** Where one goes on with it: the lesson at which one left. */
const placeIn = (course: CourseCard): string => {
  const { enrolment } = course
  return enrolment?.resume && isBegun(course)
    ? paths.lesson(enrolment.id, enrolment.resume.slug)
    : paths.course(course.courseId)
}

/** Courses enrolled in and not finished that are no task already: one that is due stands among those. */
export const learningBeside = (courses: readonly CourseCard[]): CourseCard[] =>
  courses.filter(({ enrolment, dueOn }) => enrolment && !enrolment.completed && dueOn === null)

export const waitingFor = async (
  db: Reader,
  actor: Actor,
  courses: readonly CourseCard[],
  now: Instant,
): Promise<Waiting[]> => {
  const open = await openSittings(db, actor, now)
  // Before all else, since its clock runs; its course is no task beside it.
  const sittings = open.map(
    ({ attemptId, title, minutesLeft }): Waiting => ({
      key: `sitting ${attemptId}`,
      kind: 'sitting',
      name: title,
      count: minutesLeft,
      dueOn: actor.today,
      to: paths.sit(attemptId),
    }),
  )
  const learning = courses.flatMap((course): Waiting[] =>
    course.dueOn === null || open.some(({ courseId }) => courseId === course.courseId)
      ? []
      : [
          {
            key: `course ${course.courseId}`,
            kind: isBegun(course) ? 'course-begun' : course.renews ? 'course-renew' : 'course',
            name: course.title,
            count: 1,
            dueOn: course.dueOn,
            to: placeIn(course),
          },
        ],
  )
  const performance = (await performanceDue(db, actor)).map((due): Waiting => {
    const count = 'people' in due ? due.people : 1
    return {
      key: `${due.kind} ${due.subjectId}`,
      kind: due.kind,
      name: due.cycleName,
      count,
      dueOn: due.dueOn,
      to: performancePlace(due.kind, due.subjectId),
    }
  })
  const pay = (await payDue(db, actor)).map(
    (due): Waiting => ({
      key: `${due.kind} ${due.subjectId}`,
      kind: due.kind,
      name: due.name,
      count: 1,
      dueOn: null,
      to: due.kind === 'approve-plan' ? paths.plan(due.subjectId) : paths.run(due.subjectId),
    }),
  )
  const pulses = (await pulsesFor(db, actor, actor.today))
    .filter((pulse) => pulse.tookPartOn === null)
    .map(
      (pulse): Waiting => ({
        key: `pulse ${pulse.id}`,
        kind: 'pulse',
        name: pulse.name,
        count: 1,
        dueOn: pulse.closesOn,
        to: paths.answerPulse(pulse.id),
      }),
    )
  const sessions = (await sessionsToConfirm(db, actor)).map((session): Waiting => {
    const other = session.mentorName === actor.name ? session.menteeName : session.mentorName
    const name = { 'zh-CN': other, en: other }
    return {
      key: `session ${session.id}`,
      kind: 'confirm-session',
      name,
      count: 1,
      dueOn: null,
      to: paths.pairing(session.pairingId),
    }
  })
  const others = [
    ...performance,
    ...learning,
    ...sessions,
    ...pay,
    ...(await toApprove(db, actor)),
    ...(await lentTo(db, actor)),
    ...pulses,
  ]
  return [...sittings, ...others.sort((a, b) => ((a.dueOn ?? '9999') < (b.dueOn ?? '9999') ? -1 : 1))]
}

/** What others have lent, to be taken up with one press while it holds. */
const lentTo = async (db: Reader, actor: Actor): Promise<Waiting[]> => {
  if (actor.onBehalfOf !== null) return []
  const rows = await delegationsOf(db, actor.id, actor.today)
  return rows.flatMap(({ id, lends, holds, other }): Waiting[] => {
    const name = { 'zh-CN': other, en: other }
    return lends || !holds
      ? []
      : [{ key: `delegation ${id}`, kind: 'act-for', name, count: 1, dueOn: null, to: paths.delegations() }]
  })
}

/** Templates, courses, appeals and development plans that somebody else has submitted. */
const toApprove = async (db: Reader, actor: Actor): Promise<Waiting[]> => {
  const waits = { count: 1, dueOn: null }
  const templates = (await templatesToApprove(db, actor)).map(({ code, version, name }): Waiting => {
    const to = paths.template(code, version)
    return { ...waits, key: `template ${code} ${version}`, kind: 'approve-template', name, to }
  })
  const courses = (await coursesToApprove(db, actor)).map(({ id, title }): Waiting => {
    const to = paths.courseVersion(id)
    return { ...waits, key: `course-version ${id}`, kind: 'approve-course', name: title, to }
  })
  const plans = (await plansToAgree(db, actor)).map(({ employeeId, name }): Waiting => {
    const kind = employeeId === actor.employeeId ? 'agree-own-development' : 'agree-development'
    const to = paths.developmentPlan(employeeId)
    return { ...waits, key: `development ${employeeId}`, kind, name: { 'zh-CN': name, en: name }, to }
  })
  const count = await appealsToAnswer(db, actor)
  const appeals: Waiting[] =
    count > 0 ? [{ ...waits, key: 'appeals', kind: 'answer-appeals', name: {}, count, to: paths.appeals() }] : []
  return [...appeals, ...templates, ...courses, ...plans]
}

const performancePlace = (kind: string, subjectId: string): string => {
  switch (kind) {
    case 'propose-goals':
    case 'agree-goals':
      return paths.goalSheet(subjectId)
    case 'score-people':
      return paths.scoreGrid(subjectId)
    case 'agree-peoples-goals':
      return paths.goals()
    default:
      return paths.appraisal(subjectId)
  }
}
