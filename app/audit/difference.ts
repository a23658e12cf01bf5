/** What a change changed, leaf by leaf: the two sides of a record as a list that a person can read. */
import type { Json } from '#app/kernel/canonical.ts'
import type { AuditWords } from './act-words.ts'

export type Difference = {
  /** 'lines.2.weightBp' */
  path: string
  before: string | null
  after: string | null
}

type Leaves = Map<string, string>

const leavesOf = (value: Json | undefined, path: string, leaves: Leaves): Leaves => {
  if (value === null || value === undefined) return leaves
  if (typeof value !== 'object') return leaves.set(path, String(value))
  const entries = Array.isArray(value)
    ? value.map((each, index): [string, Json] => [String(index + 1), each])
    : Object.entries(value as { readonly [key: string]: Json | undefined })
  if (entries.length === 0 && path !== '') leaves.set(path, Array.isArray(value) ? '[]' : '{}')
  for (const [key, each] of entries) leavesOf(each, path === '' ? key : `${path}.${key}`, leaves)
  return leaves
}

/** Only what differs, in the order in which it stands; a value that was or became nothing is null. */
export const differenceOf = (before: Json, after: Json): Difference[] => {
  const was = leavesOf(before, '', new Map())
  const is = leavesOf(after, '', new Map())
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((path) => was.get(path) !== is.get(path))
    .map((path) => ({ path: path || '·', before: was.get(path) ?? null, after: is.get(path) ?? null }))
}

/**
 * 'lines.2.baseMinor' → 'lines · 2 · base minor': contents are kept as the code calls them. What decisions turn on has
 * words; the rest is shown as it is kept.
 */
export const fieldText = (t: AuditWords, path: string): string =>
  path
    .split('.')
    .map((part) =>
      t.has(`fields.${part}`) ? t(`fields.${part}`) : part.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase(),
    )
    .join(' · ')
