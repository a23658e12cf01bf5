/** What one version of a plan decides otherwise than another, place by place, as whoever approves it has to know. */
import type { IncentivePlan } from './plan.ts'
import { isRecord } from './plan-edit.ts'

export type PlanChange = {
  /** From the plan inwards: 'components', the code of one of them, 'targets', the number of a row, 'percent'. */
  place: readonly (string | number)[]
  /** All of a part came or went: it is said once, not figure by figure. */
  isWhole: boolean
  /** Undefined where it was not, or is no more, there. */
  before: unknown
  after: unknown
}

type Place = PlanChange['place']
/** A value at its place, and the parts with a code of their own that it lies in. */
type Leaf = { place: Place; parts: readonly Place[]; value: unknown }

/** A part is known by its code wherever it stands; a row by its number. */
const codeOf = (value: unknown): string | null => {
  const { code, product, riskClass, honour } = isRecord(value) ? value : {}
  const known = code ?? product ?? riskClass ?? honour
  return typeof known === 'string' ? known : null
}

const leavesIn = (value: unknown, place: Place = [], parts: readonly Place[] = []): Leaf[] => {
  if (Array.isArray(value) && value.some(isRecord))
    return value.flatMap((each, index) => {
      const code = codeOf(each)
      const inside = [...place, code ?? index + 1]
      return leavesIn(each, inside, code === null ? parts : [...parts, inside])
    })
  if (!isRecord(value)) return value === undefined ? [] : [{ place, parts, value }]
  return Object.entries(value).flatMap(([key, each]) => leavesIn(each, [...place, key], parts))
}

const keyOf = (place: Place) => JSON.stringify(place)

/** In the order of the later version, what is gone at the end. Names, examples and the plan's own code are no decisions. */
export const planChanges = (before: IncentivePlan, after: IncentivePlan): PlanChange[] => {
  const [was, is] = [sideOf(before), sideOf(after)]
  const changed = [
    ...is.leaves.filter(({ place, value }) => !isSame(was.values.get(keyOf(place)), value)),
    ...was.leaves.filter(({ place }) => !is.values.has(keyOf(place))),
  ]
  const said = new Set<string>()
  return changed.flatMap(({ place, parts }) => {
    const whole = parts.find((part) => !(was.parts.has(keyOf(part)) && is.parts.has(keyOf(part))))
    const key = keyOf(whole ?? place)
    if (said.has(key)) return []
    said.add(key)
    return [{ place: whole ?? place, isWhole: whole !== undefined, before: was.at(key), after: is.at(key) }]
  })
}

const sideOf = ({ format: _, version: __, code: ___, name: ____, examples: _____, ...plan }: IncentivePlan) => {
  const leaves = leavesIn(plan).filter(({ place }) => !place.includes('name') && place.at(-1) !== 'code')
  const values = new Map(leaves.map(({ place, value }) => [keyOf(place), value]))
  const parts = new Set(leaves.flatMap((leaf) => leaf.parts.map(keyOf)))
  /** The value at a place, or of a part that it is there. */
  const at = (key: string): unknown => values.get(key) ?? (parts.has(key) || undefined)
  return { leaves, values, parts, at }
}

/** Codes are a set, in whatever order they were chosen; numbers are instalments, one after the other. */
const compared = (value: unknown): unknown =>
  Array.isArray(value) && value.every((each) => typeof each === 'string') ? [...value].sort() : value
const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(compared(one)) === JSON.stringify(compared(other))
