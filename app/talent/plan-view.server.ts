/** A development plan as it is shown: each action with what it points at and how far it is, read where it happens. */
import type { Actor } from '#app/kernel/actor.ts'
import type { Day } from '#app/kernel/day.ts'
import type { Words } from '#app/kernel/words.ts'
import { lessonStates } from '#app/learning/courses/catalogue.server.ts'
import { newestEnrolment } from '#app/learning/courses/enrolments.server.ts'
import { courseChoices } from '#app/learning/courses/learners.server.ts'
import { pairingsOf } from '#app/mentoring/pairings.server.ts'
import { employeeRows } from '#app/organisation/employees/employees.server.ts'
import { listCompetencies } from '#app/organisation/posts/competencies.server.ts'
import { assessedLevels } from '#app/organisation/posts/competency-levels.server.ts'
import { findPost, postsInUse, profileOf } from '#app/organisation/posts/posts.server.ts'
import type { Reader } from '#db/client.server.ts'
import { type ActionKind, type ActionProgress, planPercent, progressOf } from './development.ts'
import { actionsOf } from './development-actions.server.ts'
import { gapsAgainst } from './gap.ts'
import { earlierPlans, planOf } from './plans.server.ts'

export type ShownAction = {
  id: string
  kind: ActionKind
  /** What it points at; null for what is only written down. */
  title: Words | null
  text: string | null
  courseId: string | null
  pairingId: string | null
  /** Sessions or level; null where the action does not say. */
  wanted: number | null
  dueOn: Day
  progress: ActionProgress
}

const courseFacts = async (db: Reader, employeeId: string, courseId: string) => {
  const enrolment = await newestEnrolment(db, employeeId, courseId)
  if (!enrolment) return null
  const lessons = await lessonStates(db, enrolment.courseVersionId, enrolment.id)
  return {
    lessons: lessons.length,
    lessonsDone: lessons.filter(({ completed }) => completed).length,
    isCompleted: enrolment.completedAt !== null,
  }
}

type Known = {
  courses: Awaited<ReturnType<typeof courseChoices>>
  pairings: Awaited<ReturnType<typeof pairingsOf>>
  competencies: readonly { id: string; name: Words }[]
  levels: ReadonlyMap<string, number>
}
type Profile = readonly { id: string; level: number }[]

const shownActions = async (
  db: Reader,
  plan: { id: string; employeeId: string },
  profile: Profile,
  { courses, pairings, competencies, levels }: Known,
): Promise<ShownAction[]> => {
  const actions: ShownAction[] = []
  for (const action of await actionsOf(db, plan.id)) {
    const pairing = pairings.find(({ id }) => id === action.pairingId)
    const wanted =
      action.kind === 'competency' && action.wanted === null
        ? (profile.find(({ id }) => id === action.competencyId)?.level ?? null)
        : action.wanted
    const title =
      courses.find(({ id }) => id === action.courseId)?.title ??
      (action.kind === 'competency' ? competencies.find(({ id }) => id === action.competencyId)?.name : null) ??
      (pairing ? { 'zh-CN': pairing.mentorName, en: pairing.mentorName } : null)
    const { id, kind, text, courseId, pairingId, dueOn, doneAt } = action
    actions.push({
      ...{ id, kind, title, text, courseId, pairingId, wanted, dueOn },
      progress: progressOf({
        kind,
        wanted,
        doneAt,
        course: courseId ? await courseFacts(db, plan.employeeId, courseId) : null,
        sessions: pairing?.confirmed ?? 0,
        level: action.competencyId ? (levels.get(action.competencyId) ?? null) : null,
      }),
    })
  }
  return actions
}

/** The person and their open plan; null when absent or out of reach. */
export const planView = async (db: Reader, actor: Actor, employeeId: string) => {
  const found = await planOf(db, actor, employeeId)
  if (!found) return null
  const { plan, person, hasActions, mayPropose, mayAgree, mayTick } = found
  const [row] = await employeeRows(db, [employeeId], actor.today)
  const courses = await courseChoices(db)
  const pairings = await pairingsOf(db, employeeId)
  const competencies = (await listCompetencies(db)).map(({ id, name }) => ({ id, name }))
  const levels = (await assessedLevels(db, [employeeId], actor.today)).get(employeeId) ?? new Map<string, number>()
  const known = { courses, pairings, competencies, levels }
  const target = plan ? await findPost(db, plan.targetPostId) : null
  const profile = target ? await profileOf(db, target.id) : []
  const actions = plan ? await shownActions(db, plan, profile, known) : []
  const earlier = await Promise.all(
    (await earlierPlans(db, employeeId)).map(async (each) => {
      const post = await findPost(db, each.targetPostId)
      const ended = await shownActions(db, each, post ? await profileOf(db, post.id) : [], known)
      const { id, fromOn, toOn, closedAt } = each
      const isDone = ended.filter(({ progress }) => progress.isDone)
      return { id, fromOn, toOn, closedAt, targetName: post?.name ?? {}, count: ended.length, done: isDone.length }
    }),
  )
  return {
    person: { id: person.id, name: person.name, postName: row?.postName ?? null, unitName: row?.unitName ?? null },
    plan: plan && {
      id: plan.id,
      targetPostId: plan.targetPostId,
      fromOn: plan.fromOn,
      toOn: plan.toOn,
      agreedAt: plan.agreedAt,
      revision: plan.revision,
      targetName: target?.name ?? {},
    },
    actions,
    earlier,
    hasActions,
    percent: planPercent(actions.map(({ progress }) => progress)),
    profile: profile.map(({ id, name }) => ({ id, name })),
    gaps: gapsAgainst(profile, levels),
    courses: courses.map(({ id, title }) => ({ id, name: title })),
    pairings: pairings
      .filter((each) => each.menteeId === employeeId && each.endedOn === null)
      .map(({ id, mentorName }) => ({ id, mentorName })),
    competencies,
    posts: mayPropose ? (await postsInUse(db)).map(({ id, name }) => ({ id, name })) : [],
    isSelf: actor.employeeId === employeeId,
    mayPropose,
    mayAgree,
    mayTick,
  }
}
