/** Kinds of org unit and the path that makes "everything below" one range. */
export const unitKinds = ['head-office', 'branch', 'sub-branch', 'outlet', 'department'] as const
export type UnitKind = (typeof unitKinds)[number]

/** '/HO/B1/O12/': unit codes from the root down, itself included. */
export const pathBelow = (parentPath: string | null, code: string): string => `${parentPath ?? '/'}${code}/`
/** Whether `path` is `above` or below it. '/' is the whole bank. */
export const isWithin = (path: string, above: string): boolean => path.startsWith(above)
/** First path that sorts after everything below `path`: the open end of the range. */
export const afterPath = (path: string): string => `${path.slice(0, -1)}0`
/** Unit codes are upper-case letters, digits and hyphens: nothing that means something in a path. */
export const isUnitCode = (code: string): boolean => /^[A-Z0-9][A-Z0-9-]{0,15}$/.test(code)
