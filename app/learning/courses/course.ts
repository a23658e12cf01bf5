import type { VersionState } from '#app/kernel/version-state.ts'

/** A course version lives as templates and plans do. */
export type CourseState = VersionState
