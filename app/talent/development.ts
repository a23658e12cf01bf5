/** What a development plan is made of, and how far it is: computed from the portal's own facts, never typed. */
export const actionKinds = ['course', 'mentoring', 'competency', 'rotation', 'project'] as const
export type ActionKind = (typeof actionKinds)[number]

/** What the portal cannot see by itself: the manager ticks it. */
export const isTicked = (kind: ActionKind): boolean => kind === 'project' || kind === 'rotation'

/** Confirmed sessions of a pairing that are wanted where the action does not say. */
export const usualSessions = 6

export type ActionFacts = {
  kind: ActionKind
  /** Sessions or level wanted. */
  wanted: number | null
  doneAt: number | null
  /** Lessons read of a course, and whether it was completed. */
  course?: { lessonsDone: number; lessons: number; isCompleted: boolean } | null
  sessions?: number
  level?: number | null
}
export type ActionProgress = { done: number; of: number; isDone: boolean }

/** How far one action is, in its own steps: lessons, confirmed sessions, levels, or ticked. */
export const progressOf = ({ kind, wanted, doneAt, course, sessions = 0, level }: ActionFacts): ActionProgress => {
  const reached = (done: number, of: number) => ({ done: Math.min(done, of), of, isDone: done >= of })
  if (kind === 'mentoring') return reached(sessions, wanted ?? usualSessions)
  if (kind === 'competency') return reached(level ?? 0, wanted ?? 1)
  if (kind === 'course') {
    if (course?.isCompleted) return { done: 1, of: 1, isDone: true }
    // Reading alone completes no course that has an assessment: its step is the last.
    return course
      ? { done: course.lessonsDone, of: course.lessons + 1, isDone: false }
      : { done: 0, of: 1, isDone: false }
  }
  return reached(doneAt === null ? 0 : 1, 1)
}

/** Whole percent of a plan, every action counting alike; rounded down, so that 100 is all. */
export const planPercent = (actions: readonly ActionProgress[]): number => {
  if (actions.length === 0) return 0
  const sum = actions.reduce((total, { done, of, isDone }) => total + (isDone ? 1 : done / of), 0)
  // In binary a fifth and seven tenths fall short of nine.
  return Math.floor((sum / actions.length) * 100 + 1e-9)
}
