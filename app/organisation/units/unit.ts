/** Kinds of org unit, how a unit's code makes its path, and what its last day means for what is in it. */
import type { Day } from '#app/kernel/day.ts'

export const unitKinds = ['head-office', 'branch', 'sub-branch', 'outlet', 'department'] as const
export type UnitKind = (typeof unitKinds)[number]

/** '/HO/B1/O12/': unit codes from the root down, itself included. */
export const pathBelow = (parentPath: string | null, code: string): string => `${parentPath ?? '/'}${code}/`
/** What is reached from a unit: all below its path, and from the head of the tree the whole bank. */
export const reachPath = ({ parentId, path }: { parentId: string | null; path: string }): string =>
  parentId === null ? '/' : path
/** The last day of a unit that closes before what would stand in it ends (null: without an end), or null. */
export const closesBefore = ({ closedOn }: { closedOn: Day | null }, end: Day | null): Day | null =>
  closedOn !== null && (end === null || end > closedOn) ? closedOn : null
/** Unit codes are upper-case letters, digits and hyphens: nothing that means something in a path. */
export const isUnitCode = (code: string): boolean => /^[A-Z0-9][A-Z0-9-]{0,15}$/.test(code)
