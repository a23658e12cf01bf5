/** What a list of learners shows, read from its address. */
import { type LearnerState, learnerStates } from './courses/learner-state.ts'

export type LearnerAsk = { courseId: string | null; state: LearnerState | null; q: string }

export const readLearnerAsk = (params: URLSearchParams): LearnerAsk => {
  const state = params.get('state')
  return {
    courseId: params.get('course') || null,
    state: learnerStates.find((each) => each === state) ?? null,
    q: (params.get('q') ?? '').trim().slice(0, 80),
  }
}
